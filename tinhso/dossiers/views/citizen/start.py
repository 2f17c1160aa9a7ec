"""Where filing begins: which commune, what to have at hand, an older draft to go on."""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinhso.dossiers.queries import draft_lines
from tinhso.dossiers.services import start_draft
from tinhso.identity.gates import citizen_required
from tinhso.identity.types import ActorRequest
from tinhso.kernel.text import clean_line
from tinhso.organizations.models import Unit
from tinhso.organizations.queries import province, search_places, units_on
from tinhso.procedures.queries import current_version, definition_of

from .wording import moment

MOST_PLACES = 8
LONGEST_SEARCH = 80
UNPROCESSABLE = 422


@dataclass(frozen=True)
class UnitChoice:
    """A body one may file with; ``note`` says which old name led to it."""

    unit: Unit
    note: str = ""
    is_chosen: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def start(request: ActorRequest, procedure_code: str) -> HttpResponseBase:
    if request.method == "POST" and request.POST.get("unit"):
        draft = start_draft(
            actor=request.actor,
            procedure_code=procedure_code,
            unit_code=request.POST["unit"],
        )
        return redirect("citizen:task_list", draft.pk)
    version = current_version(procedure_code)
    definition = definition_of(version)
    text = clean_line(request.GET.get("xa", "")[:LONGEST_SEARCH], LONGEST_SEARCH)
    errors = []
    if request.method == "POST":
        errors = [{"href": "#unit-0", "text": _("Chọn xã, phường bạn muốn nộp hồ sơ.")}]
    context = {
        "procedure": version.procedure,
        "need": definition.start_page.need,
        "drafts": [
            {"pk": line.id, "unit": line.unit, "edited": moment(line.updated_at)}
            for line in draft_lines(request.actor)
            if line.procedure_code == procedure_code
        ],
        "text": text,
        "choices": found_units(text) if text else residence_unit(request),
        "errors": errors,
        "action": request.get_full_path(),
    }
    status = UNPROCESSABLE if errors else 200
    return render(request, "dossiers/citizen/start.html", context, status=status)


def found_units(text: str) -> list[UnitChoice]:
    """Return the communes of this province that ``text`` names, old names too."""
    places = search_places(
        text, level="commune", province=province().place_code, limit=MOST_PLACES
    )
    units = units_at([place.code for place in places])
    return [
        UnitChoice(unit=units[place.code], note=_note(place.old_name))
        for place in places
        if place.code in units
    ]


def residence_unit(request: ActorRequest) -> list[UnitChoice]:
    """Return the commune the citizen lives in, when it is of this province."""
    residence = getattr(request.user, "residence", {})
    units = units_at([str(residence.get("commune", ""))])
    return [UnitChoice(unit=unit, is_chosen=True) for unit in units.values()]


def units_at(codes: list[str]) -> dict[str, Unit]:
    """Return today's communes by place code. 1 query."""
    kinds = (Unit.Kind.COMMUNE, Unit.Kind.WARD)
    units = units_on().filter(place_code__in=codes, kind__in=kinds)
    return {unit.place_code: unit for unit in units}


def _note(old_name: str) -> str:
    if not old_name:
        return ""
    return _("Tên cũ: %(name)s") % {"name": old_name}
