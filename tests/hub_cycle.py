"""One hub through install, writes, rollback and install again, beside an untouched twin."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import StringIO, TextIOBase
from typing import Any

import psycopg
from psycopg.pq import ExecStatus

from servers import OWNER, Database, Server
from v1_hub import cli
from v1_hub.registry import RETIRED

READER, WRITER, GROUP = "fuzz reader", "퍼즈'r %s", "Fuzz_Group"
HISTORY = "v1_hub_work_slots_history"
SESSION = (
    "SET client_min_messages = error; SET extra_float_digits = 1; SET TimeZone = 'Asia/Seoul';"
)
SEEN: Counter[str] = Counter()  # what was done in this run, by kind


def quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True)
class Statement:
    """SQL for both twins; what it does says whether PostgreSQL allows that on every view."""

    query: str
    table: str = ""
    does: str = "select"  # insert, update, delete, upsert, merge, lock
    role: str = OWNER

    def allowed(self, treatments: dict[str, str], major: int) -> bool:
        """Not one of the limits that docs/limits.md lists."""
        treatment = treatments.get(self.table, "")
        # The generic trigger writes history as the hub's own did not: the reference hub's tests.
        if self.table == "v1_hub_work_slots" and treatments.get(HISTORY) == "history":
            return False
        if self.does == "merge" and major < 17:
            return not treatment
        if treatment == "history":
            return self.does in ("select", "insert")  # not "insert many"
        return treatment != "fold" or self.does not in ("upsert", "update many", "insert many")


@dataclass
class Hub:
    """A hub as the statements that make it; those that fail on both twins are no matter."""

    schema: str = "public"
    setup: list[str] = field(default_factory=list)
    writes: list[Statement] = field(default_factory=list)
    later: list[Statement] = field(default_factory=list)  # after the rollback
    number: int = 0  # what it was generated from

    def script(self) -> str:
        """The hub as SQL that reproduces it; long values are shortened."""
        lines = [
            f"SET search_path = {quote(self.schema)};",
            *self.setup,
            "-- install",
            *(f"/* {w.role} */ {w.query}" if w.role != OWNER else w.query for w in self.writes),
            "-- rollback",
            *(w.query for w in self.later),
        ]
        return "\n".join(re.sub(r"(긴 글 )+", "긴 글 ", line).rstrip(";") + ";" for line in lines)


class Difference(AssertionError):
    """The twins are not equal, or the installer failed."""


@dataclass(frozen=True)
class Outcome:
    """What a statement shows, as text."""

    status: str = ""
    columns: tuple[tuple[str, str, int], ...] = ()
    rows: tuple[str, ...] = ()
    refusal: tuple[str | None, ...] = ()

    def explain(self, other: Outcome) -> str:
        told = []
        for name in ("status", "columns", "refusal"):
            one, two = getattr(self, name), getattr(other, name)
            if one != two:
                told.append(f"  {name}: {one}\n  became: {two}")
        lost = [row for row in self.rows if row not in set(other.rows)]
        came = [row for row in other.rows if row not in set(self.rows)]
        if lost or came:
            told.append(f"  rows lost: {clip(lost)}\n  rows that came: {clip(came)}")
        return "\n".join(told) or "  the same rows, in other numbers"


def name_as_before(message: str) -> str:
    """Message or detail of a refused write, which name the leaf: docs/limits.md."""
    for entry in RETIRED:
        message = message.replace(f'"{entry.leaf}"', f'"{entry.table_name}"')
        message = re.sub(rf"\btable {entry.leaf}$", f"table {entry.table_name}", message)
    return message


def clip(rows: Sequence[str]) -> str:
    return f"{len(rows)}" + "".join(f"\n    {row[:700]}" for row in rows[:4])


# --- the two sides -------------------------------------------------------------------------------
class Side:
    """One twin: its sessions, one a role, and the names of its types."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.sessions: dict[str, psycopg.Connection[Any]] = {}
        self.types: dict[int, str] = {}
        self.path = ""

    def start(self, schema: str) -> None:
        self.types.clear()
        self.path = f"SET search_path = {quote(schema)}; {SESSION}"
        for connection in self.sessions.values():
            connection.pgconn.exec_(self.path.encode())

    def session(self, role: str = OWNER) -> psycopg.Connection[Any]:
        if role not in self.sessions:
            self.sessions[role] = self.database.connect(role)
            self.sessions[role].pgconn.exec_(self.path.encode())
        return self.sessions[role]

    def close(self) -> None:
        for connection in self.sessions.values():
            connection.close()
        self.sessions.clear()

    def run(self, query: str, role: str = OWNER) -> Outcome:
        result = self.session(role).pgconn.exec_(query.encode())
        if result.status == ExecStatus.TUPLES_OK:
            names = self.type_names({result.ftype(i) for i in range(result.nfields)})
            columns = tuple(
                ((result.fname(i) or b"").decode(), names[result.ftype(i)], result.fmod(i))
                for i in range(result.nfields)
            )
            rows = sorted(
                "\x1f".join(
                    "<null>" if value is None else value.decode()
                    for value in (result.get_value(row, i) for i in range(result.nfields))
                )
                for row in range(result.ntuples)
            )
            return Outcome((result.command_status or b"").decode(), columns, tuple(rows))
        if result.status == ExecStatus.FATAL_ERROR:
            told = psycopg.errors.Diagnostic(result)
            # Of a view PostgreSQL says so, and knows nothing of the column's place in the table.
            message = re.sub(r"\bview\b", "table", told.message_primary or "")
            message = name_as_before(message)
            return Outcome(refusal=(told.sqlstate, told.column_name, told.constraint_name, message))
        return Outcome((result.command_status or b"").decode())

    def type_names(self, oids: set[int]) -> dict[int, str]:
        unknown = ",".join(str(oid) for oid in oids if oid not in self.types)
        if unknown:
            found = self.session().pgconn.exec_(
                f"SELECT oid, typname FROM pg_type WHERE oid IN ({unknown})".encode()
            )
            for row in range(found.ntuples):
                oid, name = found.get_value(row, 0), found.get_value(row, 1)
                self.types[int(oid or b"0")] = (name or b"").decode()
        return {oid: self.types.get(oid, "?") for oid in oids}

    def lines(self, query: str) -> list[str]:
        seen = self.run(query)
        if seen.refusal:
            raise RuntimeError(f"{query}\n{seen.refusal}")
        return list(seen.rows)


