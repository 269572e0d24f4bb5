"""Rights: a role may do through a view exactly what it might do to the table, and nothing more."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import NamedTuple

import psycopg
import pytest

from conftest import NewHub, RunInstall
from faults import interrupt
from servers import OWNER, REPORTER, Database, Server, assert_verified
from twin import HISTORY, LEAF_NAMES, LEAVES, RESULTS, RETIRED, Pair
from v1_hub import stages

MAPPING, HEARTBEAT, USAGE, ACTIVITY, TRACKING = LEAVES
COUNT = itertools.count(1)

# One statement each, harmless and valid, for every privilege and table.
INSERTS = {
    MAPPING: "(proxy_id, proxy_number) VALUES (1, 700)",
    HEARTBEAT: "(name, remote_ip) VALUES ('right', 'x')",
    USAGE: "(proxy_id, used_ip) VALUES (1, 'x')",
    ACTIVITY: "(client_ip, status) VALUES ('10.8.0.1', 'x')",
    TRACKING: "(work_slot_id, work_date, target_count) VALUES (1, '2031-01-01', 1)",
    HISTORY: "(work_slot_id, operation) VALUES (1, 'X')",
    RESULTS: "(allocation_id, started_at, status) VALUES (1, '2031-01-01', 'error')",
}
CHANGED = {
    MAPPING: "current_ip",
    HEARTBEAT: "remote_ip",
    USAGE: "used_ip",
    ACTIVITY: "status",
    TRACKING: "target_count",
    HISTORY: "change_summary",
    RESULTS: "total_requests",
}


def probes(table: str) -> Iterator[str]:
    column = CHANGED[table]
    value = "1" if table in (TRACKING, RESULTS) else "'z'"
    where = "id = -1" if table == HISTORY else "id = 1"  # history is append-only: a limit
    yield f"SELECT count(*) FROM {table}"
    yield f"SELECT * FROM {table} ORDER BY id LIMIT 2"
    yield f"SELECT {column} FROM {table} ORDER BY {column} LIMIT 2"
    yield f"SELECT id FROM {table} WHERE id = 1"
    yield f"INSERT INTO {table} {INSERTS[table]}"
    yield f"INSERT INTO {table} {INSERTS[table]} RETURNING {column}"
    yield f"UPDATE {table} SET {column} = {value}" + (" WHERE false" if table == HISTORY else "")
    yield f"UPDATE {table} SET {column} = {value} WHERE {where}"
    yield f"UPDATE {table} SET {column} = {column} WHERE {where} RETURNING id"
    yield f"UPDATE {table} SET id = id WHERE {where}"
    yield f"DELETE FROM {table} WHERE {where}"
    yield f"DELETE FROM {table} WHERE false"
    yield f"SELECT id FROM {table} WHERE id = 1 FOR UPDATE"
    yield f"SELECT has_table_privilege('{table}', 'SELECT')"
    yield f"SELECT has_any_column_privilege('{table}', 'UPDATE')"


GRANTS = {
    "nothing": [],
    "select": ["GRANT SELECT ON {t} TO {r}"],
    "insert": ["GRANT INSERT ON {t} TO {r}"],
    "insert_columns": ["GRANT INSERT ({insert}) ON {t} TO {r}"],
    "update": ["GRANT UPDATE ON {t} TO {r}"],
    "update_column": ["GRANT UPDATE ({c}) ON {t} TO {r}"],
    "select_update_column": ["GRANT SELECT (id), UPDATE ({c}) ON {t} TO {r}"],
    "select_column": ["GRANT SELECT ({c}) ON {t} TO {r}"],
    "delete": ["GRANT DELETE ON {t} TO {r}"],
    "select_delete": ["GRANT SELECT, DELETE ON {t} TO {r}"],
    "all": ["GRANT ALL ON {t} TO {r}"],
    "option": ["GRANT SELECT, INSERT ON {t} TO {r} WITH GRANT OPTION"],
    "member": ["GRANT SELECT, INSERT, UPDATE ON {t} TO {r}_group", "GRANT {r}_group TO {r}"],
}


class Cast(NamedTuple):
    """Twins with a role for every mix of grants, which were given before the install."""

    pair: Pair
    prefix: str
    hub: Database


@pytest.fixture(scope="module")
def cast(server: Server) -> Iterator[Cast]:
    prefix = f"right_{next(COUNT)}"
    databases = [server.hub(consolidated=False), server.hub(consolidated=False)]
    for name in GRANTS:
        server.admin(f"CREATE ROLE {prefix}_{name} LOGIN")
        server.admin(f"CREATE ROLE {prefix}_{name}_group NOLOGIN")
    server.admin(f"GRANT {prefix}_member_group TO {prefix}_member")
    for database in databases:
        for (name, grants), table in itertools.product(GRANTS.items(), RETIRED):
            role = f"{prefix}_{name}"
            columns = INSERTS[table].split(")")[0].removeprefix("(")
            for grant in grants:
                if "_group TO" not in grant:
                    database.query(grant.format(t=table, r=role, c=CHANGED[table], insert=columns))
            if name != "nothing":
                database.query(f"GRANT USAGE ON SEQUENCE {table}_id_seq TO {role}")
    install_on(databases[1])
    yield Cast(Pair(*databases), prefix, databases[1])
    for database in databases:
        server.drop(database)
    for name in GRANTS:
        server.admin(f"DROP ROLE {prefix}_{name}")
        server.admin(f"DROP ROLE {prefix}_{name}_group")


def install_on(database: Database) -> None:
    from v1_hub import cli

    assert cli.main(["install", "--database-url", database.url()]) == 0


@pytest.mark.parametrize("name", GRANTS)
def test_every_mix_of_grants_allows_the_same_statements(cast: Cast, name: str) -> None:
    role = f"{cast.prefix}_{name}"
    cast.pair.session(name, role)
    for table in RETIRED:
        for statement in probes(table):
            with cast.pair.transaction(name, how="ROLLBACK"):
                table_told, view_told = cast.pair.run(statement, session=name, same=False)
            refused = table_told.refusal, view_told.refusal
            states = [one and one.sqlstate for one in refused]
            given = f"{name}: {statement}"
            assert states[0] == states[1], (given, refused)
            if refused[0] is None:
                assert table_told.row_count == view_told.row_count, given
                assert table_told.columns == view_told.columns, given


def test_denials_read_alike_but_for_the_word_view(cast: Cast) -> None:
    cast.pair.session("nothing", f"{cast.prefix}_nothing")
    for table in RETIRED:
        told = [
            one.refusal and one.refusal.message
            for one in cast.pair.run(f"DELETE FROM {table}", session="nothing", same=False)
        ]
        assert told == [
            f"permission denied for table {table}", f"permission denied for view {table}"
        ]  # fmt: skip


@pytest.mark.parametrize("name", GRANTS)
def test_no_role_reaches_what_lies_under_the_views(cast: Cast, name: str) -> None:
    """The view is all a role has: not the schema, the leaves, the unified log, the audit log."""
    with cast.hub.connect(f"{cast.prefix}_{name}") as conn:
        for query in (
            *(f"SELECT * FROM v1_hub.{leaf}" for leaf in LEAF_NAMES.values()),
            *(f"INSERT INTO v1_hub.{leaf} DEFAULT VALUES" for leaf in LEAF_NAMES.values()),
            "SELECT * FROM v1_hub.hub",
            "UPDATE v1_hub.retired SET stage = 'finished'",
            "SELECT * FROM v1_hub_activity_logs",
            "DELETE FROM v1_hub_activity_logs",
            "SELECT * FROM v1_hub_audit_log",
            "INSERT INTO v1_hub_audit_log (table_name, action) VALUES ('x', 'x')",
            "SELECT v1_hub.write_work_result()",
            "SELECT v1_hub.refresh_proxies()",
            "SELECT v1_hub.apply_changes()",
            "SELECT v1_hub.summary_disable()",
            "SELECT * FROM v1_hub.proxy",
            "SELECT * FROM v1_hub.proxy_change",
            "SELECT v1_hub.audit_disable('v1_hub_work_slots')",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute(query.encode())


def test_privileges_of_the_view_are_those_of_the_table(cast: Cast) -> None:
    query = """
        SELECT c.relname, e.grantee::regrole::text, e.privilege_type, e.is_grantable,
        e.grantor::regrole::text
        FROM pg_class AS c CROSS JOIN aclexplode(c.relacl) AS e
        WHERE c.relname = ANY (%(tables)s) AND c.relnamespace = 'public'::regnamespace
        UNION ALL
        SELECT c.relname || '.' || a.attname, e.grantee::regrole::text, e.privilege_type,
        e.is_grantable, e.grantor::regrole::text
        FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
        CROSS JOIN aclexplode(a.attacl) AS e
        WHERE c.relname = ANY (%(tables)s) AND c.relnamespace = 'public'::regnamespace
        ORDER BY 1, 2, 3, 4
    """.replace("%(tables)s", "'{" + ",".join(RETIRED) + "}'::text []")
    told = [database.query(query) for database in cast.pair.databases]
    assert told[0] == told[1]
    assert len(told[0]) > 100


def test_a_grant_option_is_still_one(cast: Cast) -> None:
    given = f"{cast.prefix}_option"
    taken = f"{cast.prefix}_nothing"
    cast.pair.session("option", given)
    for table in RETIRED:
        with cast.pair.transaction("option", how="ROLLBACK"):
            cast.pair.run(f"GRANT SELECT ON {table} TO {taken}", session="option")
            cast.pair.run(f"SELECT has_table_privilege('{taken}', '{table}', 'SELECT')",
                          session="option")  # fmt: skip
            cast.pair.run(f"GRANT UPDATE ON {table} TO {taken}", session="option", same=False)
    cast.pair.accept_sequences()
    assert not cast.pair.differences, cast.pair.differences


def test_set_role_decides(cast: Cast, server: Server) -> None:
    """A member that inherits nothing has the rights once it takes the role."""
    who = f"{cast.prefix}_poor"
    server.admin(f"CREATE ROLE {who} LOGIN NOINHERIT")
    try:
        server.admin(f"GRANT {cast.prefix}_member_group TO {who}")
        cast.pair.session("poor", who)
        with cast.pair.transaction("poor", how="ROLLBACK"):
            for table in RETIRED:
                cast.pair.run(f"SELECT count(*) FROM {table}", session="poor", same=False)
            cast.pair.run(f"SET ROLE {cast.prefix}_member_group", session="poor")
            for table in (MAPPING, USAGE, RESULTS, TRACKING):
                shown = cast.pair.run(f"SELECT count(*) FROM {table}", session="poor")
                assert shown[1].refusal is None
                column = CHANGED[table]
                cast.pair.run(
                    f"UPDATE {table} SET {column} = {column} WHERE id = 1", session="poor"
                )
            cast.pair.run("RESET ROLE", session="poor")
            for table in RETIRED:
                shown = cast.pair.run(f"SELECT count(*) FROM {table}", session="poor", same=False)
                assert all(one.refusal and one.refusal.sqlstate == "42501" for one in shown)
        assert not cast.pair.differences, cast.pair.differences
    finally:
        for one in cast.pair.session("poor"):
            one.connection.close()
        server.admin(f"DROP ROLE {who}")


def test_changes_are_recorded_without_any_right_on_the_logs(cast: Cast) -> None:
    """A writer's UPDATE reaches audit log and summary, which the writer may not even read."""
    role = f"{cast.prefix}_member"
    hub = cast.hub
    before = hub.value("SELECT count(*) FROM v1_hub_audit_log")
    hub.query(f"UPDATE {TRACKING} SET target_count = 77 WHERE id = 1", user=role)
    hub.query(f"UPDATE {RESULTS} SET total_requests = 77 WHERE id = 1", user=role)  # a pure log
    hub.query(f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (1, 'IMPORT')", user=role)
    sequence = f"GRANT USAGE ON SEQUENCE {USAGE}_id_seq TO {role}_group"
    hub.query(sequence)
    hub.query(f"INSERT INTO {USAGE} (proxy_id, response_time_ms) VALUES (3, 5)", user=role)
    # Of results, as of every pure log, only what is asked for is audited.
    assert hub.value("SELECT count(*) FROM v1_hub_audit_log") == before + 2
    who = hub.query(
        "SELECT changed_by FROM v1_hub_audit_log WHERE table_name = %s ORDER BY id DESC LIMIT 1",
        TRACKING,
    )
    assert who == [(role,)]
    assert_verified(hub)
    for one in cast.pair.session():
        one.connection.execute("SELECT 1")


LOOK = """
CREATE FUNCTION pg_temp.look(jsonb) RETURNS boolean LANGUAGE plpgsql COST 0.0000000001
AS $$ BEGIN RAISE WARNING '%', $1; RETURN TRUE; END $$
"""


def test_a_reader_of_the_history_is_shown_nothing_else_of_the_audit_log(cast: Cast) -> None:
    """A function of its own in WHERE, cheaper than what picks the history out of the log."""
    cast.hub.query("UPDATE v1_hub_clients SET client_name = 'not for readers' WHERE id = 1")
    told: list[str | None] = []
    with cast.hub.connect(f"{cast.prefix}_select") as conn:
        conn.add_notice_handler(lambda notice: told.append(notice.message_primary))
        conn.execute(LOOK.encode())
        conn.execute("SET enable_indexscan = off; SET enable_bitmapscan = off")
        conn.execute(f"SELECT FROM {HISTORY} WHERE pg_temp.look(new_data)".encode())
    assert told
    assert "not for readers" not in str(told)


@pytest.mark.parametrize("name", ["select_update_column", "update_column", "select"])
def test_an_error_tells_no_column_that_one_may_not_read(cast: Cast, name: str) -> None:
    cast.hub.query(f"UPDATE {RESULTS} SET client_ip = '10.9.9.9', total_requests = 5")
    with cast.hub.connect("postgres", autocommit=False) as conn:
        conn.execute(f"GRANT UPDATE (status) ON {RESULTS} TO {cast.prefix}_{name}".encode())
        conn.execute(f"SET LOCAL ROLE {cast.prefix}_{name}".encode())
        with pytest.raises(psycopg.errors.CheckViolation) as refused:
            conn.execute(f"UPDATE {RESULTS} SET status = 'none'".encode())
    diag = refused.value.diag
    assert (diag.table_name, diag.constraint_name) == ("work_result", f"{RESULTS}_status_check")
    assert f'violates check constraint "{RESULTS}_status_check"' in str(diag.message_primary)
    assert ("10.9.9.9" in str(diag.message_detail)) == (name == "select")


FUNCTIONS = f"""
CREATE FUNCTION read_as_{{0}}() RETURNS bigint LANGUAGE sql SECURITY {{0}}
AS 'SELECT count(*) FROM public.{RESULTS}';
CREATE FUNCTION write_as_{{0}}() RETURNS integer LANGUAGE plpgsql SECURITY {{0}} AS $$
DECLARE v_id integer;
BEGIN
    INSERT INTO public.{RESULTS} (allocation_id, started_at, status)
    VALUES (1, '2031-01-01', 'error') RETURNING id INTO v_id;
    UPDATE public.{RESULTS} SET total_requests = 1 WHERE id = v_id;
    UPDATE public.{TRACKING} SET target_count = target_count WHERE id = 1;
    DELETE FROM public.{USAGE} WHERE id = 1;
    RETURN 1;
END $$;
"""


@pytest.mark.parametrize("name", ["nothing", "select", "all", "member", "update_column"])
def test_functions_run_with_the_rights_of_definer_or_invoker(cast: Cast, name: str) -> None:
    for database in cast.pair.databases:
        for security in ("DEFINER", "INVOKER"):
            if not database.query(f"SELECT to_regproc('read_as_{security}')")[0][0]:
                database.query(FUNCTIONS.format(security))
    cast.pair.session(name, f"{cast.prefix}_{name}")
    for security in ("DEFINER", "INVOKER"):
        for function in ("read_as", "write_as"):
            with cast.pair.transaction(name, how="ROLLBACK"):
                told = cast.pair.run(f"SELECT {function}_{security}()", session=name, same=False)
            states = [one.refusal and one.refusal.sqlstate for one in told]
            assert states[0] == states[1], (name, security, function, told)
            if security == "DEFINER":
                assert states == [None, None]


CALLED_BY_OTHERS = """
SELECT p.proname FROM pg_proc AS p CROSS JOIN aclexplode(p.proacl) AS e
WHERE p.pronamespace = 'v1_hub'::regnamespace AND p.prosecdef AND e.grantee <> p.proowner
"""
PARTITIONS = """
SELECT DISTINCT c.relowner::regrole::text, nullif(e.grantee, c.relowner)::regrole::text
FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
LEFT JOIN aclexplode(c.relacl) AS e ON e.grantee <> c.relowner
WHERE i.inhparent = 'v1_hub_audit_log'::regclass AND (
    e.grantee IS NOT NULL OR c.relowner <> 'hub_owner'::regrole
)
"""


def test_default_privileges_give_the_view_nothing_more(
    server: Server, run_install: RunInstall
) -> None:
    """They act on what is created: the view, the leaf, the logs; the table was there before."""
    role = f"right_default_{next(COUNT)}"
    server.admin(f"CREATE ROLE {role} LOGIN")
    hub = server.hub(consolidated=False)
    try:
        hub.query(f"GRANT SELECT ON {USAGE} TO {role}")
        hub.query(f"GRANT SELECT, UPDATE ON {TRACKING} TO {role} WITH GRANT OPTION")
        hub.query(f"GRANT SELECT (status) ON {RESULTS} TO {role}")
        hub.query(f"ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO {role}")
        hub.query(f"ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO {role}")
        hub.query(f"ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO {role}")
        hub.query("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC")
        hub.query("ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO PUBLIC")
        assert run_install(hub, "install").status == 0
        assert hub.query(CALLED_BY_OTHERS) == []
        hub.query(f"GRANT SELECT ON v1_hub.v1_hub_audit_log_default TO {REPORTER}")
        for number, caller in enumerate((OWNER, "postgres")):  # of months made later, by whomever
            hub.query(
                "INSERT INTO v1_hub_audit_log (table_name, action, changed_at)"
                f" VALUES ('x', 'x', '205{number}-01-01')"
            )
            assert hub.query("SELECT * FROM v1_hub.audit_upkeep(6)", user=caller) == [(6, 1, 0)]
        assert hub.query(PARTITIONS) == [(OWNER, REPORTER)]
        # A right that is taken since is taken for good.
        hub.query(f"REVOKE ALL ON {TRACKING} FROM {role}")
        hub.query(f"REVOKE SELECT (status) ON {RESULTS} FROM {role}")
        with hub.connect(role) as conn:
            conn.execute(f"SELECT count(*) FROM {USAGE}".encode())
            for table in RETIRED:
                for privilege in ("SELECT", "INSERT", "UPDATE", "DELETE"):
                    row = conn.execute(
                        "SELECT has_table_privilege(%s, %s)", [table, privilege]
                    ).fetchone()
                    assert row == ((table, privilege) == (USAGE, "SELECT"),), (table, privilege)
            allowed = []
            for query in (
                "SELECT * FROM v1_hub.proxy_usage",
                "DELETE FROM v1_hub.work_result",
                "SELECT * FROM v1_hub.retired",
                "SELECT * FROM v1_hub_activity_logs",
                "DELETE FROM v1_hub_activity_logs",
                "SELECT * FROM v1_hub_audit_log",
                "INSERT INTO v1_hub.proxy_change (proxy_id) VALUES (1)",
            ):
                try:
                    conn.execute(query.encode())
                except psycopg.errors.InsufficientPrivilege:
                    continue
                allowed.append(query)
            assert allowed == []
        assert run_install(hub, "rollback").status == 0
        assert hub.value("SELECT has_table_privilege(%s, %s, 'SELECT')", role, USAGE)
        assert not hub.value("SELECT has_table_privilege(%s, %s, 'INSERT')", role, USAGE)
        for table in (TRACKING, RESULTS):
            held = "SELECT has_any_column_privilege(%s, %s, 'SELECT, UPDATE')"
            assert not hub.value(held, role, table), table
    finally:
        server.drop(hub)
        server.admin(f"DROP ROLE {role}")


def test_row_level_security_holds_behind_the_views(server: Server, run_install: RunInstall) -> None:
    role = f"right_rows_{next(COUNT)}"
    server.admin(f"CREATE ROLE {role} LOGIN")
    databases = [server.hub(consolidated=False), server.hub(consolidated=False)]
    guarded = (USAGE, TRACKING, RESULTS, HISTORY)
    try:
        for database, table in itertools.product(databases, guarded):
            database.query(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {role}")
            database.query(f"GRANT USAGE ON SEQUENCE {table}_id_seq TO {role}")
            database.query(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            database.query(
                f"CREATE POLICY own ON {table} TO {role} USING (id % 2 = 0) "
                f"WITH CHECK ({CHANGED[table]} IS NULL OR {CHANGED[table]}::text <> '13')"
            )
        assert run_install(databases[1], "install").status == 0
        pair = Pair(*databases)
        pair.session("rows", role)
        for table in guarded:
            value = "13" if table in (TRACKING, RESULTS) else "'13'"
            good = value.replace("13", "14")
            for statement in (
                f"SELECT * FROM {table} ORDER BY id",
                f"SELECT count(*) FROM {table}",
                f"UPDATE {table} SET {CHANGED[table]} = {good} WHERE id < 9 RETURNING *",
                f"UPDATE {table} SET {CHANGED[table]} = {value} WHERE id < 9",
                f"DELETE FROM {table} WHERE id IN (1, 3, 4) RETURNING id",
                f"INSERT INTO {table} {INSERTS[table]}",
            ):
                pair.run(statement, session="rows")
        pair.finish()  # as the owner, who sees every row
        pair.close()
        assert run_install(databases[1], "rollback").status == 0
    finally:
        for database in databases:
            server.drop(database)
        server.admin(f"DROP ROLE {role}")


def test_another_role_installs_after_a_rollback(hub_db: Database, run_install: RunInstall) -> None:
    """The audit log is the first one's still: the view of the history could read no state."""
    history = "SELECT count(*) FROM v1_hub_work_slots_history"
    before = hub_db.value(history)
    assert run_install(hub_db, "rollback").status == 0
    for command in ("install", "verify", "rollback"):
        ran = run_install(hub_db, command, user="postgres")
        assert ran.status == 0, ran.out + ran.err
        assert hub_db.value(history) == before
    assert run_install(hub_db, "install").status == 0
    assert hub_db.value(history) == before


def test_a_table_that_nothing_is_done_to_may_be_anybodys(
    legacy_db: Database, run_install: RunInstall
) -> None:
    legacy_db.query("ALTER TABLE v1_hub_external_triggers OWNER TO postgres", user="postgres")
    for command in ("install", "verify", "rollback"):
        ran = run_install(legacy_db, command)
        assert ran.status == 0, ran.out + ran.err


def test_who_is_not_the_owner_is_told_that_once_for_a_relation(
    server: Server, legacy_db: Database, run_install: RunInstall
) -> None:
    """What the owner may do needs no blocker of its own."""
    role = f"nobody_{next(COUNT)}"
    server.admin(f"CREATE ROLE {role} LOGIN")
    try:
        ran = run_install(legacy_db, "plan", "--json", user=role)
        blockers = json.loads(ran.out)["blockers"]
        named = [b["object"] for b in blockers if b["object"] != "public.v1_hub_proxies"]
        assert len(named) == len(set(named))
        assert {f"public.{table}" for table in RETIRED} <= set(named)
        assert all(OWNER in b["remedy"] for b in blockers if "schema" not in b["object"])
    finally:
        server.admin(f"DROP ROLE {role}")


def test_what_the_installer_lacks_is_told_beforehand(
    server: Server, run_install: RunInstall
) -> None:
    """PostgreSQL lets none make a view, nor own a new one, who may not create in its schema."""
    role = f"tenant_{next(COUNT)}"
    limited = "WITH SET FALSE" if server.major >= 16 else ""
    server.admin(f"CREATE ROLE {role}")
    server.admin(f"GRANT {role} TO {OWNER} {limited}")
    database = server.create()
    try:
        for query in (
            "CREATE SCHEMA guest",
            "CREATE SCHEMA closed",
            f"GRANT USAGE, CREATE ON SCHEMA guest TO {OWNER}",
            f"GRANT USAGE ON SCHEMA closed TO {OWNER}",
            "CREATE TABLE guest.v1_hub_proxy_usage (id serial PRIMARY KEY)",
            f"ALTER TABLE guest.v1_hub_proxy_usage OWNER TO {role}",
            "CREATE TABLE guest.v1_hub_work_results (id serial PRIMARY KEY, note text)",
            f"ALTER TABLE guest.v1_hub_work_results OWNER TO {role}",
            # It reads a column that folds, so it is bound anew.
            "CREATE VIEW closed.seen AS SELECT note FROM guest.v1_hub_work_results",
            f"ALTER VIEW closed.seen OWNER TO {OWNER}",
        ):
            database.query(query, user="postgres")
        ran = run_install(database, "plan", "--schema", "guest")
        assert ran.status == 3
        if limited:
            assert f"guest.v1_hub_proxy_usage: belongs to role {role}" in ran.out
            assert f"GRANT {role} TO {OWNER};" in ran.out
            server.admin(f"GRANT {role} TO {OWNER} WITH SET TRUE")
            ran = run_install(database, "plan", "--schema", "guest")
        for schema, who in (("guest", role), ("closed", OWNER)):
            assert f"schema {schema}: role {who} may not create in it" in ran.out
            assert f"GRANT CREATE ON SCHEMA {schema} TO {who};" in ran.out
        database.query("ALTER SCHEMA guest OWNER TO " + OWNER, user="postgres")
        database.query("GRANT CREATE ON SCHEMA closed TO " + OWNER, user="postgres")
        assert run_install(database, "install", "--schema", "guest").status == 0
        assert database.query(
            "SELECT has_schema_privilege(%s, s, 'CREATE') FROM unnest(ARRAY['guest', 'v1_hub']) s",
            role,
        ) == [(False,), (False,)]
        owner = "SELECT relowner::regrole::text FROM pg_class WHERE oid = %s::regclass"
        assert database.value(owner, "guest.v1_hub_proxy_usage") == role
        assert run_install(database, "rollback", "--schema", "guest").status == 0
    finally:
        server.drop(database)
        server.admin(f"DROP ROLE {role}")


def test_a_member_that_inherits_nothing_is_told_how_to_run_as_the_owner(
    legacy_db: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    legacy_db.server.admin(f"CREATE ROLE poor LOGIN NOINHERIT IN ROLE {OWNER}")
    try:
        ran = run_install(legacy_db, "install", user="poor")
        assert ran.status == 3
        assert f"(PGOPTIONS='-c role={OWNER}'), or: GRANT {OWNER} TO poor;" in ran.out
        monkeypatch.setenv("PGOPTIONS", f"-c role={OWNER}")
        for command in ("install", "verify", "rollback"):
            ran = run_install(legacy_db, command, user="poor")
            assert ran.status == 0, ran.err
    finally:
        monkeypatch.delenv("PGOPTIONS", raising=False)
        legacy_db.server.admin("DROP ROLE poor")


def test_the_reporter_of_the_reference_hub(cast: Cast) -> None:
    """The role that REFERENCE_HUB.md names, by SET ROLE, as the hub has it."""
    reporter = Pair(*cast.pair.databases)
    reporter.session("main", "postgres")
    with reporter.transaction(how="ROLLBACK"):
        reporter.run("SET LOCAL ROLE v1_hub_reporter")
        for table in RETIRED:
            told = reporter.run(f"SELECT count(*) FROM {table}", same=False)
            assert [one.refusal and one.refusal.sqlstate for one in told] in (
                [None, None], ["42501", "42501"]
            )  # fmt: skip
        for statement in (
            f"INSERT INTO {USAGE} (proxy_id) VALUES (1) RETURNING proxy_id",
            f"INSERT INTO {ACTIVITY} (client_ip) VALUES ('10.8.0.1')",
            f"UPDATE {MAPPING} SET current_ip = 'x', updated_at = NULL WHERE id = 1 RETURNING *",
            f"UPDATE {USAGE} SET success = FALSE WHERE id = 1",
        ):
            shown = reporter.run(statement)
            assert shown[1].refusal is None
        told = reporter.run(f"UPDATE {MAPPING} SET is_active = TRUE WHERE id = 1", same=False)
        assert [one.refusal and one.refusal.sqlstate for one in told] == ["42501", "42501"]
    assert not reporter.differences, reporter.differences
    reporter.close()


def test_what_is_revoked_on_view_and_leaf_is_meant(
    hub_db: Database, run_install: RunInstall
) -> None:
    """On one alone it is a fault, with the remedy; of tables and of columns, log's names too."""
    column = "UPDATE (updated_at)"
    for right, view, leaf in (
        ("INSERT", "v1_hub_proxy_usage", "v1_hub.proxy_usage"),
        ("SELECT", "v1_hub_work_results", "v1_hub.work_result"),
        (column, "v1_hub_proxy_ip_mapping", "v1_hub.proxy_ip_mapping"),
    ):
        assert run_install(hub_db, "verify").status == 0
        hub_db.query(f"REVOKE {right} ON {view} FROM v1_hub_reporter")
        ran = run_install(hub_db, "verify")
        assert ran.status == 1
        assert f"lacks GRANT {right} ON public.{view} TO v1_hub_reporter;" in ran.out
        assert f"REVOKE it on {leaf}, too" in ran.out
        hub_db.query(f"REVOKE {right} ON {leaf} FROM v1_hub_reporter")
    hub_db.query("REVOKE DELETE ON v1_hub.proxy_heartbeat FROM hub_owner")
    assert run_install(hub_db, "verify").status == 0
    assert run_install(hub_db, "rollback").status == 0
    granted = "SELECT has_table_privilege('v1_hub_reporter', 'v1_hub_proxy_usage', %s)"
    assert [hub_db.value(granted, right) for right in ("SELECT", "INSERT")] == [True, False]


@pytest.mark.parametrize("command", [["plan"], ["status"], ["verify"], ["scan"]])
def test_who_may_only_read_can_look(
    new_hub: NewHub, run_install: RunInstall, command: list[str]
) -> None:
    hub = new_hub(consolidated=True)
    hub.query("CREATE ROLE looker LOGIN IN ROLE pg_read_all_data", user="postgres")
    try:
        ran = run_install(hub, *command, user="looker")
    finally:
        hub.query("DROP ROLE looker", user="postgres")
    assert (ran.status, ran.err) == (0, "")


def test_a_superuser_who_goes_on_with_an_install_takes_nothing_from_the_owner(
    legacy_db: Database, run_install: RunInstall
) -> None:
    """Nor one whose scheduler makes the months of the audit log."""
    interrupt(legacy_db, "install", stages, "rebind")
    assert run_install(legacy_db, "install", user="postgres").status == 0
    legacy_db.query("SELECT v1_hub.audit_upkeep(5)", user="postgres")
    taken = "SELECT relname FROM pg_class WHERE relowner = 'postgres'::regrole AND relname ~ '^v1_'"
    assert legacy_db.query(taken) == []
    ran = run_install(legacy_db, "rollback")
    assert ran.status == 0, ran.err
