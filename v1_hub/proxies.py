"""The merged columns of v1_hub_proxies. In: facts of four tables; out: SQL that keeps the columns.

`read_facts` asks the catalogue, `decide` (pure) says which of the three columns this hub can fill,
from which of its columns, and why not the others; `merge` renders the statement and its undo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.rows import dict_row

from v1_hub.render import read_sql, render

PROXIES = "v1_hub_proxies"
MAPPING = "v1_hub_proxy_ip_mapping"
HEARTBEAT = "v1_hub_proxy_heartbeat"
USAGE = "v1_hub_proxy_usage"
TABLES = (PROXIES, MAPPING, HEARTBEAT, USAGE)
MERGED = ("ip_history", "last_heartbeat", "usage_stats")

INTEGERS = ("smallint", "integer", "bigint")
TIMESTAMP = "timestamp without time zone"
TIMES = (TIMESTAMP, "timestamp with time zone", "date")
TEXTS = ("text", "character varying", "character")
# These read the same as JSON under any session's settings.
STEADY = {*INTEGERS, *TEXTS, "boolean", "numeric", "uuid", "inet", "cidr", "json", "jsonb", "date",
          "time without time zone", TIMESTAMP}  # fmt: skip
SETTINGS = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, MDY",
    "IntervalStyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
}


@dataclass(frozen=True)
class Column:
    """A column as the catalogue has it; `family` is its type without a length."""

    name: str
    type: str
    family: str
    category: str = ""
    key_place: int | None = None
    is_bound: bool = False  # a foreign key onto v1_hub_proxies
    is_lossy: bool = False  # its JSON form would lose something
    is_enum: bool = False
    element: str = ""

    @property
    def is_steady(self) -> bool:
        return self.is_enum or (self.element or self.family) in STEADY


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[Column, ...]
    is_partitioned: bool = False
    options: tuple[str, ...] = ()
    triggers: Mapping[str, str] = field(default_factory=dict)  # name, pg_trigger.tgenabled

    def find(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    @property
    def key(self) -> tuple[Column, ...]:
        keyed = [column for column in self.columns if column.key_place is not None]
        return tuple(sorted(keyed, key=lambda column: column.key_place or 0))


@dataclass(frozen=True)
class Leaf:
    """Where a retired table is afterwards: its name as SQL, and the columns that were renamed."""

    table: str
    renamed: Mapping[str, str] = field(default_factory=dict)

    def called(self, column: Column | None) -> str | None:
        return self.renamed.get(column.name, column.name) if column else None


@dataclass(frozen=True)
class Source:
    """A leaf that feeds a merged column, and the columns that play a part; None: it has none."""

    table: str
    proxy: str | None
    time: str | None
    time_type: str
    options: tuple[str, ...] = ()
    has_room: bool = False  # may get a fillfactor
    address: str | None = None
    as_text: bool = False  # its addresses have another type than those of proxies
    number: str | None = None
    success: str | None = None
    duration: str | None = None
    is_numeric: bool = False  # durations may be NaN or infinite
    document: tuple[tuple[str, str, bool], ...] = ()  # key, column, kept as text
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proxies:
    """What the templates name `proxies`."""

    table: str
    reasons: Mapping[str, str]  # merged column: why it is not filled
    key: str = ""
    key_type: str = "integer"
    address: str | None = None
    options: tuple[str, ...] = ()
    has_room: bool = False
    triggers: Mapping[str, str] = field(default_factory=dict)
    mapping: Source | None = None
    heartbeat: Source | None = None
    usage: Source | None = None
    is_bound: bool = True  # no log row can be older than its proxy
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def beat_type(self) -> str:
        return self.heartbeat.time_type if self.heartbeat else TIMESTAMP

    @property
    def use_type(self) -> str:
        return self.usage.time_type if self.usage else TIMESTAMP

    @property
    def sources(self) -> dict[str, Source]:
        named = {"mapping": self.mapping, "heartbeat": self.heartbeat, "usage": self.usage}
        return {name: source for name, source in named.items() if source}


def read_facts(conn: psycopg.Connection[Any], schema: str) -> dict[str, Table]:
    """The tables of TABLES that this schema has."""
    query = read_sql("facts/proxies").encode()
    values = {"schema": schema, "tables": list(TABLES), "proxies_name": PROXIES}
    with conn.cursor(row_factory=dict_row) as cursor:
        return {row["name"]: make_table(row) for row in cursor.execute(query, values)}


def read_proxies(recorded: Mapping[str, Any]) -> Proxies:
    """What was decided when the columns were merged, as it was recorded."""
    parts = {
        name: Source(**recorded[name]) if recorded[name] else None
        for name in ("mapping", "heartbeat", "usage")
    }
    return Proxies(**{**recorded, **parts})


def make_table(row: Mapping[str, Any]) -> Table:
    columns = tuple(Column(**column) for column in row["columns"])
    made = {**row, "columns": columns, "options": tuple(row["options"])}
    return Table(**made)


def find_time(table: Table, name: str) -> Column | None:
    column = table.find(name)
    return column if column and column.family in TIMES else None


def find_proxy(table: Table, key: Column) -> Column | None:
    column = table.find("proxy_id")
    fits = column and (column.family == key.family or {column.family, key.family} <= set(INTEGERS))
    return column if fits else None


def find_address(table: Table, name: str) -> Column | None:
    column = table.find(name)
    return column if column and column.category in ("S", "I") else None


def decide(tables: Mapping[str, Table], leaves: Mapping[str, Leaf], name: str) -> Proxies:
    """What can be merged in this hub, and how; `name` is v1_hub_proxies as SQL."""
    proxies = tables.get(PROXIES)
    if proxies is None or len(proxies.key) != 1:
        reason = f"{PROXIES} has no primary key of one column"
        return Proxies(name, dict.fromkeys(MERGED, reason))
    key, home = proxies.key[0], find_address(proxies, "server_ip")
    reasons: dict[str, str] = {}
    sources: dict[str, Source] = {}
    links: list[Column] = []
    steady = True
    for part, table_name in zip(MERGED, TABLES[1:], strict=True):
        table, leaf = tables.get(table_name), leaves.get(table_name)
        if table is None or leaf is None:
            reasons[part] = f"there is no table {table_name}"
            continue
        proxy = find_proxy(table, key)
        time = find_time(table, "created_at" if table_name == USAGE else "updated_at")
        needed = {"proxy_id": proxy, "a time": time}
        address = None
        if table_name == MAPPING:
            needed["current_ip"] = address = find_address(table, "current_ip")
        elif table_name == HEARTBEAT and not proxy:
            del needed["proxy_id"]
            needed["remote_ip"] = address = find_address(table, "remote_ip")
            if home is None:
                reasons[part] = f"{PROXIES} has no server_ip to find heartbeats by"
                continue
        if missing := [name for name, column in needed.items() if column is None]:
            lacks = ", ".join(missing)
            reasons[part] = f"table {table_name} lacks a column, or a fitting type of it: {lacks}"
            continue
        success, duration = table.find("success"), table.find("response_time_ms")
        if success and success.family != "boolean":
            success = None
        if duration and duration.family not in (*INTEGERS, "numeric"):
            duration = None
        sources[part] = Source(
            table=leaf.table,
            proxy=leaf.called(proxy),
            time=leaf.called(time),
            time_type=time.type if time else TIMESTAMP,
            options=table.options,
            has_room=not table.is_partitioned,
            address=leaf.called(address),
            as_text=bool(address and home and address.family != home.family),
            number=leaf.called(table.find("proxy_number")),
            success=leaf.called(success),
            duration=leaf.called(duration),
            is_numeric=bool(duration and duration.family == "numeric"),
            # There replaced_at says that an address has gone.
            document=tuple(
                (column.name, leaf.called(column) or "", column.is_lossy)
                for column in table.columns
                if column != proxy and column.name != "replaced_at"
            ),
            order=tuple(leaf.called(column) or "" for column in table.key),
        )
        links += [proxy] if proxy else []
        shown = table.columns if table_name == MAPPING else [time] if table_name == USAGE else []
        steady = steady and all(column.is_steady for column in shown if column)
    return Proxies(
        name,
        reasons,
        key=key.name,
        key_type=key.type,
        address=home.name if home and (beat := sources.get(MERGED[1])) and beat.address else None,
        options=proxies.options,
        has_room=not proxies.is_partitioned,
        triggers=proxies.triggers,
        mapping=sources.get(MERGED[0]),
        heartbeat=sources.get(MERGED[1]),
        usage=sources.get(MERGED[2]),
        is_bound=all(link.is_bound for link in links),
        settings={} if steady else SETTINGS,
    )


TEMPLATES = ("columns", "notes", "leaves", "apply")
RUNTIME = ("apply_change", "count_proxies", "refresh_proxies", "summary", "verify_proxies")


def merge(proxies: Proxies, *, summary: bool = True) -> str:
    """The statement that adds the columns and the ledger that keeps them current, yet empty.

    `summary` False: it is switched off (v1_hub.summary_enable() switches it on).
    """
    parts = [render(f"steps/proxies/{TEMPLATES[0]}.sql", proxies=proxies)]
    if proxies.sources:
        parts += [render(f"steps/proxies/{name}.sql", proxies=proxies) for name in TEMPLATES[1:]]
        parts += [render(f"runtime/proxies/{name}.sql", proxies=proxies) for name in RUNTIME]
        if not summary:
            parts.append("SELECT v1_hub.summary_disable();\n")
    return "\n".join(parts)


def fill(proxies: Proxies) -> str:
    """The statements of the first fill; for a transaction of its own, READ COMMITTED."""
    return render("steps/proxies/fill.sql", proxies=proxies) if proxies.sources else ""


def undo(proxies: Proxies) -> str:
    """What takes it all away again, while the leaves are still in the log."""
    return render("steps/proxies/undo.sql", proxies=proxies)