USER_SCHEMAS = """
SELECT oid, nspname FROM pg_namespace
WHERE nspname !~ '^(pg_|information_schema$|v1_hub$|v1_hub_retired$)'
"""

CATALOGUE = rf"""
WITH n AS ({USER_SCHEMAS}),
c AS (SELECT c.*, c.oid::regclass::text AS named FROM pg_class c JOIN n ON n.oid = c.relnamespace),
acl AS (
    SELECT c.oid, 0 AS num, c.relacl AS items, c.relowner AS owner, c.relkind FROM c
    UNION ALL SELECT c.oid, a.attnum, a.attacl, c.relowner, c.relkind FROM c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attacl IS NOT NULL AND NOT a.attisdropped
)
SELECT concat_ws(' | ', 'relation', named, relkind, relpersistence, relowner::regrole, reloptions,
    relrowsecurity, relforcerowsecurity, relreplident, relispartition,
    pg_get_expr(relpartbound, oid), relispopulated, obj_description(oid, 'pg_class'),
    (SELECT amname FROM pg_am WHERE pg_am.oid = relam), reloftype::regtype)
FROM c
UNION ALL
SELECT concat_ws(' | ', 'column', c.named,
    row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), quote_ident(a.attname),
    format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
    a.attstorage, a.attcompression, a.attcollation::regcollation,
    -- 15.20 keeps a number of its own there.
    (SELECT string_agg(o, ',') FROM unnest(a.attoptions) AS o WHERE o NOT LIKE 'pg\_attver=%%'),
    coalesce(a.attstattarget, -1), a.attislocal, a.attinhcount,
    pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum))
FROM c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relkind <> 'i'
UNION ALL
SELECT concat_ws(' | ', 'right', acl.oid::regclass, acl.num, e.grantee::regrole, e.privilege_type,
    bool_or(e.is_grantable AND e.grantee <> acl.owner))
FROM acl, aclexplode(coalesce(acl.items, acldefault(
    CASE WHEN acl.relkind = 'S' THEN 's'::"char" ELSE 'r' END, acl.owner))) e
WHERE acl.relkind <> 'i'
GROUP BY acl.oid, acl.num, e.grantee, e.privilege_type
UNION ALL
SELECT concat_ws(' | ', 'constraint', coalesce(c.named, k.contypid::regtype::text),
    quote_ident(k.conname), pg_get_constraintdef(k.oid), k.convalidated, k.conislocal,
    k.coninhcount, k.condeferrable, k.condeferred, obj_description(k.oid, 'pg_constraint'))
FROM pg_constraint k JOIN n ON n.oid = k.connamespace LEFT JOIN c ON c.oid = k.conrelid
UNION ALL
SELECT concat_ws(' | ', 'index', i.indexrelid::regclass, pg_get_indexdef(i.indexrelid),
    i.indisclustered, i.indisreplident, i.indisvalid, i.indisprimary,
    obj_description(i.indexrelid, 'pg_class'), x.reloptions)
FROM pg_index i JOIN c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
UNION ALL
SELECT concat_ws(' | ', 'trigger', c.named, pg_get_triggerdef(t.oid), t.tgenabled,
    obj_description(t.oid, 'pg_trigger'))
FROM pg_trigger t JOIN c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL
SELECT concat_ws(' | ', 'rule', c.named, pg_get_ruledef(r.oid), r.ev_enabled,
    obj_description(r.oid, 'pg_rewrite'))
FROM pg_rewrite r JOIN c ON c.oid = r.ev_class
UNION ALL
SELECT concat_ws(' | ', 'policy', c.named, p.polname, p.polcmd, p.polpermissive,
    p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid),
    pg_get_expr(p.polwithcheck, p.polrelid), obj_description(p.oid, 'pg_policy'))
FROM pg_policy p JOIN c ON c.oid = p.polrelid
UNION ALL
SELECT concat_ws(' | ', 'routine', p.oid::regprocedure, p.proowner::regrole, p.prosecdef,
    CASE WHEN p.prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) END,
    obj_description(p.oid, 'pg_proc'),
    (SELECT string_agg(e.grantee::regrole::text, ',' ORDER BY e.grantee::regrole::text)
     FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) e))
FROM pg_proc p JOIN n ON n.oid = p.pronamespace
UNION ALL
SELECT concat_ws(' | ', 'type', t.oid::regtype, t.typtype, t.typowner::regrole,
    format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault)
FROM pg_type t JOIN n ON n.oid = t.typnamespace
UNION ALL
SELECT concat_ws(' | ', 'sequence', c.named, s.seqtypid::regtype, s.seqstart, s.seqincrement,
    s.seqmax, s.seqmin, s.seqcache, s.seqcycle,
    (SELECT concat_ws('.', d.refobjid::regclass, a.attname, d.deptype) FROM pg_depend d
     JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
     WHERE d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.classid = 'pg_class'::regclass
       AND d.refclassid = 'pg_class'::regclass))
FROM pg_sequence s JOIN c ON c.oid = s.seqrelid
UNION ALL
SELECT concat_ws(' | ', 'inherits', i.inhrelid::regclass, i.inhparent::regclass, i.inhseqno)
FROM pg_inherits i JOIN c ON c.oid = i.inhrelid
UNION ALL
SELECT concat_ws(' | ', 'statistics', pg_get_statisticsobjdef(s.oid),
    obj_description(s.oid, 'pg_statistic_ext'))
FROM pg_statistic_ext s JOIN n ON n.oid = s.stxnamespace
UNION ALL
SELECT concat_ws(' | ', 'publication', p.pubname, r.prrelid::regclass, pg_get_expr(r.prqual,
    r.prrelid), r.prattrs)
FROM pg_publication p LEFT JOIN pg_publication_rel r ON r.prpubid = p.oid
UNION ALL
SELECT concat_ws(' | ', 'default right', defaclrole::regrole, defaclnamespace::regnamespace,
    defaclobjtype, defaclacl)
FROM pg_default_acl
"""

