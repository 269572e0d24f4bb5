"""Whether the hub needs somebody: a few gauges, each with the two marks at which it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

import psycopg

from v1_hub import __version__
from v1_hub.registry import AUDIT_LOG, KEPT, LOG
from v1_hub.render import SQL_DIR, ident
from v1_hub.state import Installed

State = Literal["ok", "look", "act"]


@dataclass(frozen=True)
class Gauge:
    """What one query under sql/health/ tells, and when it matters.

    needs: the relation without which there is nothing to tell. look, act: the marks; a value is
    beyond a mark when it has reached it. falls: small values are the bad ones. {object} in the
    remedy is what the query names.
    """

    name: str
    needs: str
    look: float | None
    act: float | None
    unit: str
    remedy: str
    falls: bool = False


UPKEEP = "SELECT * FROM v1_hub.audit_upkeep();"
REFRESH = "SELECT v1_hub.refresh_proxies();"
WIDER = "roll back, make its column bigint, install again"
GAUGES = (
    Gauge("ledger_length", "v1_hub.proxy_change", 10_000, 100_000, "changes wait", REFRESH),
    Gauge("ledger_age", "v1_hub.proxy_change", 3_600, None, "s since the oldest", REFRESH),
    Gauge(
        "audit_months_ahead", "v1_hub.audit_tables", 1, 0, "months are ready", UPKEEP, falls=True
    ),
    Gauge("audit_default_rows", "v1_hub.audit_tables", 1, 1_000_000, "rows", UPKEEP),
    Gauge("sequences", "v1_hub.hub", 70, 90, "% of its numbers are given", WIDER),
    Gauge("dead_rows", "v1_hub.hub", 50, None, "% of its rows are dead", "VACUUM {object};"),
)


class Health(NamedTuple):
    state: State
    check: str
    object: str
    finding: str
    remedy: str


def judge(gauge: Gauge, value: float) -> State:
    def beyond(mark: float | None) -> bool:
        return mark is not None and (value <= mark if gauge.falls else value >= mark)

    return "act" if beyond(gauge.act) else "look" if beyond(gauge.look) else "ok"


def tell(gauge: Gauge, values: Iterable[tuple[str, float]]) -> Health:
    """The worst of what a gauge has found."""
    sign = -1 if gauge.falls else 1
    name, value = max(values, key=lambda found: sign * found[1], default=("", 0.0))
    state: State = judge(gauge, value) if name else "ok"
    return Health(
        state,
        gauge.name.replace("_", " "),
        name,
        f"{value:,.0f} {gauge.unit}" if name else "",
        "" if state == "ok" else gauge.remedy.format(object=name),
    )


def of_the_install(installed: Installed) -> list[Health]:
    """The stage, and whether this package is the one that made the hub."""
    stopped = installed.stage in ("finishing", "returning")
    command = "rollback" if installed.stage == "returning" else "install"
    other = installed.version != __version__
    return [
        Health(
            "look" if stopped else "ok",
            "stage",
            installed.schema_name,
            installed.stage,
            f"install.py {command} goes on with it" if stopped else "",
        ),
        Health(
            "look" if other else "ok",
            "version",
            installed.schema_name,
            installed.version,
            f"this is {__version__}: use the package that made the hub" if other else "",
        ),
    ]


def read_health(conn: psycopg.Connection[Any], installed: Installed) -> list[Health]:
    """Every gauge that has something to tell of this hub. Reads only."""
    found = of_the_install(installed)
    parameters = {
        "schema": installed.schema_name,
        "names": [*KEPT, LOG],
        "audit_log": f"{ident(installed.schema_name)}.{AUDIT_LOG}",
    }
    for gauge in GAUGES:
        is_there = conn.execute("SELECT to_regclass(%s) IS NOT NULL", [gauge.needs]).fetchone()
        if is_there and is_there[0]:
            query = (SQL_DIR / "health" / f"{gauge.name}.sql").read_bytes()
            rows = conn.execute(query, parameters if b"%(" in query else None).fetchall()
            found.append(tell(gauge, [(name, float(value or Decimal(0))) for name, value in rows]))
    return found
