"""The demonstration's province: Lào Cai with its communes, hours and holidays."""

from datetime import date

from tinhso.organizations import queries
from tinhso.organizations.loader import (
    load_holidays,
    load_old_units,
    load_places,
    load_province,
)
from tinhso.organizations.models import Unit, WorkingHours
from tinhso.organizations.rules import (
    USUAL_WEEK,
    USUAL_WEEK_AND_SATURDAY,
    WeekData,
)
from tinhso.organizations.services import set_working_hours

PROVINCE = "15"
AGENCY_CODE = "H38"
GIA_PHU, SA_PA, LAO_CAI = "02923", "03006", "02647"
# Wards with visitors and markets, whose centres open on Saturday mornings.
OPEN_ON_SATURDAY = (SA_PA, LAO_CAI)
FIRST_DAY = date(2025, 7, 1)
YEARS = (2025, 2027)


def load() -> Unit:
    """Load the province, its past, its working hours and its holidays; again is fine."""
    load_places()
    load_province(PROVINCE, agency_code=AGENCY_CODE)
    load_old_units(PROVINCE)
    load_holidays(*YEARS)
    province = queries.province()
    _set_hours(province, USUAL_WEEK)
    _set_hours(
        queries.part_of(province, Unit.Kind.SERVICE_CENTRE), USUAL_WEEK_AND_SATURDAY
    )
    for place in OPEN_ON_SATURDAY:
        ward = queries.unit_by_place(place)
        centre = queries.part_of(ward, Unit.Kind.SERVICE_CENTRE)
        _set_hours(centre, USUAL_WEEK_AND_SATURDAY)
    return province


def _set_hours(unit: Unit, week: WeekData) -> None:
    if not WorkingHours.objects.filter(unit=unit).exists():
        set_working_hours(unit_id=unit.pk, week=week, valid_from=FIRST_DAY)