RELATIONS = f"""
SELECT
    quote_ident(n.nspname) || '.' || quote_ident(c.relname),
    c.relkind,
    CASE c.relkind WHEN 'S' THEN (
        SELECT k.relname FROM pg_depend d JOIN pg_class k ON k.oid = d.refobjid
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i'
    ) ELSE coalesce((
        SELECT string_agg('t.' || quote_ident(a.attname), ', ' ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    ), '') END,
    c.relname
FROM pg_class c JOIN ({USER_SCHEMAS}) n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND c.relpersistence <> 't'
ORDER BY 1
"""

SHAPE = """
SELECT concat_ws(' | ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
    a.attcollation::regcollation, col_description(a.attrelid, a.attnum),
    CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END)
FROM pg_attribute a
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = {0}::regclass AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
"""


@dataclass(frozen=True)
class Relation:
    named: str
    kind: str
    columns: str
    name: str


# --- running install.py in a thread --------------------------------------------------------------
class PerThread(TextIOBase):
    """stdout for several installers at once: what a thread prints is its own."""

    def __init__(self, fallback: Any) -> None:
        self.fallback = fallback
        self.own = threading.local()

    def write(self, text: str) -> int:
        target = getattr(self.own, "buffer", None) or self.fallback
        return int(target.write(text))

    def flush(self) -> None:
        self.fallback.flush()


