"""Whether the hub needs somebody: what v1_hub.health() tells (sql/runtime/hub/health.sql)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

import psycopg
from psycopg.rows import class_row

from v1_hub import __version__


class Health(NamedTuple):
    """A gauge; value is None where there is nothing to measure."""

    name: str
    object: str
    value: Decimal | None
    state: str  # ok, look, act
    finding: str
    remedy: str


def read_health(conn: psycopg.Connection[Any]) -> list[Health]:
    """Every gauge of the hub in this database. Reads only."""
    with conn.cursor(row_factory=class_row(Health)) as cursor:
        query = "SELECT name, object, value, state, finding, remedy FROM v1_hub.health(%s)"
        return cursor.execute(query, [__version__]).fetchall()
