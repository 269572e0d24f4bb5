"""The merged columns of v1_hub_proxies. In: facts of four tables; out: SQL that keeps the columns.

`decide` (pure) says which of the three columns this hub can fill, from which of its columns, and
why not the others; `merge` renders the statement, `undo` its undo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from v1_hub.facts import Column, Hub, Relation
from v1_hub.registry import PROXIES
from v1_hub.render import render

MAPPING = "v1_hub_proxy_ip_mapping"
HEARTBEAT = "v1_hub_proxy_heartbeat"
USAGE = "v1_hub_proxy_usage"
MERGED = {"ip_history": MAPPING, "last_heartbeat": HEARTBEAT, "usage_stats": USAGE}

INTEGERS = ("smallint", "integer", "bigint")
TIMESTAMP = "timestamp without time zone"
TIMES = (TIMESTAMP, "timestamp with time zone", "date")
TEXTS = ("text", "character varying", "character")
# What ip_history has as JSON. All else is text: of its JSON form a json would lose something.
NATIVE = {*INTEGERS, *TEXTS, *TIMES, "numeric", "real", "double precision", "boolean", "jsonb"}


# Storage options by name: what each gets, and what it was. A page needs room for the new version
# of a row, and old versions go soon.
Options = Mapping[str, tuple[str, str | None]]
MAPPING_ROOM = {"fillfactor": "50"}
PROXY_ROOM = {
    "fillfactor": "50",
    "autovacuum_vacuum_scale_factor": "0.02",
    "autovacuum_vacuum_threshold": "500",
}


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
    address: str | None = None
    as_text: bool = False  # its addresses have another type than those of proxies
    number: str | None = None
    success: str | None = None
    duration: str | None = None
    is_numeric: bool = False  # durations may be NaN or infinite
    document: tuple[tuple[str, str, bool], ...] = ()  # key, column, kept as text
    order: tuple[str, ...] = ()

    @property
    def link(self) -> str | None:
        return self.proxy or self.address

    @property
    def counted(self) -> list[str]:
        """What a use counts by."""
        return [c for c in (self.proxy, self.success, self.duration, self.time) if c]


@dataclass(frozen=True)
class Proxies:
    """What the templates name `proxies`."""

    table: str
    reasons: Mapping[str, str]  # merged column: why it is not filled
    key: str = ""
    key_type: str = "integer"
    address: str | None = None
    link_type: str = "text"  # of what heartbeats name a proxy by
    rooms: Mapping[str, Options] = field(default_factory=dict)  # by table
    mapping: Source | None = None
    heartbeat: Source | None = None
    usage: Source | None = None
    is_bound: bool = True  # no log row can be older than its proxy

    @property
    def beat_type(self) -> str:
        return self.heartbeat.time_type if self.heartbeat else TIMESTAMP

    @property
    def use_type(self) -> str:
        return self.usage.time_type if self.usage else TIMESTAMP

    @property
    def watched(self) -> list[str]:
        """Columns of v1_hub_proxies: where they are new, rows of the logs may be older."""
        columns = [self.key, self.address] if self.address else [self.key]
        return columns if self.address or not self.is_bound else []

    @property
    def sources(self) -> dict[str, Source]:
        named = {"mapping": self.mapping, "heartbeat": self.heartbeat, "usage": self.usage}
        return {name: source for name, source in named.items() if source}


def read_proxies(recorded: Mapping[str, Any]) -> Proxies:
    """What was decided when the columns were merged, as it was recorded."""
    parts = {
        name: Source(**recorded[name]) if recorded[name] else None
        for name in ("mapping", "heartbeat", "usage")
    }
    return Proxies(**{**recorded, **parts})


def find(table: Relation, name: str, types: tuple[str, ...]) -> Column | None:
    column = table.column(name)
    return column if column and column.base_type in types else None


def find_link(table: Relation, key: Column) -> Column | None:
    """The column that names the proxy, where it has the type of the key."""
    integer = key.base_type in INTEGERS
    return find(table, "proxy_id", INTEGERS if integer else (key.base_type,))


def is_bound(table: Relation, proxies: Relation) -> bool:
    """Whether a foreign key keeps its rows from being older than their proxy."""
    return any(k.target == proxies.oid and k.columns == ("proxy_id",) for k in table.constraints)


def unbounded(column: Column) -> str:
    """The type of a column for any length; `character` alone would be of one."""
    return "bpchar" if column.base_type == "character" else column.base_type


def make_room(table: Relation, options: Mapping[str, str]) -> Options:
    before = dict(option.split("=", 1) for option in table.options)
    return {name: (value, before.get(name)) for name, value in options.items()}


def decide(hub: Hub, leaves: Mapping[str, Leaf], name: str) -> Proxies:
    """What can be merged in this hub, and how; `name` is v1_hub_proxies as SQL."""
    proxies = hub.table(PROXIES)
    key = proxies.column(proxies.primary_key[0]) if proxies and proxies.primary_key else None
    if proxies is None or key is None or len(proxies.primary_key) != 1:
        reason = f"{PROXIES} has no primary key of one column"
        return Proxies(name, dict.fromkeys(MERGED, reason))
    home = proxies.column("server_ip")
    reasons: dict[str, str] = {}
    sources: dict[str, Source] = {}
    rooms = {name: make_room(proxies, PROXY_ROOM)} if proxies.kind != "p" else {}
    bound = True
    for part, table_name in MERGED.items():
        table, leaf = hub.table(table_name), leaves.get(table_name)
        if table is None or leaf is None:
            reasons[part] = f"there is no table {table_name}"
            continue
        proxy = find_link(table, key)
        time = find(table, "created_at" if table_name == USAGE else "updated_at", TIMES)
        needed = {"proxy_id": proxy, "a time": time}
        address = None
        if table_name == MAPPING:
            needed["current_ip"] = address = table.column("current_ip")
        elif table_name == HEARTBEAT and not proxy:
            del needed["proxy_id"]
            needed["remote_ip"] = address = table.column("remote_ip")
            if home is None:
                reasons[part] = f"{PROXIES} has no server_ip to find heartbeats by"
                continue
        if missing := [name for name, column in needed.items() if column is None]:
            lacks = ", ".join(missing)
            reasons[part] = f"table {table_name} lacks a column, or a fitting type of it: {lacks}"
            continue
        duration = find(table, "response_time_ms", (*INTEGERS, "numeric"))
        addresses = {c.base_type for c in (address, home) if c}
        sources[part] = Source(
            table=leaf.table,
            proxy=leaf.called(proxy),
            time=leaf.called(time),
            time_type=time.type if time else TIMESTAMP,
            address=leaf.called(address),
            as_text=proxy is None
            and (len(addresses) > 1 or not addresses <= {*TEXTS, "inet", "cidr"}),
            number=leaf.called(table.column("proxy_number")),
            success=leaf.called(find(table, "success", ("boolean",))),
            duration=leaf.called(duration),
            is_numeric=bool(duration and duration.base_type == "numeric"),
            # There replaced_at says that an address has gone.
            document=tuple(
                (c.name, leaf.called(c) or "", c.base_type.removesuffix("[]") not in NATIVE)
                for c in table.columns
                if c != proxy and c.name != "replaced_at"
            ),
            order=tuple(leaf.renamed.get(name, name) for name in table.primary_key),
        )
        if table_name == MAPPING and table.kind != "p":
            rooms[leaf.table] = make_room(table, MAPPING_ROOM)
        bound = bound and (proxy is None or is_bound(table, proxies))
    beat = sources.get("last_heartbeat")
    link = home if home and beat and beat.address else key
    return Proxies(
        name,
        reasons,
        key=key.name,
        key_type=unbounded(key),
        address=link.name if link != key else None,
        link_type="text" if not beat or beat.as_text else unbounded(link),
        rooms=rooms,
        mapping=sources.get("ip_history"),
        heartbeat=beat,
        usage=sources.get("usage_stats"),
        is_bound=bound,
    )


TEMPLATES = (
    "steps/proxies/summary",
    "steps/proxies/notes",
    "runtime/proxies/apply",
    "runtime/proxies/refresh",
    "runtime/proxies/verify",
    "runtime/proxies/switch",
)
FILL = "SELECT v1_hub.refresh_proxies(rebuild => TRUE);"  # in a READ COMMITTED transaction


def merge(proxies: Proxies, *, summary: bool = True) -> str:
    """The statement that adds the columns and the ledger that keeps them current, yet empty.

    `summary` False: it is switched off (v1_hub.summary_enable() switches it on).
    """
    names = ("steps/proxies/columns", *(TEMPLATES if proxies.sources else ()))
    parts = [render(f"{name}.sql", proxies=proxies) for name in names]
    if proxies.sources and not summary:
        parts.append("SELECT v1_hub.summary_disable();\n")
    return "\n".join(parts)


def undo(proxies: Proxies) -> str:
    """What takes it all away again, while the leaves are still in the log."""
    return render("steps/proxies/undo.sql", proxies=proxies)