@contextmanager
def printing_apart() -> Iterator[PerThread]:
    """For threads: enter it around all of them, so that they find it in place."""
    if isinstance(sys.stdout, PerThread):
        yield sys.stdout
        return
    saved = sys.stdout, sys.stderr
    printer = PerThread(sys.stdout)
    sys.stdout = sys.stderr = printer
    try:
        yield printer
    finally:
        sys.stdout, sys.stderr = saved


# --- the cycle -----------------------------------------------------------------------------------
class Cycle:
    """A pair of databases that hub after hub is put into."""

    def __init__(self, server: Server, pg_dump_every: int = 10) -> None:
        self.server = server
        self.pg_dump_every = pg_dump_every
        self.count = 0
        make_roles(server)
        self._make_sides()

    def _make_sides(self) -> None:
        self.legacy, self.hub = (Side(self.server.create()) for _ in range(2))
        for side in (self.legacy, self.hub):
            with side.database.connect("postgres") as connection:
                connection.execute(
                    "GRANT CREATE ON DATABASE %s TO PUBLIC".replace(
                        "%s", side.database.name
                    ).encode()
                )

    def close(self) -> None:
        for side in (self.legacy, self.hub):
            side.close()
            self.server.drop(side.database)

    def install(self, command: str, *options: str) -> tuple[int, str]:
        told = StringIO()
        argv = [command, "--schema", self.schema, "--database-url", self.hub.database.url()]
        with printing_apart() as printer:
            printer.own.buffer = told
            try:
                status = cli.main([*argv, *options])
            finally:
                printer.own.buffer = None
        SEEN[command] += 1
        return status, told.getvalue()

    def _clean(self, schema: str) -> None:
        self.count += 1
        if self.count % 60 == 0:  # thousands of dropped functions make a catalogue slow
            self.close()
            self._make_sides()
        for side in (self.legacy, self.hub):
            for connection in side.sessions.values():
                connection.pgconn.exec_(b"ROLLBACK")
            side.session("postgres").pgconn.exec_(b"RESET ALL")
            for role in (OWNER, GROUP, READER, WRITER):
                done = side.run(f"DROP OWNED BY {quote(role)} CASCADE", "postgres")
                if done.refusal:
                    raise RuntimeError(done.refusal)
            side.run(
                f"GRANT ALL ON DATABASE {side.database.name} TO PUBLIC; DROP SCHEMA IF EXISTS "
                f"public CASCADE; CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO PUBLIC",
                "postgres",
            )
            side.start(schema)
            if schema != "public":
                side.run(f"CREATE SCHEMA {quote(schema)}")
                side.run(f"GRANT USAGE, CREATE ON SCHEMA {quote(schema)} TO PUBLIC")

    def both(self, statement: Statement) -> Outcome:
        one = self.legacy.run(statement.query, statement.role)
        two = self.hub.run(statement.query, statement.role)
        SEEN["statements"] += 1
        SEEN["refused statements"] += bool(one.refusal)
        if one != two:
            self.fail(f"{statement.role}: {statement.query[:1500]}\n{one.explain(two)}")
        return one

    def fail(self, what: str) -> None:
        raise Difference(what)

    def run(self, hub: Hub, *, again: bool = True) -> str:
        """The whole cycle; '' or the reason of the refusal. Raises Difference."""
        self.schema = hub.schema
        self._clean(hub.schema)
        self.setup_failed: list[str] = []
        for query in hub.setup:
            seen = self.both(Statement(query))
            SEEN["setup statements"] += 1
            if seen.refusal:
                self.setup_failed.append(f"{seen.refusal[0]} {seen.refusal[3]}: {query[:200]}")
        SEEN["setup statements failed"] += len(self.setup_failed)
        before = self.hub.lines(CATALOGUE)
        relations = self.read_relations()
        status, told = self.install("install")
        if status in (1, 3):
            return self.check_refusal(status, told, before)
        if status != 0:
            self.fail(f"install exits with {status}\n{told}")
        SEEN["hubs"] += 1
        treatments = dict(
            line.split("\x1f")
            for line in self.hub.lines("SELECT table_name, treatment FROM v1_hub.retired")
        )
        SEEN.update(f"treatment {treatment}" for treatment in treatments.values())
        self.compare_shapes(relations, treatments)
        self.compare_rows(relations, treatments)
        # One sequence numbers the whole audit log: history comes first, while its ids are equal.
        history = [s for s in hub.writes if s.table == HISTORY]
        for statement in [*history, *(s for s in hub.writes if s.table != HISTORY)]:
            if statement.allowed(treatments, self.server.major):
                self.both(statement)
                SEEN["writes"] += statement.does != "select"
            else:
                SEEN["writes that no view allows"] += 1
        self.compare_rows(relations, treatments)
        self.check_verify()
        self.roll_back(relations)
        for statement in hub.later:
            if statement.table != HISTORY or treatments.get(HISTORY) != "history":
                self.both(statement)
        if again:
            status, told = self.install("install")
            if status != 0:
                self.fail(f"the second install exits with {status}\n{told}")
            self.compare_shapes(relations, treatments)
            self.compare_rows(relations, treatments)
        return ""

    def check_refusal(self, status: int, told: str, before: list[str]) -> str:
        if self.hub.lines(CATALOGUE) != before:
            self.fail(f"install refused and changed the database\n{told}")
        planned, shown = self.install("plan", "--json")
        if planned != status:
            self.fail(f"install exits with {status}, plan with {planned}\n{told}\n{shown[:300]}")
        if status != 3:
            self.fail(f"install exits with {status}\n{told}")
        for why in ("schema name", "there is no hub"):
            if why in told:
                SEEN[f"refused: {why}"] += 1
                return why
        # Progress, which a busy machine gets to see, is printed beside it.
        plan, _ = json.JSONDecoder().raw_decode(shown, shown.index("{"))
        findings = [blocker["finding"] for blocker in plan["blockers"]]
        if not findings:
            self.fail(f"install is blocked without a reason\n{told}")
        for finding in findings:
            kind = re.sub(r'("[^"]*"|\S+\.\S+|\bv1_hub_\w+|policy .*?,|role .*?,)', "…", finding)
            SEEN[f"refused: {kind}"] += 1
        return "; ".join(findings)

    def read_relations(self) -> list[Relation]:
        return [Relation(*line.split("\x1f")) for line in self.legacy.lines(RELATIONS)]

    def compare_shapes(self, relations: Iterable[Relation], treatments: dict[str, str]) -> None:
        for relation in relations:
            if relation.name in treatments:
                query = SHAPE.format(literal(relation.named))
                one, two = self.legacy.run(query), self.hub.run(query)
                if one != two:
                    self.fail(f"shape of {relation.named}\n{one.explain(two)}")

    def compare_rows(self, relations: Iterable[Relation], treatments: dict[str, str]) -> None:
        for relation in relations:
            if relation.kind == "m":
                self.both(Statement(f"REFRESH MATERIALIZED VIEW {relation.named}"))
            if relation.kind == "S":
                if relation.columns == HISTORY or relation.name.startswith(HISTORY):
                    continue  # it numbered the whole audit log
                self.compare_sequence(relation, treatments)
                continue
            query = f"SELECT ROW({relation.columns})::text FROM {relation.named} t"
            self.both(Statement(query))
            SEEN["relations compared"] += 1

    def compare_sequence(self, relation: Relation, treatments: dict[str, str]) -> None:
        # An identity column's sequence goes where its table goes: PostgreSQL does not part them.
        moved = treatments.get(relation.columns) == "whole"
        named = f"v1_hub.{quote(relation.name)}" if moved else relation.named
        one = self.legacy.run(f"SELECT last_value, is_called FROM {relation.named}")
        two = self.hub.run(f"SELECT last_value, is_called FROM {named}")
        if one != two:
            self.fail(f"sequence {relation.named}\n{one.explain(two)}")

    def check_verify(self) -> None:
        status, told = self.install("verify")
        if status != 0:
            self.fail(f"verify finds\n{told}")

    def roll_back(self, relations: Sequence[Relation]) -> None:
        status, told = self.install("rollback")
        if status != 0:
            self.fail(f"rollback exits with {status}\n{told}")
        one, two = (side.lines(CATALOGUE) for side in (self.legacy, self.hub))
        if one != two:
            self.fail(
                "after the rollback\n" + Outcome(rows=tuple(one)).explain(Outcome(rows=tuple(two)))
            )
        self.compare_rows(relations, {})
        if self.count % self.pg_dump_every == 0:
            self.compare_dumps()

    def compare_dumps(self) -> None:
        """Without the schemas that the package keeps the audit log in."""
        SEEN["pg_dump compared"] += 1
        dumps = []
        for side in (self.legacy, self.hub):
            done = subprocess.run(
                [
                    self.server.program("pg_dump"),
                    "-s",
                    "-N",
                    "v1_hub*",
                    "-d",
                    side.database.url("postgres"),
                ],
                capture_output=True,
                text=True,
                check=True,
            )
            dumps.append(
                [
                    line
                    for line in done.stdout.splitlines()
                    if not re.match(r"\\(un)?restrict|-- |$|SET transaction_timeout", line)
                ]
            )
        if sorted(dumps[0]) != sorted(dumps[1]):
            self.fail(
                "pg_dump -s after the rollback\n"
                + Outcome(rows=tuple(dumps[0])).explain(Outcome(rows=tuple(dumps[1])))
            )


