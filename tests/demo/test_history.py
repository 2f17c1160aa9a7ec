"""Generated rows are the rows that services, rules and triggers would have written."""

import json
from datetime import datetime, timedelta

from django.db import connection

from tests.conftest import StopClock
from tinhso.demo.history.lines import EVENT_COLUMNS, acts_of, event_lines
from tinhso.demo.history.loading import Plan, load_guarded, plan_history
from tinhso.demo.history.making import Maker
from tinhso.demo.history.plan import Chunk
from tinhso.dossiers.constants import OPEN_STATUSES, Channel, Status
from tinhso.dossiers.models import Dossier
from tinhso.dossiers.queries.deadlines import calendar_of
from tinhso.dossiers.rules.deadlines import due_at, is_on_time, step_due_at
from tinhso.dossiers.services.filing_units import units_by_code
from tinhso.kernel import clock, seals
from tinhso.kernel.dossier_codes import CodePattern
from tinhso.kernel.events import history as history_of
from tinhso.kernel.identifiers import check_personal_number, parse_phone
from tinhso.kernel.models import EventRecord, NumberCounter
from tinhso.kernel.numbers_given import next_number
from tinhso.kernel.text import fold
from tinhso.procedures.fees import fee_lines, total
from tinhso.procedures.forms import FormResult, clean_all, subject_line
from tinhso.procedures.queries import definition_of

PATTERN = CodePattern("{agency}-{yymmdd}-{n:04}")


def dossiers() -> list[Dossier]:
    found = Dossier.objects.select_related(
        "version", "procedure", "resolving_unit", "receiving_unit", "holding_unit"
    )
    return list(found.order_by("pk"))


def test_as_many_dossiers_as_asked_for(history: Plan) -> None:
    assert Dossier.objects.filter(pk__gte=history.setting.first_id).count() == 200


def test_the_log_proves_itself(history: Plan) -> None:
    assert seals.verify() is None


def test_generator_and_trigger_come_to_the_same_chains(history: Plan) -> None:
    txids = set(
        EventRecord.objects.filter(subject_type="dossier").values_list(
            "txid", flat=True
        )
    )
    maker = Maker(history.setting)
    (txid,) = txids  # one transaction: the test's

    computed = {
        int(row[0]): row[-1]
        for chunk in history.chunks
        for row in generated_events(maker, history, chunk, txid)
    }

    stored = {
        event.pk: "\\\\x" + bytes(event.chain).hex()
        for event in EventRecord.objects.filter(subject_type="dossier")
    }
    assert computed == stored


def generated_events(
    maker: Maker, plan: Plan, chunk: Chunk, txid: int
) -> list[list[str]]:
    filings, _ = maker.make(chunk)
    acts = sorted(act for filing in filings for act in acts_of(filing))
    lines = event_lines(acts, plan.events_from(chunk), txid)
    return [line.rstrip("\n").split("\t") for line in lines]


def test_acts_inserted_one_by_one_get_the_same_chains(history: Plan) -> None:
    subject = Dossier.objects.filter(status=Status.RETURNED).first()
    assert subject is not None
    mine = EventRecord.objects.filter(subject_type="dossier", subject_id=subject.pk)
    before = list(mine.order_by("id").values())

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE kernel_event")
        for row in before:
            EventRecord(**{**row, "txid": 0, "chain": b""}).save(force_insert=True)

    assert list(mine.order_by("id").values()) == before


def test_the_same_seed_gives_the_same_dossiers(history: Plan) -> None:
    first, again = Maker(history.setting), Maker(history.setting)

    assert [first.make(chunk) for chunk in history.chunks] == [
        again.make(chunk) for chunk in history.chunks
    ]


def test_a_second_history_doubles_no_code(history: Plan) -> None:
    load_guarded(plan_history(100, 14, seed=8))

    assert Dossier.objects.values("code").distinct().count() == 300


def test_new_codes_follow_the_generated_ones(history: Plan) -> None:
    last = Dossier.objects.order_by("-submitted_at", "-pk")[0]
    day = clock.local(last.submitted_at).date()
    agency = last.code.split("-")[0]
    series = PATTERN.series(agency, day)

    code = PATTERN.format(agency, day, next_number(series))

    assert not Dossier.objects.filter(code=code).exists()
    assert NumberCounter.objects.get(series=series).last > 1


def test_new_rows_get_new_ids(history: Plan) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('dossiers_dossier_id_seq') > (SELECT max(id) FROM"
            " dossiers_dossier), nextval('kernel_event_id_seq') > (SELECT max(id) FROM"
            " kernel_event)"
        )
        assert cursor.fetchone() == (True, True)


def test_answers_are_what_the_forms_cleaning_gives(history: Plan) -> None:
    found = {
        dossier.code: dict(cleaned(dossier).errors)
        for dossier in dossiers()
        if cleaned(dossier).errors or cleaned(dossier).values != dossier.answers
    }

    assert found == {}


def cleaned(dossier: Dossier) -> FormResult:
    day = clock.local(dossier.submitted_at).date()
    form = definition_of(dossier.version).form
    return clean_all(form, dossier.answers, today=day)


