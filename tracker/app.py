"""The web application, joined from its blueprints and the parts of an installation."""

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

from tracker.api.application import create_api
from tracker.api.described import PREFIX
from tracker.config import Config
from tracker.installation import ground_for
from tracker.timeline.clock import Clock, SystemClock
from tracker.web import BLUEPRINTS
from tracker.web.access import check_policy, refuse_undeclared
from tracker.web.assets import install_assets
from tracker.web.errors import install_errors
from tracker.web.filters import install_filters
from tracker.web.language import install_language
from tracker.web.page import install_page
from tracker.web.request import open_request, refuse_unwritten
from tracker.web.request_diary import RequestDiary, remember_route
from tracker.web.security import add_headers
from tracker.web.sentences import install_sentences


def create_app(config: Config, clock: Clock | None = None) -> Flask:
    """The web application; refuses to start with a route whose users nobody declared."""
    app = Flask(__name__, static_folder="../static", template_folder="../templates")
    secure = config.public_base_url.startswith("https://")
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="__Host-formular" if secure else "formular",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=50 * 2**20,
        MAX_FORM_MEMORY_SIZE=500_000,
        MAX_FORM_PARTS=200,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # we send Referrer-Policy: no-referrer; the token alone decides
    )
    app.extensions["tracker.ground"] = ground_for(config, clock or SystemClock())
    api = create_api(app.extensions["tracker.ground"])
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {PREFIX: api.wsgi_app})  # type: ignore[method-assign]
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    CSRFProtect(app)
    for install in (install_language, install_filters, install_sentences, install_assets, install_page, install_errors):
        install(app)
    app.before_request(open_request)
    app.before_request(refuse_unwritten)
    app.before_request(check_policy)
    app.after_request(add_headers)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    refuse_undeclared(app)
    for part in (app, api):
        remember_route(part)
    app.wsgi_app = RequestDiary(app.wsgi_app)  # type: ignore[method-assign]
    return app
