"""Settings every way of running shares. docs/reference/settings.md explains each."""

from pathlib import Path

from csp.constants import NONE, SELF

from tinhso.config import env
from tinhso.config.checks import DEMO_SECRET
from tinhso.config.database import database_from, database_url

PACKAGE_DIR = Path(__file__).resolve().parents[2]
PROJECT_DIR = PACKAGE_DIR.parent
TINHSO_HOME = Path(env.text("TINHSO_HOME", str(PROJECT_DIR / "var"))).resolve()

SECRET_KEY = env.text("SECRET_KEY", DEMO_SECRET)
DEBUG = env.flag("DEBUG", default=False)
DEMO = env.flag("TINHSO_DEMO", default=True)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
PUBLIC_URL = env.text("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
STREAM_URL = env.text("STREAM_URL", "http://127.0.0.1:8001").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.idp.oidc",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "tinhso.kernel",
    "tinhso.ui",
    "tinhso.organizations",
    "tinhso.identity",
    "tinhso.procedures",
    "tinhso.dossiers",
    "tinhso.indicators",
    "tinhso.portal",
    "tinhso.desk",
    "tinhso.operations",
    "tinhso.api",
    "tinhso.demo",
    "tinhso.cli",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tinhso.ui.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tinhso.identity.middleware.ActorMiddleware",
    "tinhso.ui.middleware.DomainErrorMiddleware",
    "tinhso.identity.middleware.LoginWall",
]

ROOT_URLCONF = "tinhso.config.urls"
WSGI_APPLICATION = "tinhso.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "tinhso.ui.context.province",
            ],
        },
    }
]

DATABASES = {
    "default": database_from(env.text("DATABASE_URL") or database_url(TINHSO_HOME))
}

AUTH_USER_MODEL = "identity.Account"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
OFFICIAL_MFA_REQUIRED = env.flag("OFFICIAL_MFA_REQUIRED", default=False)
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
# In a cookie first: in the session, each "đã xong" would cost two writes.
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

LOGGING_CONFIG = "tinhso.config.logs.configure"
LOGGING = {"form": "text", "level": env.text("LOG_LEVEL", "INFO")}

STATIC_URL = "/tinh/"
STATIC_ROOT = TINHSO_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILES_DIR = TINHSO_HOME / "files"
CLAMD_SOCKET = env.text("CLAMD_SOCKET")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
UPLOAD_LIMIT = env.number("UPLOAD_LIMIT", 15_000_000)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "connect-src": [SELF, STREAM_URL],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# Rooms put their own settings in a block of their own below, named for the room.

# kernel
ACCESS_LOG_KEY = env.text("ACCESS_LOG_KEY")
FONTS_DIR = Path(env.text("FONTS_DIR", str(PACKAGE_DIR / "ui/static/built/fonts")))
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# ui
PROVINCE_NAME = env.text("PROVINCE_NAME", "Tỉnh Lào Cai")
HOTLINE = env.text("HOTLINE", "1800 1096")  # the national portal's; needs_review
FORM_RENDERER = "tinhso.ui.forms.Renderer"
CSRF_FAILURE_VIEW = "tinhso.ui.views.session_expired"

# identity
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# scrypt needs no library beyond Python's own; PBKDF2 reads what was stored before.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_WALL_OPEN_PREFIXES = ["/api/"]  # the API asks each caller for a token itself
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
# Tries in 15 minutes (tokens: in one). The demo is shared by everybody who looks.
SIGN_IN_LIMITS = {
    "account": env.number("SIGN_IN_TRIES", 500 if DEMO else 10),
    "address": env.number("SIGN_IN_TRIES_PER_ADDRESS", 5000 if DEMO else 200),
    "codes": env.number("SIGN_IN_CODES", 500 if DEMO else 5),
    "tokens": env.number("TOKENS_PER_ADDRESS", 600 if DEMO else 60),
}
SMS_GATEWAY_URL = env.text("SMS_GATEWAY_URL", "http://127.0.0.1:8010")
SMS_GATEWAY_KEY = env.text("SMS_GATEWAY_KEY", "demo")
SMS_SENDER = env.text("SMS_SENDER", "TINHSO")
ACCOUNT_ADAPTER = "tinhso.identity.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # ours count in the database, for all processes together
ACCOUNT_FORMS = {
    "login": "tinhso.identity.forms.OfficialSignInForm",
    "reauthenticate": "tinhso.identity.forms.PasswordAgainForm",
}
MFA_ADAPTER = "tinhso.identity.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "tinhso.identity.forms.SecondFactorForm",
    "reauthenticate": "tinhso.identity.forms.SecondFactorAgain",
    "activate_totp": "tinhso.identity.forms.ActivateSecondFactorForm",
}
MFA_TOTP_ISSUER = "Tỉnh Số"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
IDP_OIDC_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]
IDP_OIDC_RATE_LIMITS = False

# dossiers
# The pattern of dossier codes is regulated apart and changes: kernel.dossier_codes.
DOSSIER_CODE_PATTERN = env.text("DOSSIER_CODE_PATTERN", "{agency}-{yymmdd}-{n:04}")
# "acceptance" or "filing": what starts the legal clock (docs/decisions/0030).
DOSSIER_CLOCK_STARTS_ON = env.text("DOSSIER_CLOCK_STARTS_ON", "acceptance")