def test_persons_are_valid_ones(history: Plan) -> None:
    for dossier in dossiers():
        assert check_personal_number(dossier.applicant_number)
        assert parse_phone(dossier.applicant_phone) == dossier.applicant_phone
        assert fold(dossier.applicant_name) == dossier.applicant_name_folded


def test_fees_and_subject_lines_are_the_rules(history: Plan) -> None:
    for dossier in dossiers():
        definition = definition_of(dossier.version)
        day = clock.local(dossier.submitted_at).date()
        lines = fee_lines(definition, dossier.answers, dossier.channel, day)
        assert dossier.fee == total(lines)
        assert dossier.subject_line == subject_line(
            definition.form, dossier.answers, fallback=""
        )


def test_deadlines_are_the_rules(history: Plan) -> None:
    for dossier in dossiers():
        start = clock.local(dossier.received_at or dossier.submitted_at)
        calendar = calendar_of(dossier.resolving_unit, start)
        rule = definition_of(dossier.version).deadline
        due = due_at(rule, start, calendar, is_promise=dossier.received_at is None)
        assert dossier.due_at == due.due_at
        assert dossier.deadline_working == json.loads(
            json.dumps([line.as_json() for line in due.story])
        )


def test_step_deadlines_are_the_rules(history: Plan) -> None:
    for dossier in dossiers():
        steps = definition_of(dossier.version).steps
        entered = entered_step_at(dossier)
        calendar = calendar_of(dossier.resolving_unit, entered)
        hours = steps[dossier.step].hours
        assert dossier.step_due_at == step_due_at(
            entered, hours, calendar, dossier.due_at
        )
        assert dossier.step_role == steps[dossier.step].role


def entered_step_at(dossier: Dossier) -> datetime:
    kinds = ("DossierSubmitted", "DossierReceived", "StepCompleted", "DossierApproved")
    at = [
        record.at
        for record in history_of("dossier", dossier.pk)
        if record.kind.endswith(kinds[dossier.step])
    ]
    return clock.local(at[-1])


def test_a_dossier_is_as_its_last_act_left_it(history: Plan) -> None:
    for dossier in dossiers():
        acts = history_of("dossier", dossier.pk)
        assert acts[-1].to_state == dossier.status_now.name
        assert dossier.revision == len(acts)
        assert [act.from_state for act in acts[1:]] == [
            act.to_state for act in acts[:-1]
        ]


def test_intake_seconds_are_working_time(history: Plan) -> None:
    units = {dossier.pk: dossier for dossier in dossiers()}
    for event in EventRecord.objects.filter(kind="dossiers.DossierReceived"):
        dossier = units[event.subject_id]
        calendar = calendar_of(dossier.resolving_unit, event.at)
        assert event.data["intake_seconds"] == calendar.working_seconds_between(
            dossier.submitted_at, event.at
        )


def test_on_time_is_what_the_deadline_says(history: Plan) -> None:
    units = {dossier.pk: dossier for dossier in dossiers()}
    for event in EventRecord.objects.filter(kind="dossiers.DossierApproved"):
        assert event.data["on_time"] == is_on_time(
            event.at, units[event.subject_id].due_at
        )


def test_units_are_those_a_filing_would_get(history: Plan) -> None:
    for dossier in dossiers()[:40]:
        agency = dossier.code.split("-")[0]
        units = units_by_code(agency, definition_of(dossier.version))
        assert dossier.receiving_unit_id == units.receiving.pk
        assert dossier.resolving_unit_id == units.resolving.pk


def test_columns_are_all_the_table_has(history: Plan) -> None:
    named = {name.strip() for name in EVENT_COLUMNS.split(",")}
    assert named == {field.column for field in EventRecord._meta.concrete_fields}


def test_today_has_filings_whatever_the_hour(
    province: None, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-22 00:20")  # a Sunday, shortly after midnight

    plan = plan_history(300, 30, seed=1)
    load_guarded(plan)

    made = Dossier.objects.filter(pk__gte=plan.setting.first_id)
    midnight = datetime.fromisoformat("2026-11-22T00:00:00+07:00")
    assert made.filter(submitted_at__gte=midnight).count() > 2
    assert not made.filter(submitted_at__gt=clock.now()).exists()


def test_nothing_happens_after_now(history: Plan) -> None:
    now = clock.now() + timedelta(seconds=1)
    assert not EventRecord.objects.filter(at__gt=now).exists()


def test_shares_are_a_mountain_provinces(province: None) -> None:
    plan = plan_history(4_000, 120, seed=3)
    load_guarded(plan)

    made = Dossier.objects.filter(pk__gte=plan.setting.first_id)
    online = made.filter(channel=Channel.ONLINE).count() / 4_000
    still_open = made.filter(status__in=OPEN_STATUSES).count() / 4_000
    log = EventRecord.objects.filter(pk__gte=plan.first_event_id)
    approved = log.filter(kind="dossiers.DossierApproved")
    on_time = approved.filter(data__on_time=True).count() / approved.count()
    acts = log.count() / 4_000
    assert 0.75 < online < 0.81
    assert 0.95 < on_time < 0.985
    assert 0.002 < still_open < 0.04
    assert 4.7 < acts < 5.3
