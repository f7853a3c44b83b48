"""Every setting, read from the environment once. ``docs/configuration.md`` is generated from this class."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SAMPLE_KEY = "unsafe-sample-key"
SHORTEST_KEY = 32
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class BadConfiguration(Exception):
    """A setting that cannot be used; the message names it and says what it may be."""


class Config(BaseModel):
    """The settings of one installation; each is an environment variable of the same name in capitals.

    The defaults run the product on one machine with nothing to set up.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    mode: Literal["local", "production"] = Field(
        default="local", description="production refuses unsafe settings at start"
    )
    instance_dir: Path = Field(
        default=Path("instance"), description="folder of the database, evidence files and backups"
    )
    database_url: str = Field(default="", description="sqlite:///… or postgresql://…; empty: SQLite in instance_dir")
    secret_key: str = Field(
        default=SAMPLE_KEY, description="signs forms and links; at least 32 characters in production"
    )
    previous_secret_key: str = Field(
        default="", description="the SECRET_KEY before, until `tracker migrate` has sealed anew what it had sealed"
    )
    public_base_url: str = Field(
        default="http://127.0.0.1:8080",
        description="address that links in mails and feeds begin with; not set: that of HOST and PORT",
    )
    host: str = Field(default="127.0.0.1", description="address the embedded server listens on")
    port: int = Field(default=8080, description="port the embedded server listens on", ge=0, le=65535)
    trusted_proxies: int = Field(default=0, description="how many proxies in front set X-Forwarded headers", ge=0, le=5)
    oidc_issuer: str = Field(
        default="", description="OpenID Connect: address of the organisation's provider; empty: none"
    )
    oidc_client_id: str = Field(default="", description="OpenID Connect: the id that the provider gave us")
    oidc_client_secret: str = Field(default="", description="OpenID Connect: the secret that the provider gave us")
    oidc_name: str = Field(default="účet organizace", description="OpenID Connect: what the button is called after")
    mail_mode: Literal["live", "redirect", "off"] = Field(
        default="live", description="redirect sends everything to mail_redirect_to"
    )
    mail_redirect_to: str = Field(default="", description="the one address of MAIL_MODE=redirect")
    mail_server: str = Field(default="", description="SMTP server; empty: mails stay in the local viewer")
    mail_port: int = Field(default=587, description="SMTP port", ge=1, le=65535)
    mail_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="how the connection is encrypted"
    )
    mail_username: str = Field(default="", description="SMTP login")
    mail_password: str = Field(default="", description="SMTP password")
    mail_ca_file: str = Field(default="", description="certificates to trust instead of the system's")
    mail_from: str = Field(default="hlidac@localhost", description="sender address of every mail")
    mail_from_name: str = Field(default="Hlídač závazků", description="sender name of every mail")
    mail_reply_to: str = Field(default="", description="where answers go; empty: the sender address")
    mail_lines: int = Field(default=2, description="connections to the mail server at once, at most", ge=1, le=8)
    mail_per_minute: int = Field(default=25, description="throttle of the sender, mails a minute; 0: none", ge=0)
    api_per_minute: int = Field(
        default=600, description="requests a minute that one key of another program may make", ge=1
    )
    backup_dir: str = Field(default="", description="folder of backups; empty: backups in instance_dir")
    backup_nightly: bool = Field(default=True, description="let the job runner make a backup every night")
    inbox_maildir: str = Field(default="", description="maildir that replies are read from; empty: see INBOX_SERVER")
    inbox_server: str = Field(default="", description="IMAP server that replies are read from; empty: none are read")
    inbox_port: int = Field(default=993, description="IMAP port", ge=1, le=65535)
    inbox_security: Literal["tls", "starttls"] = Field(default="tls", description="how that connection is encrypted")
    inbox_username: str = Field(default="", description="IMAP login")
    inbox_password: str = Field(default="", description="IMAP password")
    inbox_folder: str = Field(default="INBOX", description="IMAP folder; its unseen messages are read and marked seen")
    inbox_address: str = Field(
        default="",
        description="address of that mailbox; replies are then sent to it with a signed tag (name+tag@domain)",
    )
    log_format: Literal["console", "json"] = Field(default="console", description="form of the lines of the log")
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="what is logged")
    metrics_token: str = Field(default="", description="opens /metrics as a bearer token; empty: there is none")
    ping_url: str = Field(
        default="", description="address of an outside watch, called every 5 minutes while all is well"
    )
    lease_seconds: int = Field(
        default=45, description="silence after which a job runner is taken for dead and replaced", ge=2, le=300
    )
    disk_least_mib: int = Field(
        default=500, description="less free room than this: no document is taken in, nothing is sent", ge=0
    )
    disk_least_percent: int = Field(default=10, description="the same as a share of the disk", ge=0, le=50)
    files_url: str = Field(
        default="", description="bucket of an S3-compatible store, https://host/bucket; empty: files in instance_dir"
    )
    files_region: str = Field(default="us-east-1", description="region of that store")
    files_key: str = Field(default="", description="access key of that store")
    files_secret: str = Field(default="", description="secret key of that store")
    max_upload_mib: int = Field(default=20, description="largest file that is accepted", ge=1, le=200)
    tasks_at_once: int = Field(default=2, description="documents that one job process reads side by side", ge=1, le=16)
    parse_seconds: int = Field(default=15, description="longest reading of one file", ge=1, le=600)
    parse_mib: int = Field(default=512, description="memory that the reading of one file may take", ge=128)
    ocr_pages: int = Field(default=100, description="most pages of a scan", ge=1, le=2000)
    ocr_page_seconds: int = Field(default=30, description="longest recognition of one page", ge=1, le=600)
    ocr_page_mib: int = Field(default=512, description="memory that the recognition of one page may take", ge=128)
    convert_seconds: int = Field(default=60, description="longest conversion of a DOC or RTF", ge=1, le=600)
    convert_mib: int = Field(default=4096, description="memory that such a conversion may take", ge=512)

    @property
    def database(self) -> str:
        """The address of the database in use."""
        return self.database_url or f"sqlite:///{self.instance_dir.resolve() / 'tracker.db'}"

    @property
    def backup_folder(self) -> Path:
        """The folder of backups."""
        return Path(self.backup_dir) if self.backup_dir else self.instance_dir / "backups"

    @property
    def evidence_dir(self) -> Path:
        """The folder of uploaded files."""
        return self.instance_dir / "files"


