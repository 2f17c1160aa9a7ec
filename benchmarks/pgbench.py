"""The yardstick of P1: pgbench writes the rows of a filing, and nothing else.

One transaction of prepared statements: the event, the papers, the dossier, into the same
tables with the same triggers, indexes and foreign keys, the values sent along each time.
"""

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .stage import BIG, Stage

CLIENTS = 32
LEFT_OUT = {"id", "code", "idempotency_key", "resolving_unit_id", "receiving_unit_id"}
MOST_SCRIPTS = 20


def rate(stage: Stage, rows: dict[str, Any], seconds: int, folder: Path) -> float:
    """Return transactions a second."""
    variables: dict[str, str] = {}
    scripts = []
    for number, (resolving, receiving) in enumerate(rows["units"][:MOST_SCRIPTS]):
        path = folder / f"filing-{number}.sql"
        path.write_text(_script(rows, resolving, receiving, variables))
        scripts += ["-f", str(path)]
    url = urlsplit(stage.url(BIG))
    given = [f"-D{name}={value}" for name, value in variables.items()]
    done = subprocess.run(
        [
            stage.programs("pgbench"), "-n", "-M", "prepared", "-c", str(CLIENTS),
            "-j", "2", "-T", str(seconds), *given, *scripts,
            "-h", str(url.hostname), "-p", str(url.port), "-U", "postgres", BIG,
        ],
        env={"PGPASSWORD": url.password or ""},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )  # fmt: skip
    for line in done.stdout.splitlines():
        if line.startswith("tps ="):
            return float(line.split()[2])
    raise RuntimeError(done.stdout)


def _script(
    rows: dict[str, Any], resolving: int, receiving: int, variables: dict[str, str]
) -> str:
    dossier = {
        name: value for name, value in rows["dossier"].items() if name not in LEFT_OUT
    }
    values = {name: _bound(name, value, variables) for name, value in dossier.items()}
    values["holding_unit_id"] = str(receiving)
    variables["event"] = rows["event"]
    names, bound = ", ".join(values), ", ".join(values.values())
    papers = "".join(
        "INSERT INTO dossiers_dossierpaper (dossier_id, component, file_id, name,"
        f" check_state, check_note) VALUES (currval('dossiers_dossier_id_seq'),"
        f" '{paper['component']}', {paper['file_id']}, '{paper['name']}', 'pending',"
        " '');\n"
        for paper in rows["papers"]
    )
    return (
        "BEGIN;\n"
        "INSERT INTO kernel_event (txid, kind, subject_type, subject_id, unit_id, at,"
        " from_state, to_state, reason, data, chain) VALUES (0,"
        " 'dossiers.DossierSubmitted', 'bench', nextval('dossiers_dossier_id_seq'),"
        f" {receiving}, now(), '', 'SUBMITTED', '', (:event)::jsonb, '');\n"
        f"{papers}"
        "INSERT INTO dossiers_dossier (id, code, idempotency_key, resolving_unit_id,"
        f" receiving_unit_id, {names}) VALUES (currval('dossiers_dossier_id_seq'),"
        " 'B-' || currval('dossiers_dossier_id_seq'), gen_random_uuid()::text,"
        f" {resolving}, {receiving}, {bound});\n"
        "END;\n"
    )


def _bound(name: str, value: Any, variables: dict[str, str]) -> str:
    """Return how a value stands in the statement; long ones are sent as parameters."""
    if value is None:
        return "NULL"
    if isinstance(value, list | dict):
        variables[name] = json.dumps(value, ensure_ascii=False)
        return f"(:{name})::jsonb"
    if isinstance(value, str) and ":" in value:  # a colon begins a variable
        variables[name] = value
        return f"(:{name})::timestamptz"
    text = str(value).replace("'", "''")
    return f"'{text}'"
