"""Loading the country's places, a province's units, its past, and CSV files."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import DjangoAssertNumQueries

from tests.organizations.factories import make_province, make_unit
from tinhso.kernel.errors import Invalid, Unavailable
from tinhso.organizations import queries
from tinhso.organizations.calendars import calendar_for
from tinhso.organizations.loader import (
    load_holidays,
    load_old_units,
    load_places,
    load_province,
    load_units_csv,
)
from tinhso.organizations.loader import places as places_loader
from tinhso.organizations.models import CalendarDay, Place, Post, Unit
from tinhso.organizations.services import set_calendar_day

pytestmark = pytest.mark.django_db

HEADER = "agency_code,parent_code,kind,name,short_name,valid_from,valid_to"


@pytest.fixture
def lao_cai(db: None) -> Unit:
    """Lào Cai with two communes, which is quicker than ninety-nine."""
    load_places()
    load_province("15", agency_code="H38", communes=["02923", "03006"])
    return queries.province()


def test_country_has_34_provinces_and_3321_communes(db: None) -> None:
    load_places()

    today = Place.objects.filter(valid_to=None)
    assert today.filter(level="province").count() == 34
    assert today.filter(level="commune").count() == 3321


def test_places_loaded_twice_are_not_doubled(db: None) -> None:
    first = load_places()

    assert load_places() == first


def test_old_address_leads_to_todays_commune(db: None) -> None:
    load_places()

    (found,) = queries.search_places("Gia Phú, Bảo Thắng (cũ)", limit=1)

    assert (found.code, found.full_name) == ("02923", "Xã Gia Phú, tỉnh Lào Cai")
    assert found.old_name == "Xã Gia Phú, huyện Bảo Thắng, tỉnh Lào Cai (cũ)"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("gia phu bao thang", "02923"),
        ("xuan giao", "02923"),
        ("hua na", "03595"),
        ("trưng nhị phúc yên", "08740"),
        ("tt tam son song lo", "08824"),
        ("p. sa pa", "03006"),
        ("kim tan tp lao cai", "02647"),
        ("phuong lao cai", "02647"),
    ],
)
def test_places_of_the_founding_documents_are_found(
    db: None, typed: str, code: str
) -> None:
    load_places()

    assert queries.search_places(typed, level="commune")[0].code == code


def test_search_over_the_whole_country_costs_one_query(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load_places()

    with django_assert_num_queries(1):
        queries.search_places("gia phu bao thang")


def test_missing_package_is_said_so(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(places_loader, "import_module", absent)

    with pytest.raises(Unavailable, match="package_missing"):
        load_places()


def test_only_the_loader_knows_the_optional_package() -> None:
    package = Path(import_module("tinhso").__file__ or "").parent
    users = [
        path.name
        for path in package.rglob("*.py")
        if "vietnam_provinces" in path.read_text("utf-8")
    ]

    assert users == ["places.py"]


def test_province_has_its_bodies(lao_cai: Unit) -> None:
    names = [unit.name for unit in queries.departments()]

    assert "Sở Tư pháp" in names
    assert queries.part_of(lao_cai, Unit.Kind.SERVICE_CENTRE).name == (
        "Trung tâm Phục vụ hành chính công tỉnh Lào Cai"
    )


def test_commune_has_its_committee_centre_offices_and_police(lao_cai: Unit) -> None:
    commune = queries.unit_by_place("02923")
    parts = list(
        commune.children.order_by("agency_code").values_list("name", flat=True)
    )

    assert commune.name == "Ủy ban nhân dân xã Gia Phú"
    assert parts == [
        "Trung tâm Phục vụ hành chính công xã Gia Phú",
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Gia Phú",
        "Phòng Văn hóa - Xã hội xã Gia Phú",
        "Phòng Kinh tế xã Gia Phú",
        "Công an xã Gia Phú",
    ]


def test_ward_is_a_ward_with_an_office_of_its_own(lao_cai: Unit) -> None:
    ward = queries.unit_by_place("03006")

    assert ward.kind == Unit.Kind.WARD
    assert ward.children.filter(name__startswith="Phòng Kinh tế, Hạ tầng").exists()


def test_whole_province_has_99_communes_each_with_a_code_of_its_own(db: None) -> None:
    load_places()
    load_province("15", agency_code="H38")

    codes = [unit.agency_code for unit in queries.communes()]
    assert len(set(codes)) == 99


def test_other_province_loads_the_same_way(db: None) -> None:
    load_places()

    load_province("12", agency_code="H35", communes=["03388"])

    assert queries.unit_by_place("03388").name == "Ủy ban nhân dân phường Đoàn Kết"


def test_province_loaded_twice_makes_nothing_new(lao_cai: Unit) -> None:
    posts = Post.objects.count()

    again = load_province("15", agency_code="H38", communes=["02923", "03006"])

    assert again.created == 0
    assert Post.objects.count() == posts


def test_commune_codes_do_not_depend_on_which_are_loaded(lao_cai: Unit) -> None:
    assert queries.unit_by_place("02923").agency_code == "H38.57"


def test_gia_phu_stands_in_both_trees_and_is_linked(lao_cai: Unit) -> None:
    load_old_units("15")
    (old,) = Unit.objects.filter(place_code="02923", valid_to=date(2025, 6, 30))

    (succession,) = queries.successors(old)

    assert succession.successor == queries.unit_by_place("02923")
    assert succession.on == date(2025, 7, 1)
    assert old.parent is not None
    assert old.parent.short_name == "Huyện Bảo Thắng (cũ)"


def test_commune_says_what_it_was_made_of(lao_cai: Unit) -> None:
    load_old_units("15")

    origins = queries.origins(queries.unit_by_place("02923"))

    names = {origin.predecessor.short_name for origin in origins}
    assert {"Xã Gia Phú (cũ)", "Xã Xuân Giao (cũ)"} <= names


def test_past_is_asked_by_its_day(lao_cai: Unit) -> None:
    load_old_units("15")

    then = queries.unit_by_place("02923", date(2025, 6, 30))

    assert then.short_name == "Xã Gia Phú (cũ)"


def test_past_loaded_twice_is_not_doubled(lao_cai: Unit) -> None:
    load_old_units("15")

    assert load_old_units("15") == 0


def test_abolished_units_are_nobodys_commune_today(lao_cai: Unit) -> None:
    load_old_units("15")

    assert len(queries.communes()) == 2


def test_holidays_and_swapped_days_come_as_the_library_knows_them(db: None) -> None:
    load_holidays(2025, 2027)
    calendar = calendar_for(make_unit(), date(2026, 1, 1), date(2026, 12, 31))

    assert calendar.is_working_day(date(2026, 8, 22))
    assert not calendar.is_working_day(date(2026, 8, 31))
    assert not calendar.is_working_day(date(2026, 9, 2))
    assert not calendar.is_working_day(date(2026, 11, 24))


def test_day_an_administrator_entered_is_kept(db: None) -> None:
    set_calendar_day(day=date(2026, 9, 2), kind="working", name="Trực")
    load_holidays(2026, 2026)

    assert CalendarDay.objects.get(day=date(2026, 9, 2)).name == "Trực"


def test_holidays_loaded_twice_are_not_doubled(db: None) -> None:
    load_holidays(2026, 2026)

    assert load_holidays(2026, 2026) == 0


def csv(*rows: str) -> Iterator[str]:
    return iter([HEADER, *rows])


def test_csv_makes_units_below_their_parent(db: None) -> None:
    make_province(agency_code="H38")

    report = load_units_csv(
        csv(
            "H38.31,,commune,Ủy ban nhân dân xã A,Xã A,2025-07-01,",
            "H38.31.01,H38.31,office,Văn phòng xã A,,2025-07-01,",
        )
    )

    assert report.created == [2, 3]
    office = queries.unit_by_code("H38.31.01")
    assert office.path.startswith(queries.unit_by_code("H38.31").path)


def test_csv_changes_the_unit_whose_code_is_known(db: None) -> None:
    make_unit("Tên cũ", agency_code="H38.31")

    report = load_units_csv(csv("H38.31,,commune,Tên mới,,2025-07-01,"))

    assert report.changed == [2]
    assert queries.unit_by_code("H38.31").name_folded == "ten moi"


def test_dry_run_reports_and_keeps_nothing(db: None) -> None:
    report = load_units_csv(csv("H38.31,,commune,Xã A,,2025-07-01,"), dry_run=True)

    assert report.created == [2]
    assert not Unit.objects.exists()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("???,,commune,Xã A,,2025-07-01,", "kernel.agency_code.format"),
        ("H38.31,,vuong_quoc,Xã A,,2025-07-01,", "organizations.csv_kind"),
        ("H38.31,,commune,,,2025-07-01,", "organizations.unit_nameless"),
        ("H38.31,,commune,Xã A,,hôm qua,", "organizations.csv_date"),
        ("H38.31,H99,commune,Xã A,,2025-07-01,", "organizations.csv_parent"),
        (
            "H38.31,,commune,Xã A,,2025-07-01,2024-01-01",
            "organizations.validity_backwards",
        ),
        ("H38.31", "organizations.csv_kind"),
    ],
)
def test_wrong_row_is_named_and_keeps_the_whole_file_out(
    db: None, row: str, code: str
) -> None:
    report = load_units_csv(csv("H38.32,,commune,Xã B,,2025-07-01,", row))

    assert report.refused == {3: code}
    assert not Unit.objects.exists()


def test_file_without_its_columns_is_refused(db: None) -> None:
    with pytest.raises(Invalid, match="csv_columns"):
        load_units_csv(iter(["ma,ten", "1,2"]))


def test_command_loads_a_file_and_says_what_it_did(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "units.csv"
    path.write_text(f"\ufeff{HEADER}\nH38.31,,commune,Xã A,,2025-07-01,\n", "utf-8")

    call_command("load_units", csv=path)

    assert capsys.readouterr().out == "made 1, changed 0, refused 0\n"


def test_command_names_the_line_that_is_wrong(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "units.csv"
    path.write_text(f"{HEADER}\nH38.31,,commune,,,2025-07-01,\n", "utf-8")

    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_units", csv=path)

    assert "line 2: Đơn vị phải có tên." in capsys.readouterr().err


def test_command_loads_a_province(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_units", province="12", agency_code="H35")

    assert "units made" in capsys.readouterr().out
