"""`make test`: fast hashes, files in a place of their own."""

from tinhso.config.settings.base import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILES_DIR = TINHSO_HOME / "test-files"
# Static files are gathered for running processes, not for tests in this one.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
