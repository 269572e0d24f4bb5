"""The merged columns of v1_hub_proxies. In: facts of four tables; out: SQL that keeps the columns.

`decide` (pure) says which of the three columns this hub can fill, from which of its columns, and
why not the others; `merge` renders the statement, `undo` its undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from v1_hub.facts import Column, Hub
from v1_hub.registry import PROXIES
from v1_hub.render import ident, render
from v1_hub.secrets import looks_secret
from v1_hub.treatment import bars_rewriting, first

if TYPE_CHECKING:
    from v1_hub.decide import Retiring

MAPPING = "v1_hub_proxy_ip_mapping"
HEARTBEAT = "v1_hub_proxy_heartbeat"
USAGE = "v1_hub_proxy_usage"
# Of each merged column the table that feeds it, its time, and what else it cannot do without.
MERGED = {
    "ip_history": (MAPPING, "updated_at", ("proxy_id", "current_ip")),
    "last_heartbeat": (HEARTBEAT, "updated_at", ()),  # and proxy_id, or an address
    "usage_stats": (USAGE, "created_at", ("proxy_id",)),
}

INTEGERS = ("smallint", "integer", "bigint")
TIMESTAMP = "timestamp without time zone"
TIMES = (TIMESTAMP, "timestamp with time zone", "date")
# The types that a column must have to play its part; proxy_id must fit the key.
FITTING = {
    "updated_at": TIMES,
    "created_at": TIMES,
    "success": ("boolean",),
    "response_time_ms": (*INTEGERS, "numeric"),
}
# What the triggers on the logs read of NEW and OLD.
NOTED = {*FITTING, "proxy_id", "remote_ip", "current_ip", "proxy_number"}
# What ip_history has as JSON. All else is text: of its JSON form a json would lose something.
NATIVE = {*INTEGERS, *TIMES, "text", "character varying", "character", "numeric", "real",
          "double precision", "boolean", "jsonb"}  # fmt: skip
# A page needs room for the new version of a row, and old versions go soon: what columns.sql sets.
ROOM = ("fillfactor", "autovacuum_vacuum_scale_factor", "autovacuum_vacuum_threshold")


@dataclass(frozen=True)
class Source:
    """A leaf that feeds a merged column."""

    table: str
    columns: Mapping[str, str]  # that may play a part: their names in the leaf
    time: str
    time_type: str
    is_numeric: bool  # durations may be NaN or infinite
    document: Sequence[tuple[str, str, bool]]  # key, column, kept as text
    order: Sequence[str]

    @property
    def proxy(self) -> str | None:
        return self.columns.get("proxy_id")

    @property
    def counted(self) -> list[str]:
        """What a use counts by."""
        names = ("proxy_id", "success", "response_time_ms")
        return [self.columns[name] for name in names if name in self.columns] + [self.time]


@dataclass(frozen=True)
class Proxies:
    """What the templates name `proxies`."""

    table: str
    reasons: Mapping[str, str]  # merged column: why it is not filled
    key: str = ""
    key_type: str = "integer"
    address: str | None = None  # by which heartbeats are found that have no proxy_id
    rooms: Mapping[str, Sequence[str]] = field(default_factory=dict)  # options of ROOM they had
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
        return [self.key, self.address] if self.address else [self.key]

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


def may_join(one: Column, other: Column) -> bool:
    """Whether PostgreSQL compares the two, and calls equal only what is the same."""
    collations = {column.type.partition(" COLLATE ")[2] for column in (one, other)} - {""}
    return not (one.is_loose or other.is_loose) and len(collations) < 2


def fits(column: Column, key: Column, address: Column | None) -> bool:
    """Whether a column of a log has the type that its part asks for, and the collation."""
    if column.name == "proxy_id":
        types = INTEGERS if key.base_type in INTEGERS else (key.base_type,)
        return column.base_type in types and may_join(column, key)
    if column.name == "remote_ip":
        return address is None or may_join(column, address)
    return column.base_type in FITTING.get(column.name, (column.base_type,))


def make_source(retired: Retiring, fitting: Mapping[str, Column], time: str) -> Source:
    table = retired.relation
    called = {c.name: c.name for c in table.columns}
    called |= {c.legacy_name: c.log_name for c in retired.columns}
    duration = fitting.get("response_time_ms")
    return Source(
        table=retired.leaf,
        columns={name: called[name] for name in fitting},
        time=called[time],
        time_type=fitting[time].type,
        is_numeric=bool(duration and duration.base_type == "numeric"),
        # There replaced_at says that an address has gone. Who reads the proxies, or what the audit
        # log has of them, need not read the secrets of the mapping.
        document=[
            (c.name, called[c.name], c.base_type.removesuffix("[]") not in NATIVE)
            for c in table.columns
            if c.name not in ("proxy_id", "replaced_at") and not looks_secret(c.name)
        ],
        order=[called[name] for name in table.primary_key],
    )


def decide(hub: Hub, retiring: Iterable[Retiring]) -> Proxies:
    """What can be merged in this hub, and how."""
    name = f"{ident(hub.schema)}.{PROXIES}"
    found = {one.entry.table_name: one for one in retiring}
    proxies = hub.table(PROXIES)
    key = proxies.column(proxies.primary_key[0]) if proxies and proxies.primary_key else None
    if proxies is None or key is None or len(proxies.primary_key) != 1:
        reason = f"{PROXIES} has no primary key of one column"
        return Proxies(name, dict.fromkeys(MERGED, reason))
    not_valid = any(map(bars_rewriting, proxies.constraints))
    barred = {
        "a rule, which the statement that writes them cannot obey": proxies.has_rules,
        "FORCE ROW LEVEL SECURITY, which hides rows from its owner": proxies.hides_rows,
        "a publication without its replica identity: no row can be updated": proxies.bars_updates,
        "a constraint NOT VALID: rows that break it cannot be written": not_valid,
    }
    if what := first(barred):
        return Proxies(name, dict.fromkeys(MERGED, f"{PROXIES} has {what}"))
    address = proxies.column("server_ip")
    reasons: dict[str, str] = {}
    sources: dict[str, Source] = {}
    rooms = {name: proxies} if proxies.kind != "p" else {}
    bound = True
    for part, (table_name, time, others) in MERGED.items():
        if (retired := found.get(table_name)) is None:
            reasons[part] = f"there is no table {table_name}"
            continue
        table = retired.relation
        if virtual := [c.name for c in table.columns if c.generated == "v" and c.name in NOTED]:
            unseen = ", ".join(virtual)
            reasons[part] = f"table {table_name} has a virtual column, NULL to triggers: {unseen}"
            continue
        fitting = {c.name: c for c in table.columns if fits(c, key, address)}
        needed = [time, *others]
        if table_name == HEARTBEAT and "proxy_id" not in fitting:
            needed.append("remote_ip")
            if address is None:
                reasons[part] = f"{PROXIES} has no server_ip to find heartbeats by"
                continue
        if missing := [column for column in needed if column not in fitting]:
            lacks = ", ".join(missing)
            reasons[part] = f"table {table_name} lacks a column, or a fitting type of it: {lacks}"
            continue
        sources[part] = make_source(retired, fitting, time)
        if table_name == MAPPING and table.kind != "p":
            rooms[retired.leaf] = table
        keys = {k.columns for k in table.constraints if k.target == proxies.oid and k.is_validated}
        bound = bound and ("proxy_id" not in fitting or ("proxy_id",) in keys)
    beat = sources.get("last_heartbeat")
    return Proxies(
        name,
        reasons,
        key=key.name,
        # For any length; `character` alone would be of one.
        key_type="bpchar" if key.base_type == "character" else key.base_type,
        address="server_ip" if beat and not beat.proxy else None,
        rooms={
            table: [option for option in relation.options if option.split("=")[0] in ROOM]
            for table, relation in rooms.items()
        },
        mapping=sources.get("ip_history"),
        heartbeat=beat,
        usage=sources.get("usage_stats"),
        is_bound=bound,
    )


TEMPLATES = (
    "steps/proxies/views",
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
