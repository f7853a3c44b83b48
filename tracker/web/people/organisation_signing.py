"""Signing in through the organisation's provider: there with state, nonce and PKCE, and back with its checked word.

The provider's address comes from the settings alone. Nothing of its token is kept.
"""

from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, abort, current_app, flash, redirect, request, session, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response

from tracker.config import Config
from tracker.operations.people.organisation_sign_in import enter_by_organisation
from tracker.web.access import PUBLIC, allow, ground
from tracker.web.people.signing import admitted, visit

blueprint = Blueprint("organisation_signing", __name__, url_prefix="/prihlaseni/organizace")

TIMEOUT = 10
"""Seconds that the provider has for one answer."""
TARGET = "organisation_target"


@blueprint.get("")
@allow(PUBLIC)
def leave() -> Response:
    """Go to the provider."""
    provider = _provider()
    session[TARGET] = request.args.get("dal", "")
    back = f"{_config().public_base_url.rstrip('/')}{url_for('organisation_signing.come_back')}"
    try:
        response: Response = provider.authorize_redirect(back)
    except (RequestException, RuntimeError, ValueError) as error:
        return _failed(error)
    return response


@blueprint.get("/zpet")
@allow(PUBLIC)
def come_back() -> Response:
    """Come back with the provider's word; Authlib checks state, PKCE, signature, issuer, audience, nonce and time."""
    provider = _provider()
    try:
        token = provider.authorize_access_token(claims_options={"iss": {"values": [_config().oidc_issuer]}})
    except (OAuthError, JoseError, RequestException, RuntimeError, ValueError, KeyError) as error:
        return _failed(error)
    target = session.pop(TARGET, "")
    entry = enter_by_organisation(ground(), token.get("userinfo") or {}, visit())
    if entry is None:
        flash(
            _(
                "Vaše organizace potvrdila jiný e-mail, než na který tu je účet, nebo účet nemá mandát. "
                "Napište tomu, kdo spravuje mandáty."
            ),
            "warning",
        )
        return redirect(url_for("signing.page"))
    return admitted(entry, target)


@blueprint.record_once
def join_provider(state: BlueprintSetupState) -> None:
    """Make the provider of the settings known to the application."""
    app: Any = state.app
    config: Config = app.extensions["tracker.ground"].config
    app.jinja_env.globals["organisation"] = config.oidc_name if config.oidc_issuer else ""
    if config.oidc_issuer:
        OAuth(app).register(
            "organisation",
            server_metadata_url=f"{config.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
            client_id=config.oidc_client_id,
            client_secret=config.oidc_client_secret,
            client_kwargs={
                "scope": "openid email",
                "code_challenge_method": "S256",
                "default_timeout": TIMEOUT,
            },
        )


def _provider() -> Any:
    if not _config().oidc_issuer:
        abort(404)
    return current_app.extensions["authlib.integrations.flask_client"].create_client("organisation")


def _config() -> Config:
    config: Config = current_app.extensions["tracker.ground"].config
    return config


def _failed(error: Exception) -> Response:
    current_app.logger.warning("signing in through the organisation failed: %s", type(error).__name__)
    flash(
        _("Přihlášení přes organizaci se nepodařilo dokončit. Zkuste to znovu, nebo se přihlaste odkazem z e-mailu."),
        "warning",
    )
    return redirect(url_for("signing.page"))
