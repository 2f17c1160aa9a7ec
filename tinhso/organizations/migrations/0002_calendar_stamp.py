"""The database renews the calendar stamp, whoever writes hours or days and however."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION organizations_renew_calendar_stamp() RETURNS trigger AS $$
BEGIN
    INSERT INTO organizations_calendarstamp (id, stamp)
    VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp;
    RETURN NULL;
END $$ LANGUAGE plpgsql;

CREATE TRIGGER renew_calendar_stamp
AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON organizations_workinghours
FOR EACH STATEMENT EXECUTE FUNCTION organizations_renew_calendar_stamp();

CREATE TRIGGER renew_calendar_stamp
AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON organizations_calendarday
FOR EACH STATEMENT EXECUTE FUNCTION organizations_renew_calendar_stamp();
"""

BACKWARD = """
DROP TRIGGER renew_calendar_stamp ON organizations_workinghours;
DROP TRIGGER renew_calendar_stamp ON organizations_calendarday;
DROP FUNCTION organizations_renew_calendar_stamp();
"""


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
