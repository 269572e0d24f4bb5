"""Hypothesis strategies: hubs that nobody would have thought of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from hub_cycle import GROUP, READER, WRITER, Hub, Statement, literal, quote
from hub_types import KEY_TYPES, MADE, MADE_ARRAYS, TYPES, key_value
from servers import OWNER

T = TypeVar("T")

SCHEMAS = ("public",) * 12 + (
    "hub",
    "Hub Nord",
    "작업 허브",
    "select",
    "a.b",
    "x" * 63,
    "pgbench",
)
REFUSED_SCHEMAS = ("percent %s %I", "it's", "잠금 $1", 'quo"te', "back\\slash")
NAMES = (
    "value",
    "note",
    "Order",
    "select",
    "user",
    "a b",
    "it's",
    'quo"te',
    "percent %s %I %1$s",
    "$1",
    "$$",
    "$ddl$",
    "back\\slash",
    "상태",
    "naïve",
    "ﷺ",
    "n" * 63,
    "가" * 21,
    "log_type",
    "result_data",
    "logged_at",
    "duration_ms",
    "created_at",
    "reported_at",
    "execution_time_ms",
    "response_time_ms",
    "status",
    "ip_history",
    "new",
    "old",
    "doc",
    "fresh",
    "l",
    "w",
    "p_key_1",
    "v_told",
    "replaced_at",
    "v_row",
    "changed_at",
    "record_id",
    "table_name",
    "a;b",
    "--",
    "/*",
    "tab\tbed",
    "line\nbreak",
    "proxy_usage_value",
    "proxy_id",
    ".",
    " ",
)

# The retired and kept tables as they stand in the field: name:type, ! NOT NULL, =default, >table.
SHAPES: dict[str, str] = {
    "v1_hub_proxies": "server_ip:varchar(45)! port:integer! status:varchar(20)=active "
    "created_at:timestamp=clock",
    "v1_hub_work_slots": "keyword:varchar(255)! start_date:date! status:varchar(20)=active "
    "updated_at:timestamp=clock",
    "v1_hub_work_allocations": "work_slot_id>v1_hub_work_slots! work_date:date "
    "proxy_id>v1_hub_proxies status:varchar(20)=allocated",
    "v1_hub_clients": "client_ip:varchar(45)! first_seen_at:timestamp=clock is_active:boolean=true",
    "v1_hub_external_sites": "site_name:varchar(200)! auth_key:varchar(200) config:jsonb={}",
    "v1_hub_external_triggers": "site_id:varchar(50)! action:varchar(20)! keywords:jsonb",
    "v1_hub_proxy_ip_mapping": "proxy_id>v1_hub_proxies proxy_number:integer! "
    "current_ip:varchar(45) is_active:boolean=true last_toggle:timestamp "
    "heartbeat_at:timestamp=clock updated_at:timestamp=clock",
    "v1_hub_proxy_heartbeat": "name:varchar(100)! remote_ip:varchar(45)! "
    "created_at:timestamp=clock updated_at:timestamp=clock",
    "v1_hub_proxy_usage": "proxy_id>v1_hub_proxies keyword_id:integer used_ip:varchar(45) "
    "success:boolean=true response_time_ms:integer created_at:timestamp=clock",
    "v1_hub_client_activity_logs": "client_ip:varchar(45)! instance_number:integer "
    "allocation_id>v1_hub_work_allocations work_slot_id>v1_hub_work_slots status:varchar(20) "
    "execution_time_ms:integer reported_at:timestamp=clock",
    "v1_hub_daily_work_tracking": "work_slot_id>v1_hub_work_slots! work_date:date! "
    "target_count:integer! allocated_count:integer=0 failed_count:integer=0 "
    "last_allocation_at:timestamp",
    "v1_hub_work_slots_history": "work_slot_id>v1_hub_work_slots! changed_at:timestamp=clock "
    "changed_by:varchar(100) operation:varchar(20)! old_data:jsonb new_data:jsonb "
    "change_summary:text",
    "v1_hub_work_results": "allocation_id>v1_hub_work_allocations! started_at:timestamp "
    "execution_time_ms:integer client_ip:varchar(45) status:varchar(20)! is_blocked:boolean=false "
    "block_details:jsonb page_load_time_ms:integer created_at:timestamp=clock "
    "applied_settings:jsonb={}",
}
KEPT = tuple(SHAPES)[:6]
RETIRED = tuple(SHAPES)[6:]
PLACED = {
    "varchar(45)": ("10.0.0.1", "10.0.0.2", "::1", ""),
    "varchar(20)": ("success", "failed", "it's", ""),
    "varchar(50)": ("naver", "it's", ""),
    "varchar(100)": ("server 1", "서버 2", ""),
    "varchar(200)": ("", "secret", "이름"),
    "varchar(255)": ("", "key word", "검색어 '1'"),
    "timestamp": TYPES["timestamp without time zone"],
}


@dataclass
class Column:
    name: str
    type: str
    values: tuple[str, ...]
    default: str = ""  # as SQL
    given: bool = True  # an INSERT may name it
    references: str = ""
    required: bool = False


@dataclass
class Table:
    name: str
    columns: list[Column] = field(default_factory=list)
    key: list[Column] = field(default_factory=list)
    unique: list[str] = field(default_factory=list)
    number: int = 0  # of rows ever made

    @property
    def named(self) -> list[Column]:
        return [column for column in self.columns if column.given]


class Maker:
    """Draws a hub, statement by statement."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)
        self.hub = Hub()
        self.tables: dict[str, Table] = {}
        self.made: list[str] = []
        self.drift = True

    # --- choices ---------------------------------------------------------------------------------
    def pick(self, options: Sequence[T]) -> T:
        return options[self.random.randrange(len(options))]

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def some(self, options: Sequence[T], most: int) -> list[T]:
        picked = [self.pick(options) for _ in range(self.random.randint(0, most)) if options]
        return [o for i, o in enumerate(picked) if o not in picked[:i]]

    def add(self, query: str) -> None:
        self.hub.setup.append(query)

    # --- columns ---------------------------------------------------------------------------------
    def free_type(self) -> tuple[str, tuple[str, ...]]:
        if self.made and self.chance(25):
            name = self.pick(self.made)
            if name in MADE_ARRAYS and self.chance(30):
                return quote(name) + "[]", MADE_ARRAYS[name]
            return quote(name), MADE[name][1]
        name = self.pick(tuple(TYPES))
        return name, TYPES[name]

    def type_of_key(self, table: str) -> str:
        found = self.tables.get(table)
        return found.key[0].type if found and found.key else "integer"

    def shaped_columns(self, table: Table) -> list[str]:
        """Columns of the field's shape, with some drift; their definitions."""
        definitions = []
        for word in SHAPES[table.name].split():
            if self.drift and self.chance(8):
                continue
            required = "!" in word
            word = word.replace("!", "")
            word, _, default = word.partition("=")
            name, _, target = word.partition(">")
            name, _, type_name = name.partition(":")
            values = PLACED.get(type_name) or TYPES.get(type_name) or ("1", "2")
            if target:
                type_name = self.type_of_key(target)
                values = tuple(key_value(type_name, number) for number in (1, 2, 3))
            if self.drift and self.chance(6):
                type_name, values = self.free_type()
                default = target = ""
            elif self.drift and type_name == "timestamp" and self.chance(10):
                type_name = self.pick(("timestamptz", "timestamp(0)"))
                values = ("2024-01-01 00:00:00.5", "infinity")
            column = Column(name, type_name, values, references=target, required=required)
            text = f"{quote(name)} {type_name}"
            if default:
                column.default = (
                    "hub_clock()" if default == "clock" else f"{literal(default)}::{type_name}"
                )
                text += f" DEFAULT {column.default}"
            if required:
                text += " NOT NULL"
            if target in self.tables and self.tables[target].key and self.chance(60):
                action = self.pick(("CASCADE", "SET NULL", "NO ACTION", "RESTRICT"))
                text += f" REFERENCES {target} ON DELETE {action}"
                if self.chance(20):
                    text += " DEFERRABLE INITIALLY DEFERRED"
            table.columns.append(column)
            definitions.append(text)
        return definitions

    def free_columns(self, table: Table, most: int) -> list[str]:
        definitions = []
        taken = {column.name for column in table.columns}
        for name in self.some(NAMES, most):
            if name in taken:
                continue
            type_name, values = self.free_type()
            column = Column(name, type_name, values)
            text = f"{quote(name)} {type_name}"
            comparable = type_name in KEY_TYPES
            if type_name in ("text", "character varying(20)", "character(6)") and self.chance(25):
                text += f" COLLATE {quote(self.pick(('C', 'POSIX', 'ucs_basic')))}"
            what = self.random.randint(0, 19)
            if what == 19 and comparable:
                column.given = False
                source = literal(values[0]) + "::" + type_name
                text += f" GENERATED ALWAYS AS (coalesce({source}, {source})) STORED"
            elif what >= 14:
                column.default = f"{literal(self.pick(values))}::{type_name}"
                text += f" DEFAULT {column.default}"
            elif what == 13 and type_name == "text":
                text += " DEFAULT CURRENT_USER"
            column.required = self.chance(12)
            if column.required:
                text += " NOT NULL"
            if self.chance(10):
                text += f" CONSTRAINT {quote('check ' + name[:20])} CHECK ("
                text += f"{quote(name)} IS NOT NULL OR {literal(name)} <> '')"
            table.columns.append(column)
            definitions.append(text)
        return definitions

    # --- tables ----------------------------------------------------------------------------------
    def key_columns(self, table: Table) -> tuple[list[str], str]:
        """Definitions of the key's columns, and the constraint."""
        kind = self.pick(
            ("serial",) * 8
            + ("bigserial", "identity", "always", "uuid", "text", "composite", "none")
        )
        if table.name == "v1_hub_external_sites":
            kind = "text"
        if not self.drift:
            kind = "serial"
        if kind == "none":
            return [], ""
        if kind in ("serial", "bigserial", "identity", "always"):
            type_name = "bigint" if kind == "bigserial" else "integer"
            column = Column("id", type_name, tuple(str(n) for n in (1, 2, 3)))
            text = {
                "identity": "integer GENERATED BY DEFAULT AS IDENTITY (START 5)",
                "always": "integer GENERATED ALWAYS AS IDENTITY",
            }.get(kind, kind)
            column.given = False
            table.columns.append(column)
            table.key = [column]
            text = f"id {text}"
            return [text], f"{self.constraint_name(table, 'pk')}PRIMARY KEY (id)"
        names = {"uuid": ("id",), "text": (self.pick(("id", "site_id", "Kéy '%s'")),)}.get(
            kind, ("id", self.pick(("part", "a b", "select")))
        )
        for name in names:
            type_name = {"uuid": "uuid", "text": "text"}.get(kind) or self.pick(KEY_TYPES)
            table.columns.append(
                Column(name, type_name, tuple(key_value(type_name, n) for n in (1, 2, 3)))
            )
        table.key = list(table.columns)
        listed = ", ".join(quote(name) for name in names)
        if self.chance(20):
            table.key = table.key if self.chance(50) else []
            if not table.key:
                return [f"{quote(c.name)} {c.type}" for c in table.columns], f"UNIQUE ({listed})"
        return (
            [f"{quote(c.name)} {c.type}" for c in table.columns],
            f"{self.constraint_name(table, 'pk')}PRIMARY KEY ({listed})",
        )

    def constraint_name(self, table: Table, suffix: str) -> str:
        if self.chance(75):
            return ""
        name = self.pick(("Key %s", "열쇠'", 'a"b', "k" * 55)) + table.name[7:14] + suffix
        return f"CONSTRAINT {quote(name[:60])} "

    def make_table(self, name: str) -> Table:
        table = Table(name)
        # Only a history table as it stands in the field goes to the audit log.
        self.drift = not (name == "v1_hub_work_slots_history" and self.chance(60))
        definitions, constraint = self.key_columns(table)
        keys = len(definitions)
        retired = name in RETIRED
        if not retired or not self.drift or self.chance(75):
            definitions += self.shaped_columns(table)
        if self.drift and (retired or self.chance(20)):
            definitions += self.free_columns(table, 5 if retired else 2)
        if self.chance(20):  # the key need not come first
            definitions = definitions[keys:] + definitions[:keys]
            table.columns = table.columns[keys:] + table.columns[:keys]
        if constraint:
            definitions.append(constraint)
        self.tables[name] = table
        storage = "UNLOGGED " if retired and self.chance(4) else ""
        options = " WITH (fillfactor = 70)" if self.chance(8) else ""
        partitioned = ""
        if retired and self.drift and self.chance(6):
            by = table.key[0].name if table.key else None
            if by:
                partitioned = f" PARTITION BY HASH ({quote(by)})"
                options = storage = ""
        self.add(
            f"CREATE {storage}TABLE {name} (\n    "
            + ",\n    ".join(definitions)
            + f"\n){partitioned}{options}"
        )
        if partitioned:
            for rest in (0, 1):
                bounds = f"WITH (MODULUS 2, REMAINDER {rest})"
                self.add(f"CREATE TABLE {name}_p{rest} PARTITION OF {name} FOR VALUES {bounds}")
        return table

    # --- rows and writes -------------------------------------------------------------------------
    def value(self, column: Column, table: Table) -> str:
        if column in table.key and column.given and self.chance(85):
            return literal(key_value(column.type, table.number))
        if self.chance(2 if column.required else 12):
            return "NULL"
        if column.default and self.chance(10):
            return "DEFAULT"
        return literal(self.pick(column.values))

    def insert(self, table: Table, *, rows: int = 1, target: str = "") -> str:
        named = [c for c in table.named if self.chance(98 if c.required else 85) or c in table.key]
        if not named:
            return f"INSERT INTO {target or table.name} DEFAULT VALUES"
        lines = []
        for _ in range(rows):
            table.number += 1
            lines.append(f"({', '.join(self.value(c, table) for c in named)})")
        listed = ", ".join(quote(c.name) for c in named)
        return f"INSERT INTO {target or table.name} ({listed}) VALUES {', '.join(lines)}"

    def where(self, table: Table) -> str:
        if self.chance(10):
            return ""
        if table.key:
            key = table.key[0]
            number = self.random.randint(1, max(1, min(table.number, 6)))
            value = str(number) if not key.given else key_value(key.type, number)
            return f" WHERE {quote(key.name)} = {literal(value)}"
        columns = table.columns or [Column("id", "integer", ("1",))]
        column = self.pick(columns)
        if column.type in KEY_TYPES:
            return f" WHERE {quote(column.name)} = {literal(self.pick(column.values))}"
        return f" WHERE {quote(column.name)} IS NULL"

    def write(self, table: Table) -> Statement:
        returning = self.pick(("", " RETURNING *", f" RETURNING {table.name}::text"))
        star = "*"
        if table.name == "v1_hub_proxies":  # it has three columns more: the report asks for them
            star = ", ".join(quote(c.name) for c in table.columns)
            returning = f" RETURNING {star}"
        role = self.pick((OWNER,) * 6 + (READER, WRITER, GROUP))
        what = self.pick(
            (
                "insert",
                "insert",
                "insert",
                "update",
                "update",
                "delete",
                "upsert",
                "select",
                "select",
                "lock",
                "merge",
                "select insert",
                "cte",
                "defaults",
                "using",
            )
        )
        name = table.name
        if what == "insert":
            rows = self.pick((1, 1, 2, 3))
            query = self.insert(table, rows=rows) + returning
            return Statement(query, name, "insert many" if rows > 1 else "insert", role)
        if what == "defaults":
            return Statement(f"INSERT INTO {name} DEFAULT VALUES{returning}", name, "insert", role)
        if what == "select insert" and table.named:
            columns = [c for c in table.named if c not in table.key] or table.named
            listed = ", ".join(quote(c.name) for c in columns)
            query = f"INSERT INTO {name} ({listed}) SELECT {listed} FROM {name}{self.where(table)}"
            return Statement(query + returning, name, "insert many", role)
        if what in ("update", "using", "cte") and table.named:
            columns = self.some(table.named, 3) or [table.named[0]]
            sets = ", ".join(f"{quote(c.name)} = {self.value(c, table)}" for c in columns)
            if what == "using":
                query = f"UPDATE {name} SET {sets} FROM (VALUES (1), (2)) AS two (n)"
                query += self.where(table) + returning
                return Statement(query, name, "update many", role)
            else:
                query = f"UPDATE {name} SET {sets}{self.where(table)}"
            if what == "cte":
                query = f"WITH changed AS ({query} RETURNING *) SELECT count(*) FROM changed"
                returning = ""
            return Statement(query + returning, name, "update", role)
        if what == "delete":
            return Statement(
                f"DELETE FROM {name}{self.where(table)}{returning}", name, "delete", role
            )
        if what == "upsert" and table.key:
            key = ", ".join(quote(c.name) for c in table.key)
            insert = self.insert(table)
            columns = [c for c in table.named if c not in table.key][:2]
            sets = ", ".join(f"{quote(c.name)} = EXCLUDED.{quote(c.name)}" for c in columns)
            action = f"UPDATE SET {sets}" if sets and self.chance(70) else "NOTHING"
            return Statement(
                f"{insert} ON CONFLICT ({key}) DO {action}{returning}", name, "upsert", role
            )
        if what == "lock":
            clause = self.pick(("UPDATE", "SHARE", "NO KEY UPDATE", "UPDATE SKIP LOCKED"))
            return Statement(
                f"SELECT {star} FROM {name}{self.where(table)} FOR {clause}", name, "select", role
            )
        if what == "merge" and table.named and table.key:
            changed, by = table.named[-1], table.key[0]
            query = (
                f"MERGE INTO {name} AS t "
                f"USING (VALUES ({self.value(by, table)}::{by.type})) AS s (k) "
                f"ON t.{quote(by.name)} = s.k "
                f"WHEN MATCHED THEN UPDATE SET {quote(changed.name)} = "
                f"{self.value(changed, table)}"
            )
            return Statement(query, name, "merge", role)
        if star != "*":
            return Statement(f"SELECT {star} FROM {name}", name, "select", role)
        shape = self.pick(
            (
                "SELECT * FROM {0}",
                "SELECT t FROM {0} t",
                "SELECT row_to_json(t) FROM {0} t",
                "SELECT count(*), count(t) FROM {0} t",
                "SELECT (t).* FROM {0} t",
                "TABLE {0}",
                "SELECT t::text FROM {0} t CROSS JOIN {0} u LIMIT 0",
                "SELECT to_jsonb(t) FROM {0} t",
                "SELECT t FROM {0} t WHERE t IS NOT NULL",
            )
        )
        return Statement(shape.format(name), name, "select", role)

    # --- neighbours ------------------------------------------------------------------------------
    def neighbours(self, table: Table) -> None:
        name, first = table.name, table.columns[0].name if table.columns else ""
        key = table.key[0] if table.key else None
        makers: list[Callable[[], None]] = [
            lambda: self.make_views(table),
            lambda: self.make_functions(table),
            lambda: self.make_rights(table),
            lambda: self.make_indexes(table),
        ]
        for maker in makers:
            if self.chance(40):
                maker()
        if self.chance(30):
            self.add(f"COMMENT ON TABLE {name} IS {literal(self.pick(('표', 'it is %s', '$$')))}")
            if first:
                self.add(f"COMMENT ON COLUMN {name}.{quote(first)} IS 'a \"column\" $1 %I'")
        if key and self.chance(25):
            target = self.pick(("neighbour", 'Neigh"bour'))
            self.add(
                f"CREATE TABLE {quote(target + name[6:])} (n serial PRIMARY KEY, ref {key.type} "
                f"REFERENCES {name} ON DELETE {self.pick(('CASCADE', 'SET NULL', 'NO ACTION'))}"
                f"{self.pick(('', ' ON UPDATE CASCADE', ' DEFERRABLE INITIALLY DEFERRED'))})"
            )
            self.add(
                f"INSERT INTO {quote(target + name[6:])} (ref) SELECT {quote(key.name)} "
                f"FROM {name} LIMIT 2"
            )
        if key and self.chance(12):  # self-referencing
            self.add(
                f"ALTER TABLE {name} ADD COLUMN parent {key.type} "
                f"REFERENCES {name} ({quote(key.name)}) ON DELETE SET NULL"
            )
            table.columns.append(Column("parent", key.type, key.values))
        if self.chance(15):
            self.add(f"CREATE TABLE {name}_archive (LIKE {name} INCLUDING ALL)")
        if self.chance(5):
            self.add(f"CREATE TABLE {name}_child () INHERITS ({name})")
        if self.chance(8):
            self.make_trigger(table)
        if self.chance(8):
            self.make_policy(table)
        if self.chance(5) and first:
            self.add(
                f'CREATE RULE "on d" AS ON DELETE TO {name} DO ALSO '
                f"INSERT INTO rule_log VALUES (OLD.{quote(first)}::text)"
            )
        if self.chance(4):
            self.add(f"CREATE PUBLICATION {quote('pub ' + name[7:20])} FOR TABLE {name}")
        if self.chance(5) and len(table.columns) > 1:
            self.add(
                f"CREATE STATISTICS ON {quote(first)}, {quote(table.columns[1].name)} FROM {name}"
            )
        if self.chance(5):
            self.add(f"ALTER TABLE {name} REPLICA IDENTITY FULL")
        if self.chance(4):
            self.add(f"CREATE TABLE holder_{name[7:]} (x {name}, y {name}[])")
        if self.chance(8) and len(table.columns) > 2 and table.columns[-1] not in table.key:
            column = table.columns.pop()
            self.add(f"ALTER TABLE {name} DROP COLUMN {quote(column.name)} CASCADE")
        if self.chance(8):
            self.add(
                f"ALTER TABLE {name} ADD CONSTRAINT late_check CHECK "
                f"({quote(first) if first else '1'} IS NOT NULL OR true) NOT VALID"
            )

    def make_views(self, table: Table) -> None:
        name, columns = table.name, table.columns
        short = name[7:]
        kinds = self.some(
            (
                "star",
                "rows",
                "group",
                "count",
                "matview",
                "nested",
                "join",
                "barrier",
                "check",
                "json",
                "schema",
                "union",
                "invoker",
            ),
            3,
        )
        listed = ", ".join(f"t.{quote(c.name)}" for c in columns) or "1 AS one"
        for kind in kinds:
            view = quote(f"V {kind} {short}")
            if kind == "star":
                self.add(f"CREATE VIEW {view} AS SELECT * FROM {name}")
                if self.chance(30):
                    self.add(f"GRANT SELECT, INSERT ON {view} TO {quote(READER)}")
                    self.add(f"COMMENT ON VIEW {view} IS 'it''s'")
                if columns and self.chance(30):
                    self.add(f"ALTER VIEW {view} ALTER {quote(columns[0].name)} SET DEFAULT NULL")
            elif kind == "rows":
                whole = "t AS whole, " if self.chance(10) else ""  # refused
                self.add(f"CREATE VIEW {view} AS SELECT {whole}t::text AS txt FROM {name} t")
            elif kind == "group" and table.key:
                self.add(
                    f"CREATE VIEW {view} AS SELECT {listed}, count(*) AS n_rows FROM {name} t "
                    f"GROUP BY {', '.join('t.' + quote(c.name) for c in table.key)}"
                )
            elif kind == "count":
                self.add(
                    f"CREATE VIEW {view} AS SELECT count(*) AS n FROM {name} HAVING count(*) >= 0"
                )
            elif kind == "matview":
                self.add(f"CREATE MATERIALIZED VIEW {view} AS SELECT * FROM {name}")
                if columns and self.chance(50):
                    self.add(f"CREATE INDEX ON {view} ({quote(columns[0].name)})")
                if self.chance(40):
                    over = quote(f"V over {short}")
                    self.add(f"CREATE VIEW {over} AS SELECT count(*) FROM {view}")
                    self.add(f"GRANT SELECT ON {view}, {over} TO {quote(WRITER)}")
                if self.chance(20):
                    self.add(f"REFRESH MATERIALIZED VIEW {view} WITH NO DATA")
            elif kind == "nested":
                inner = quote(f"V inner {short}")
                self.add(f"CREATE VIEW {inner} AS SELECT {listed} FROM {name} t WHERE true")
                self.add(f"CREATE VIEW {view} AS SELECT * FROM {inner} WHERE true")
                self.hub.writes.append(Statement(f"SELECT * FROM {view}"))
            elif kind == "join":
                other = self.pick(tuple(self.tables))
                self.add(
                    f"CREATE VIEW {view} AS SELECT count(*) AS n FROM {name} a "
                    f"LEFT JOIN {other} b ON true JOIN LATERAL (SELECT a.*) c ON true"
                )
            elif kind == "barrier":
                self.add(
                    f"CREATE VIEW {view} WITH (security_barrier) AS SELECT {listed} FROM {name} t"
                )
            elif kind == "check" and columns:
                self.add(
                    f"CREATE VIEW {view} AS SELECT * FROM {name} "
                    f"WHERE {quote(columns[0].name)} IS NOT NULL WITH CASCADED CHECK OPTION"
                )
            elif kind == "json":
                self.add(f"CREATE VIEW {view} AS SELECT row_to_json(t) AS j FROM {name} t")
            elif kind == "schema":
                self.add(f"CREATE VIEW other.{view} AS SELECT t.* FROM {name} t")
                if self.chance(50):
                    self.add(f"ALTER VIEW other.{view} OWNER TO {quote(GROUP)}")
            elif kind == "union":
                self.add(f"CREATE VIEW {view} AS SELECT * FROM {name} UNION ALL TABLE {name}")
            elif kind == "invoker":
                self.add(
                    f"CREATE VIEW {view} WITH (security_invoker = true) AS SELECT * FROM {name}"
                )

    def make_functions(self, table: Table) -> None:
        name, short = table.name, table.name[7:]
        kinds = self.some(
            ("row", "setof", "atomic", "plpgsql", "rowtype", "procedure", "definer"), 2
        )
        for kind in kinds:
            f = quote(f"f {kind} {short}")
            if kind == "row":
                self.add(
                    f"CREATE FUNCTION {f}(r {name}) RETURNS text LANGUAGE sql STABLE "
                    f"AS 'SELECT $1::text'"
                )
                self.add(f"GRANT EXECUTE ON FUNCTION {f} TO {quote(READER)}")
                self.hub.writes.append(Statement(f"SELECT {f}(t) FROM {name} t"))
            elif kind == "setof":
                self.add(
                    f"CREATE FUNCTION {f}() RETURNS SETOF {name} LANGUAGE sql STABLE "
                    f"AS 'SELECT * FROM {name}'"
                )
                self.add(f"COMMENT ON FUNCTION {f} IS 'it''s'")
                self.hub.writes.append(Statement(f"SELECT * FROM {f}()"))
            elif kind == "atomic":
                self.add(
                    f"CREATE FUNCTION {f}() RETURNS bigint LANGUAGE sql "
                    f"BEGIN ATOMIC SELECT count(*) FROM {name}; END"
                )
                self.hub.writes.append(Statement(f"SELECT {f}()"))
            elif kind == "plpgsql":
                self.add(
                    f"CREATE FUNCTION {f}() RETURNS bigint LANGUAGE plpgsql AS "
                    f"$f$DECLARE n bigint := 0; r {name}%ROWTYPE; BEGIN "
                    f"FOR r IN SELECT * FROM {name} LOOP n := n + 1; END LOOP; RETURN n; END$f$"
                )
                self.hub.writes.append(Statement(f"SELECT {f}()"))
            elif kind == "rowtype":
                self.add(
                    f"CREATE FUNCTION {f}(r {name}[]) RETURNS {name} LANGUAGE sql AS 'SELECT $1[1]'"
                )
                self.hub.writes.append(
                    Statement(f"SELECT {f}(array_agg(t)) FROM {name} t WHERE false")
                )
            elif kind == "procedure" and table.named:
                self.add(
                    f"CREATE PROCEDURE {f}() LANGUAGE sql BEGIN ATOMIC "
                    f"DELETE FROM {name} WHERE false; END"
                )
                self.hub.writes.append(Statement(f"CALL {f}()"))
            elif kind == "definer":
                self.add(
                    f"CREATE FUNCTION {f}() RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER "
                    f"AS $f$BEGIN RETURN QUERY SELECT t::text FROM {name} t; END$f$"
                )
                self.hub.writes.append(Statement(f"SELECT * FROM {f}()", "", "select", READER))

    def make_rights(self, table: Table) -> None:
        name, columns = table.name, table.columns
        for _ in range(self.random.randint(0, 3)):
            role = self.pick((quote(READER), quote(WRITER), quote(GROUP), "PUBLIC"))
            right = self.pick(
                (
                    "SELECT",
                    "INSERT",
                    "UPDATE",
                    "DELETE",
                    "SELECT, INSERT",
                    "ALL",
                    "REFERENCES",
                    "TRIGGER",
                    "TRUNCATE",
                )
            )
            if (
                columns
                and right in ("SELECT", "INSERT", "UPDATE", "REFERENCES")
                and self.chance(40)
            ):
                right += f" ({quote(self.pick(columns).name)})"
            grant = " WITH GRANT OPTION" if role != "PUBLIC" and self.chance(20) else ""
            self.add(f"GRANT {right} ON {name} TO {role}{grant}")
        what = self.random.randint(0, 19)
        if what == 19:
            self.add(f"ALTER TABLE {name} OWNER TO {quote(GROUP)}")
        elif what == 18:
            self.add(f"REVOKE INSERT, UPDATE ON {name} FROM {OWNER}")
        elif what == 17:
            self.add(f"ALTER DEFAULT PRIVILEGES GRANT SELECT, DELETE ON TABLES TO {quote(READER)}")
        elif what == 16:
            self.add(f"REVOKE ALL ON {name} FROM {OWNER}")
        owned = table.key and not table.key[0].given
        if owned and self.chance(50):
            self.add(f"GRANT USAGE ON SEQUENCE {name}_id_seq TO {quote(WRITER)}")

    def make_indexes(self, table: Table) -> None:
        for column in self.some(table.columns, 2):
            c = quote(column.name)
            kind = self.pick(
                ("", "UNIQUE ", "partial", "expression", "constraint", "hash", "include")
            )
            if kind in ("", "UNIQUE "):
                self.add(f"CREATE {kind}INDEX ON {table.name} ({c})")
            elif kind == "partial":
                self.add(
                    f"CREATE INDEX {quote('i %s ' + table.name[7:20])} ON {table.name} ({c} DESC) "
                    f"WHERE {c} IS NOT NULL"
                )
            elif kind == "expression":
                self.add(f"CREATE UNIQUE INDEX ON {table.name} (({c} IS NULL), {c})")
            elif kind == "constraint":
                self.add(
                    f"ALTER TABLE {table.name} ADD CONSTRAINT "
                    f"{quote('uq_' + table.name[7:30] + str(len(self.hub.setup)))} UNIQUE ({c}) "
                    f"{self.pick(('', 'DEFERRABLE', 'NOT DEFERRABLE'))}"
                )
            elif kind == "hash":
                self.add(f"CREATE INDEX ON {table.name} USING hash ({c})")
            else:
                self.add(f"CREATE INDEX ON {table.name} ({c}) INCLUDE ({c})")

    def make_trigger(self, table: Table) -> None:
        when = self.pick(("BEFORE", "AFTER"))
        level = self.pick(("ROW", "ROW", "STATEMENT"))
        body = self.pick(("touch", "whole", "setting"))
        function = {"touch": "t_touch", "whole": "t_whole", "setting": "t_count"}[body]
        self.add(
            f"CREATE TRIGGER {quote('tr %s ' + body)} {when} INSERT OR UPDATE OR DELETE "
            f"ON {table.name} FOR EACH {level} EXECUTE FUNCTION {function}()"
        )
        if self.chance(20):
            self.add(f"ALTER TABLE {table.name} DISABLE TRIGGER {quote('tr %s ' + body)}")

    def make_policy(self, table: Table) -> None:
        condition = "true"
        if table.columns and self.chance(60):
            condition = f"{quote(table.columns[0].name)} IS NOT NULL"
        self.add(
            f'CREATE POLICY "p %s" ON {table.name} FOR {self.pick(("ALL", "SELECT", "UPDATE"))} '
            f"TO {self.pick(('PUBLIC', quote(READER)))} USING ({condition})"
        )
        self.add(f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY")
        self.add(f"GRANT ALL ON {table.name} TO {quote(READER)}")

    # --- the hub ---------------------------------------------------------------------------------
    def make(self) -> Hub:
        self.hub.schema = self.pick(REFUSED_SCHEMAS if self.chance(2) else SCHEMAS)
        self.add("CREATE SEQUENCE hub_clock_seq")
        self.add(
            "CREATE FUNCTION hub_clock() RETURNS timestamp LANGUAGE sql AS "
            f"$$SELECT '2026-01-01'::timestamp + interval '1 s' * nextval("
            f"{literal(quote(self.hub.schema) + '.hub_clock_seq')})$$"
        )
        self.add("GRANT USAGE ON SEQUENCE hub_clock_seq TO PUBLIC")
        self.add("CREATE SCHEMA other")
        self.add("GRANT ALL ON SCHEMA other TO PUBLIC")
        self.add("CREATE TABLE rule_log (line text)")
        self.add(
            "CREATE FUNCTION t_touch() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN IF tg_op = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END$$"
        )
        self.add(
            "CREATE FUNCTION t_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
            f"$$BEGIN INSERT INTO {quote(self.hub.schema)}.rule_log "
            "VALUES (coalesce(NEW, OLD)::text); "
            "IF tg_op = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END$$"
        )
        self.add(
            "CREATE FUNCTION t_count() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN PERFORM set_config('hub.counted', 'yes', true); "
            "IF tg_op = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END$$"
        )
        for name in self.some(tuple(MADE), 4):
            self.made.append(name)
            self.add(MADE[name][0].format(quote(name)))
        for name in KEPT:
            if self.chance(45):
                self.make_table(name)
        picked = [name for name in RETIRED if self.chance(40)] or [self.pick(RETIRED)]
        for name in picked:
            self.make_table(name)
        for table in self.tables.values():
            for _ in range(self.random.choice((0, 1, 3, 4, 6))):
                self.add(self.insert(table))
        for name in picked:
            self.neighbours(self.tables[name])
        for name in (*picked, *picked, *picked, *(n for n in self.tables if n in KEPT)):
            for _ in range(self.random.randint(1, 4)):
                self.hub.writes.append(self.write(self.tables[name]))
        for name in picked:
            self.hub.later.append(self.write(self.tables[name]))
        return self.hub


def make_hub(number: int) -> Hub:
    """The hub of a number, always the same one."""
    hub = Maker(number).make()
    hub.number = number
    return hub


def hubs() -> st.SearchStrategy[Hub]:
    """A hub is made of one number: of many choices Hypothesis would make hubs nearly alike.

    What shrinks a hub is hub_cycle.reduce_hub(), statement by statement.
    """
    return st.integers(0, 2**64 - 1).map(make_hub)