def make_roles(server: Server) -> None:
    with psycopg.connect(server.local.conninfo("postgres", "postgres"), autocommit=True) as conn:
        for role in (READER, WRITER, GROUP):
            if not conn.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                conn.execute(f"CREATE ROLE {quote(role)} LOGIN".encode())
                if role == GROUP:
                    conn.execute(f"GRANT {quote(GROUP)} TO {OWNER}, {quote(READER)}".encode())


# --- a small hub for a large difference ----------------------------------------------------------
def sign(difference: str) -> str:
    """What a difference is about, without the names that are in it."""
    error = re.search(r"^error: .*", difference, re.MULTILINE)
    context = re.search(r"'[A-Z0-9]{5}', [^)]*|^  rows \w.*\n +[\w ]+", difference, re.MULTILINE)
    text = error[0] if error else difference.split("\n")[0][:60] + (context[0] if context else "")
    return re.sub(r'"[^"]*"|\d+|\bv1_hub_\w+|\S*[^\x00-\x7f]\S*', "…", text)[:120]


def reduce_hub(cycle: Cycle, hub: Hub, difference: str, tries: int = 150) -> tuple[Hub, str]:
    """The hub without every statement that the difference does not need, and that difference."""
    wanted = sign(difference)

    def shows(candidate: Hub) -> str:
        try:
            cycle.run(candidate, again="second" in difference)
        except Difference as found:
            return str(found) if sign(str(found)) == wanted else ""
        return ""

    for part in ("later", "writes", "setup"):
        size = max(1, len(getattr(hub, part)))
        while size >= 1:
            start = 0
            while start < len(getattr(hub, part)) and tries > 0:
                kept = getattr(hub, part)
                candidate = replace(hub, **{part: kept[:start] + kept[start + size :]})
                tries -= 1
                if found := shows(candidate):
                    hub, difference = candidate, found
                else:
                    start += size
            size //= 2
    return hub, difference