def unsafe_settings(config: Config) -> list[str]:
    """What a production installation must not run with: one Czech sentence for each such setting."""
    dangers = {
        f"SECRET_KEY: nastavte vlastní tajemství o nejméně {SHORTEST_KEY} znacích": len(config.secret_key)
        < SHORTEST_KEY,
        "PUBLIC_BASE_URL: musí začínat https://": not config.public_base_url.startswith("https://"),
        "MAIL_SERVER: bez poštovního serveru nikdo nic nedostane": config.mail_mode != "off" and not config.mail_server,
        "MAIL_SECURITY: poštu posílejte jen šifrovaně (starttls nebo tls)": config.mail_security == "none",
        "MAIL_REDIRECT_TO: při MAIL_MODE=redirect uveďte adresu": config.mail_mode == "redirect"
        and not config.mail_redirect_to,
        "OIDC_ISSUER: přihlášení přes organizaci jen po https://": config.oidc_issuer.startswith("http://"),
        "FILES_URL: soubory ukládejte jen po https://": bool(config.files_url)
        and not config.files_url.startswith("https://"),
        "FILES_KEY a FILES_SECRET: úložiště souborů potřebuje oba": bool(config.files_url)
        and not (config.files_key and config.files_secret),
        "MAIL_FROM: uveďte skutečnou adresu odesílatele": config.mail_from.endswith("@localhost"),
    }
    return [sentence for sentence, unsafe in dangers.items() if unsafe]


def _listening(config: Config) -> str:
    """The address of the embedded server, where nobody has named another."""
    host = f"[{config.host}]" if ":" in config.host else config.host
    return f"http://{host}:{config.port}"


def from_environment(environment: Mapping[str, str]) -> Config:
    """Read the settings; raises ``BadConfiguration`` naming each that cannot be used, or must not in production."""
    given = {name: environment[name.upper()] for name in Config.model_fields if environment.get(name.upper())}
    try:
        config = Config.model_validate(given)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise BadConfiguration(f"Nastavení nelze použít: {wrong}") from error
    if "public_base_url" not in given:
        config = config.model_copy(update={"public_base_url": _listening(config)})
    if config.mode == "production" and (unsafe := unsafe_settings(config)):
        raise BadConfiguration(f"V provozu takto nelze začít. {'; '.join(unsafe)}.")
    if config.mode == "local" and config.host not in LOOPBACK:
        raise BadConfiguration("HOST: mimo tento počítač jen s MODE=production, které hlídá bezpečné nastavení.")
    return config
