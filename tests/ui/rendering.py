"""Renders a snippet as a page of any room would."""

import re
from typing import Any

from django.template import Context, Template


def rendered(snippet: str, **context: Any) -> str:
    """Return ``snippet`` rendered, without the white space no reader sees."""
    html = Template("{% load ui %}" + snippet).render(Context(context))
    return re.sub(r"\s*([<>])\s*", r"\1", re.sub(r"\s+", " ", html))
