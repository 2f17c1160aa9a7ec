"""Renders a snippet as a page of any room would."""

from typing import Any

from django.template import Context, Template


def rendered(snippet: str, **context: Any) -> str:
    """Return ``snippet`` rendered with the component tags loaded."""
    return Template("{% load ui %}" + snippet).render(Context(context))
