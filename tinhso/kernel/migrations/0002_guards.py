"""What the database itself guarantees about the event log.

Order of the log. ``txid`` is the number of the writing transaction plus the offset in
``kernel_log_epoch``. Cursors read in (txid, id) order and stop at the oldest transaction
still running, so a row that commits late is never behind them. A logical restore puts
the rows into a cluster whose transaction numbers start low again: new events would get
smaller numbers than old ones and fall behind every cursor. ``manage.py after_restore``
raises the offset above all that is stored.

Chain. ``chain`` is sha256(chain of the subject's previous event || this row's bytes).
Writers of one subject wait for each other (advisory lock, by subject, until commit); a
writer that waited takes a new id, so that a subject's ids rise in the order of its chain.
The bytes are the row as a jsonb array's text; ``seals.row_bytes`` makes the same ones.
"""

from django.db import migrations

from tinhso.kernel.guards import AppendOnly

EPOCH = """
CREATE TABLE kernel_log_epoch (
    one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    txid_offset bigint NOT NULL CHECK (txid_offset >= 0)
);
INSERT INTO kernel_log_epoch (txid_offset) VALUES (0);
"""

REFUSE = """
CREATE FUNCTION kernel_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND starts_with(current_database(), 'test_')
       AND current_setting('tinhso.guard', true) IS DISTINCT FROM 'strict' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% refused: % is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
"""

STAMP = """
CREATE FUNCTION kernel_stamp_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last_id bigint;
    last_chain bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(
        hashtextextended(NEW.subject_type || ':' || NEW.subject_id, 7011));
    SELECT id, chain INTO last_id, last_chain FROM kernel_event
     WHERE subject_type = NEW.subject_type AND subject_id = NEW.subject_id
     ORDER BY id DESC LIMIT 1;
    IF last_id >= NEW.id THEN
        NEW.id := nextval(pg_get_serial_sequence('kernel_event', 'id'));
        IF last_id >= NEW.id THEN
            RAISE EXCEPTION 'the ids of kernel_event are behind its rows: setval them';
        END IF;
    END IF;
    NEW.txid := pg_current_xact_id()::text::bigint
        + (SELECT txid_offset FROM kernel_log_epoch);
    NEW.chain := sha256(coalesce(last_chain, ''::bytea) || convert_to(
        jsonb_build_array(
            NEW.id, NEW.txid, NEW.kind, NEW.subject_type, NEW.subject_id, NEW.unit_id,
            NEW.actor_id, NEW.on_behalf_of_id,
            (extract(epoch FROM NEW.at) * 1000000)::bigint,
            NEW.from_state, NEW.to_state, NEW.reason, NEW.data)::text, 'UTF8'));
    RETURN NEW;
END
$$;
CREATE TRIGGER kernel_event_stamp BEFORE INSERT ON kernel_event
    FOR EACH ROW EXECUTE FUNCTION kernel_stamp_event();
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.RunSQL(EPOCH, "DROP TABLE kernel_log_epoch"),
        migrations.RunSQL(REFUSE, "DROP FUNCTION kernel_refuse_change()"),
        migrations.RunSQL(
            STAMP,
            "DROP TRIGGER kernel_event_stamp ON kernel_event;"
            "DROP FUNCTION kernel_stamp_event()",
        ),
        AppendOnly("kernel_event"),
        AppendOnly("kernel_access"),
        AppendOnly("kernel_seal"),
    ]
