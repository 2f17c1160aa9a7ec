"""Migration operations that make a table append-only, whoever connects.

A room puts ``AppendOnly("its_table")`` into its own migration, which then depends on
``("kernel", "0002_guards")``.
"""

from django.db import migrations


class AppendOnly(migrations.RunSQL):
    """Refuse UPDATE, DELETE and TRUNCATE on ``table``, even where no row is touched.

    TRUNCATE passes in a database named ``test_…`` only, because Django empties its test
    databases that way; the name of a database is out of a production role's reach.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        name = f"{table}_append_only"
        super().__init__(
            sql=(
                f'CREATE TRIGGER "{name}" BEFORE UPDATE OR DELETE OR TRUNCATE '
                f'ON "{table}" FOR EACH STATEMENT '
                "EXECUTE FUNCTION kernel_refuse_change()"
            ),
            reverse_sql=f'DROP TRIGGER "{name}" ON "{table}"',
        )

    def deconstruct(self) -> tuple[str, list[str], dict[str, object]]:
        """Say how a migration writes this operation down."""
        return (self.__class__.__name__, [self.table], {})
