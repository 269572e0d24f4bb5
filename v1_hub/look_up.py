"""What every command asks first: which hub is there, whether it may go on, and who else is at work.

Each raises Failure, or Blocked, where the command has to end.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from v1_hub import __version__, whereabouts
from v1_hub.batches import find_watchers
from v1_hub.checks import SCHEMAS, Made, find_foreign
from v1_hub.connect import Target, connected
from v1_hub.facts import Connection, Hub, ask_rows
from v1_hub.failure import Blocked, Failure, Refused
from v1_hub.locks import be_the_only_installer
from v1_hub.options import Options
from v1_hub.registry import HUB_NAMES
from v1_hub.show import Printer
from v1_hub.state import (
    Installed,
    find_places,
    is_newer,
    read_installed,
    read_log_columns,
    read_made,
    read_retired,
    read_version,
)
from v1_hub.target import makes_reference, no_hub, read_relations
from v1_hub.work import Work


def look_up(conn: Connection, target: Target, options: Options) -> Installed | None:
    """What is there, before anything is believed of what was recorded; what is installed.

    Raises Failure where there is no hub, or it is in another schema, or what an install made is not
    where it was put.
    """
    check_schema(conn, options.schema)
    refuse_strangers(conn, options.schema)
    refuse_newer(conn, options)
    relations = read_relations(conn)
    whereabouts.refuse_moved(conn, options.schema, relations)
    installed = read_installed(conn)
    if installed and installed.schema_name != options.schema:
        raise Refused(
            f"this database's hub is in schema {installed.schema_name}, not in {options.schema}",
            hint=f"add --schema {shlex.quote(installed.schema_name)}; "
            "a second hub needs a database of its own",
        )
    may_make = options.command in ("plan", "install") and makes_reference(
        relations, options.schema, embedded=target.embedded, asked=options.reference
    )
    makes_itself = options.command == "sql" and not relations  # migrations begin somewhere
    if installed or may_make or makes_itself:
        return installed
    database = conn.info.dbname
    if trouble := no_hub(relations, options.schema, embedded=target.embedded, database=database):
        raise trouble
    return None


def look_up_installed(conn: Connection, target: Target, options: Options) -> Installed:
    """What is installed. Raises Failure where nothing is."""
    if installed := look_up(conn, target, options):
        return installed
    raise Refused(
        f"the hub in schema {options.schema} is not consolidated: {options.command} has nothing "
        "to do",
        hint="install.py install",
    )


# Whatever else there is writes, and would undo what a newer package has made.
ONLY_READ = ("status", "verify", "audit", "scan", "health")


def refuse_newer(conn: Connection, options: Options) -> None:
    """Raises Failure where a newer package was here; commands that only read just say so."""
    version = read_version(conn)
    if version is None or not is_newer(version, __version__):
        return
    found = f"v1_hub.hub.version is {version}, and this package is {__version__}"
    if options.command in ONLY_READ:
        Printer(options.as_json).say(f"note: {found}: it may not know all that is there")
        return
    raise Refused(
        f"the hub in schema {options.schema} was installed by a newer package",
        detail=found,
        hint=f"take version {version} of the package, or a later one",
    )


def refuse_reshaped(conn: Connection, hub: Hub, installed: Installed) -> None:
    """Raises Blocked where what commands go by has other columns than an install left it."""
    if installed.stage == "finalized":
        return
    places = find_places(hub, read_retired(conn), read_log_columns(conn))
    if found := [*whereabouts.reshaped(places), *whereabouts.reshaped_log(hub)]:
        raise Blocked(found)


def refuse_misplaced(conn: Connection, hub: Hub, installed: Installed | None) -> None:
    """Raises Blocked where what commands go by is hidden, another's, or has other columns."""
    if installed is None:
        return
    if found := [*whereabouts.hidden(hub), *whereabouts.given_away(hub, read_retired(conn))]:
        raise Blocked(found)
    refuse_reshaped(conn, hub, installed)


def refuse_foreign(conn: Connection, schema: str) -> None:
    """Raises Blocked where our schemas, or what we made, bear what is not ours."""
    if found := find_foreign(conn, schema, read_made(conn)):
        raise Blocked(found)


def refuse_return(conn: Connection, hub: Hub, made: Sequence[Made]) -> None:
    """Raises Blocked where something is in the way of the tables that a rollback gives back."""
    retired = read_retired(conn)
    places = find_places(hub, retired, read_log_columns(conn))
    found = [
        *find_foreign(conn, hub.schema, made),
        *whereabouts.read_renamed(conn),
        *whereabouts.read_parted(conn),
        *whereabouts.not_to_return(hub, retired),
        *find_watchers(conn, places, back=True),
    ]
    if found:
        raise Blocked(found)


def check_schema(conn: Connection, schema: str) -> None:
    """The signs that PostgreSQL bars from @extschema@ are out: function bodies name the schema."""
    if re.search(r"[\"'$%\\]", schema):
        raise Refused(
            f"schema name {schema} has a percent sign, quote, dollar sign or backslash in it",
            detail="The functions of the package name the hub's schema in their bodies.",
            hint="give it another name: ALTER SCHEMA ... RENAME TO ...",
        )
    if schema in SCHEMAS:
        raise Refused(
            f"schema {schema} is the package's own, and cannot be the hub's",
            hint=f"a hub that is in it moves: ALTER SCHEMA {schema} RENAME TO hub; "
            "then add --schema hub",
        )
    if not conn.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema]).fetchone():
        raise Failure(
            f"there is no schema {schema} in database {conn.info.dbname}",
            hint="name the schema of the hub with --schema",
        )


def done_phases(conn: Connection) -> list[int]:
    return sorted({row.phase for row in read_retired(conn)})


def refuse_strangers(conn: Connection, schema: str) -> None:
    """Raises Failure where a role that has no part in the hub owns a schema of ours."""
    values = {"ours": list(SCHEMAS), "schema": schema, "names": list(HUB_NAMES)}
    for ours, owner in ask_rows(conn, "checks/strangers", **values):
        raise Refused(
            f"schema {ours} belongs to role {owner}, which owns no table of the hub",
            detail="It could exchange what a command makes, reads and runs there.",
            hint=f"give it to the owner of the hub: ALTER SCHEMA {ours} OWNER TO ...;\n"
            f"or take it out of the way: ALTER SCHEMA {ours} RENAME TO other_{ours};",
        )


@contextmanager
def working(target: Target, options: Options, printer: Printer) -> Iterator[Work]:
    """A connection that writes, where nobody else installs; for a dry run one that only reads."""
    with connected(target, options.command, read_only=options.dry_run) as conn:
        conn.add_notice_handler(printer.notice)
        if not options.dry_run:
            be_the_only_installer(conn, options.lock_wait, printer.say)
        yield Work(conn, target, options, printer)
