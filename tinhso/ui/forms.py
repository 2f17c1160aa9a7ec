"""One look for every Django form: ``FORM_RENDERER`` names the class below."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Renders forms and fields with the room's templates."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
