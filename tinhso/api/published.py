"""The OpenAPI document as it is published, and the copy kept beside the code.

The copy makes every change of the API a change somebody reads in a review; a test holds
the two together.
"""

import json

from django.conf import settings

from . import urls
from .v1 import api

SNAPSHOT = settings.PROJECT_DIR / "docs/reference/openapi.json"
PREFIX = f"/{urls.PREFIX}"


def document_text() -> str:
    """Return the OpenAPI 3.1 document as text, in a stable order."""
    document = api.get_openapi_schema(path_prefix=PREFIX)
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
