"""``{% question field %}``: one question of a form, drawn without JavaScript."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tinhso.procedures.forms.fields import Field

register = template.Library()


@register.simple_tag
def question(field: Field) -> SafeString:
    """Draw a field that ``page_fields`` gave, with its label, hint and error."""
    return render_to_string("procedures/form/_question.html", {"field": field})
