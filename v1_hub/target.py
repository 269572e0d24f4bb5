"""Which hub is meant, whether it is there, and how to name it in a command line.

In: rows of sql/checks/hubs.sql and what was recorded; out: what is wrong, as text. No hub is
invented: where there is none, the answer says where there is one.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from v1_hub.checks import SCHEMAS
from v1_hub.facts import Connection, ask
from v1_hub.failure import Failure, Refused
from v1_hub.registry import HUB_NAMES, LOG
from v1_hub.render import IN_CHECKOUT

SECRETS = ("password", "sslpassword")


class HubRelation(NamedTuple):
    """A relation under a name of the hub, in whatever schema; kind as pg_class.relkind."""

    schema: str
    name: str
    kind: str


def read_relations(conn: Connection) -> list[HubRelation]:
    names, ours = [*HUB_NAMES, LOG], list(SCHEMAS)
    return ask(conn, HubRelation, "checks/hubs", names=names, ours=ours)


def has_hub(relations: Iterable[HubRelation], schema: str) -> bool:
    return any(row.schema == schema and row.name != LOG for row in relations)


def makes_reference(
    relations: Sequence[HubRelation], schema: str, *, embedded: bool, asked: bool
) -> bool:
    """Whether an install makes the reference hub: where there is none, and only when asked to.

    The embedded server is ours: there it is made unasked, but no second one.
    """
    unasked = embedded and not any(row.name != LOG for row in relations)
    return not has_hub(relations, schema) and (asked or unasked)


def no_hub(
    relations: Sequence[HubRelation], schema: str, *, embedded: bool, database: str = "postgres"
) -> Failure | None:
    """What to say where the schema has no hub; None where it has one."""
    if has_hub(relations, schema):
        return None
    found = Counter(row.schema for row in relations if row.name != LOG)
    message = f"there is no hub in schema {schema}"
    if not found:
        hint = "install.py install makes the reference hub"
        if not embedded:
            hint = (
                "name another database, or let install make the reference hub: "
                "install.py install --reference"
            )
        detail = f"No schema of database {database} has a table of a hub."
        return Refused(message, detail=detail, hint=hint)
    told = [
        f"schema {name} has {number} {'table' if number == 1 else 'tables'} of a hub"
        for name, number in found.most_common()
    ]
    hint = f"add --schema {shlex.quote(found.most_common(1)[0][0])}"
    return Refused(message, detail="\n".join(told), hint=hint)


def without_password(conninfo: str) -> str:
    """The URL or the connection string as it was given, the password left to libpq."""
    wanted: dict[str, Any] = {
        key: value for key, value in conninfo_to_dict(conninfo).items() if key not in SECRETS
    }
    shown = make_conninfo(**wanted) if wanted else ""
    if "://" not in conninfo:
        return shown
    parts = urlsplit(conninfo)
    user, at, host = parts.netloc.rpartition("@")
    query = [pair for pair in parse_qsl(parts.query) if pair[0] not in SECRETS]
    url = urlunsplit(
        parts._replace(netloc=user.partition(":")[0] + at + host, query=urlencode(query))
    )
    try:
        same = conninfo_to_dict(url) == wanted
    except psycopg.ProgrammingError:
        same = False
    return url if same else shown


def make_command(target: str, conninfo: str, schema: str, *, checkout: bool = IN_CHECKOUT) -> str:
    """A command line that does TARGET on the same hub; it runs as printed."""
    if not checkout:
        words = ["v1-hub", target]
        words += ["--database-url", shlex.quote(without_password(conninfo))] if conninfo else []
        words += ["--schema", shlex.quote(schema)] if schema != "public" else []
        return " ".join(words)
    words = ["make", target]
    if conninfo:
        words.append(f"DATABASE_URL={shlex.quote(without_password(conninfo).replace('$', '$$'))}")
    if schema != "public":
        words.append(f"SCHEMA={shlex.quote(schema)}")
    return " ".join(words)


def psql_command(conninfo: str) -> str:
    return f"psql {shlex.quote(without_password(conninfo))}" if conninfo else "psql"
