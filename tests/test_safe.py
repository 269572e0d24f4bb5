"""Nothing of somebody else's is dropped, no hub is invented, and what is printed runs.

All through the front door: install.py, and the database before and after it.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import NewHub, RunInstall
from servers import OWNER, Database, Server, apply_reference
from test_cli import dump
from twin import HISTORY, LEAVES, RESULTS, RETIRED

ROOT = Path(__file__).resolve().parent.parent
DONE, ERROR, PENDING, BLOCKED = 0, 1, 2, 3
LOG = "v1_hub_activity_logs"


class Foreign(NamedTuple):
    """Something of one's own, what rollback calls it, and how it is taken out of the way."""

    made: str
    named: str
    remedy: str  # a command that rollback prints, or part of one
    kept: str = ""  # a query that finds the rows afterwards


FOREIGN = {
    "table_in_v1_hub": Foreign(
        "CREATE TABLE v1_hub.my_notes (id serial PRIMARY KEY, note text);"
        "INSERT INTO v1_hub.my_notes (note) VALUES ('mine'), ('too')",
        "v1_hub.my_notes",
        "ALTER TABLE v1_hub.my_notes SET SCHEMA public;",
        "SELECT count(*) = 2 FROM public.my_notes",
    ),
    "table_in_v1_hub_retired": Foreign(
        'CREATE TABLE v1_hub_retired."My Rows" AS SELECT 1 AS id',
        'v1_hub_retired."My Rows"',
        'ALTER TABLE v1_hub_retired."My Rows" SET SCHEMA public;',
        'SELECT count(*) = 1 FROM public."My Rows"',
    ),
    "partition": Foreign(
        f"CREATE TABLE payment PARTITION OF {LOG} FOR VALUES IN ('payment');"
        f"INSERT INTO {LOG} (log_type) SELECT 'payment' FROM generate_series(1, 100)",
        "public.payment",
        f"ALTER TABLE public.{LOG} DETACH PARTITION public.payment;",
        "SELECT count(*) = 100 FROM public.payment",
    ),
    "published_log": Foreign(
        f'CREATE PUBLICATION "My Pub" FOR TABLE {LOG}',
        "My Pub",
        f'ALTER PUBLICATION "My Pub" DROP TABLE public.{LOG};',
        "SELECT count(*) = 1 FROM pg_publication",
    ),
    "statistics_of_the_log": Foreign(
        f"CREATE STATISTICS my_stats ON log_type, status FROM {LOG}",
        "public.my_stats",
        "DROP STATISTICS public.my_stats;",
    ),
    "statistics_in_v1_hub": Foreign(
        "CREATE STATISTICS v1_hub.my_stats_2 ON proxy_id, success FROM v1_hub.proxy_usage",
        "v1_hub.my_stats_2",
        "ALTER STATISTICS v1_hub.my_stats_2 SET SCHEMA public;",
        "SELECT count(*) = 1 FROM pg_statistic_ext WHERE stxnamespace = 'public'::regnamespace",
    ),
    "generated_by_our_function": Foreign(
        "CREATE TABLE mine (id int, told text GENERATED ALWAYS AS"
        " (v1_hub.audit_summary('INSERT', NULL, NULL, NULL)) STORED);"
        "INSERT INTO mine (id) VALUES (1)",
        "generated value for public.mine.told",
        "ALTER TABLE public.mine ALTER COLUMN told DROP EXPRESSION;",
        "SELECT told = 'created' FROM mine",
    ),
    "view_on_the_log": Foreign(
        f"CREATE VIEW my_view AS SELECT log_type, count(*) FROM {LOG} GROUP BY 1",
        "public.my_view",
        "DROP VIEW public.my_view;",
    ),
    "view_on_a_function": Foreign(
        "CREATE VIEW my_view_2 AS SELECT * FROM v1_hub.row_history('v1_hub_clients', '1')",
        "public.my_view_2",
        "DROP VIEW public.my_view_2;",
    ),
    "view_on_an_added_column": Foreign(
        "CREATE VIEW my_view_3 AS SELECT id, ip_history FROM v1_hub_proxies",
        "public.my_view_3",
        "DROP VIEW public.my_view_3;",
    ),
    "materialized_view": Foreign(
        f"CREATE MATERIALIZED VIEW my_matview AS SELECT log_type, count(*) FROM {LOG} GROUP BY 1",
        "public.my_matview",
        "DROP MATERIALIZED VIEW public.my_matview;",
    ),
    "function_that_returns_a_row_of_the_log": Foreign(
        f"CREATE FUNCTION my_rows() RETURNS SETOF {LOG} LANGUAGE sql AS 'TABLE {LOG}'",
        "public.my_rows()",
        "DROP FUNCTION public.my_rows();",
    ),
    "function_in_v1_hub": Foreign(
        "CREATE FUNCTION v1_hub.my_sum(a integer, b integer) RETURNS integer "
        "LANGUAGE sql AS 'SELECT a + b'",
        "v1_hub.my_sum(integer,integer)",
        "ALTER FUNCTION v1_hub.my_sum(integer,integer) SET SCHEMA public;",
    ),
    "function_over_ours": Foreign(
        "CREATE FUNCTION my_history() RETURNS bigint LANGUAGE sql BEGIN ATOMIC "
        "SELECT count(*) FROM v1_hub.row_history('v1_hub_clients', '1'); END",
        "public.my_history()",
        "DROP FUNCTION public.my_history();",
    ),
    "default": Foreign(
        f"CREATE TABLE my_own (id bigint DEFAULT nextval('{LOG}_id_seq'));"
        "INSERT INTO my_own DEFAULT VALUES",
        "public.my_own.id",
        "ALTER TABLE public.my_own ALTER COLUMN id DROP DEFAULT;",
        "SELECT count(*) = 1 FROM public.my_own",
    ),
    "default_that_calls_a_function": Foreign(
        "CREATE TABLE my_own_2 (id integer, a boolean DEFAULT v1_hub.audit_is_exact(25));"
        "INSERT INTO my_own_2 VALUES (1)",
        "public.my_own_2.a",
        "ALTER TABLE public.my_own_2 ALTER COLUMN a DROP DEFAULT;",
        "SELECT count(*) = 1 FROM public.my_own_2",
    ),
    "check_that_calls_a_function": Foreign(
        "CREATE TABLE my_own_3 (a oid, CONSTRAINT my_check CHECK (v1_hub.audit_is_exact(a)))",
        "my_check on public.my_own_3",
        "ALTER TABLE public.my_own_3 DROP CONSTRAINT my_check;",
    ),
    "column_of_our_type": Foreign(
        f"CREATE TABLE my_own_4 (id integer, line {LOG}); INSERT INTO my_own_4 VALUES (1, NULL)",
        "public.my_own_4.line",
        "ALTER TABLE public.my_own_4 ALTER COLUMN line TYPE text;",
        "SELECT count(*) = 1 FROM public.my_own_4",
    ),
    "column_of_the_type_of_a_view": Foreign(
        f"CREATE TABLE my_own_5 (id integer, line {LEAVES[2]})",
        "public.my_own_5.line",
        "ALTER TABLE public.my_own_5 ALTER COLUMN line TYPE text;",
    ),
    "type": Foreign(
        "CREATE TYPE v1_hub.mood AS ENUM ('good', 'bad'); CREATE TABLE my_own_6 (m v1_hub.mood)",
        "v1_hub.mood",
        "ALTER TYPE v1_hub.mood SET SCHEMA public;",
    ),
    "domain": Foreign(
        "CREATE DOMAIN v1_hub.port AS integer CHECK (VALUE > 0)",
        "v1_hub.port",
        "ALTER TYPE v1_hub.port SET SCHEMA public;",
    ),
    "sequence": Foreign(
        "CREATE SEQUENCE v1_hub.my_numbers",
        "v1_hub.my_numbers",
        "ALTER SEQUENCE v1_hub.my_numbers SET SCHEMA public;",
        "SELECT nextval('public.my_numbers') = 1",
    ),
    "audit_of_a_table_of_ones_own": Foreign(
        'CREATE TABLE "My Own" (id integer PRIMARY KEY); SELECT v1_hub.audit_enable(\'"My Own"\')',
        'public."My Own"',
        "SELECT v1_hub.audit_disable('public.\"My Own\"');",
    ),
    "trigger_on_the_log": Foreign(
        "CREATE FUNCTION my_trigger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        f"CREATE TRIGGER my_trigger BEFORE INSERT ON {LOG} "
        "FOR EACH ROW EXECUTE FUNCTION my_trigger()",
        f"my_trigger on public.{LOG}",
        f"DROP TRIGGER my_trigger ON public.{LOG};",
    ),
    "column_on_the_log": Foreign(
        f"ALTER TABLE {LOG} ADD COLUMN my_note text",
        f"public.{LOG}.my_note",
        f"ALTER TABLE public.{LOG} DROP COLUMN my_note;",
    ),
    "policy": Foreign(
        f"CREATE POLICY my_policy ON {LOG} USING (true)",
        f"my_policy on public.{LOG}",
        f"DROP POLICY my_policy ON public.{LOG};",
    ),
    "policy_that_calls_a_function": Foreign(
        "CREATE TABLE my_own_7 (a oid); CREATE POLICY my_policy_2 ON my_own_7 "
        "USING (v1_hub.audit_is_exact(a))",
        "my_policy_2 on public.my_own_7",
        "DROP POLICY my_policy_2 ON public.my_own_7;",
    ),
    "rule": Foreign(
        f"CREATE TABLE my_own_8 (id integer); CREATE RULE my_rule AS ON INSERT TO {LEAVES[2]} "
        "DO ALSO INSERT INTO my_own_8 VALUES (1)",
        f"my_rule on public.{LEAVES[2]}",
        f"DROP RULE my_rule ON public.{LEAVES[2]};",
    ),
}


def run_statements(database: Database, text: str) -> None:
    with database.connect() as conn:
        conn.execute(text.encode())


def is_legacy(database: Database) -> bool:
    """The 13 tables are tables, and nothing of ours is there."""
    kinds = database.query(
        "SELECT relkind FROM pg_class WHERE oid = ANY (%s::regclass[])", list(RETIRED)
    )
    return (
        len(kinds) == len(RETIRED)
        and {kind for (kind,) in kinds} <= {"r", "p"}
        and bool(
            database.value(
                f"SELECT to_regnamespace('v1_hub') IS NULL AND to_regclass('{LOG}') IS NULL"
            )
        )
    )


def remedies(told: str) -> list[str]:
    """The commands in it, one a line or sentence."""
    return re.findall(r"(?:ALTER|DROP|SELECT) [^;\n]*;", told)


def test_rollback_names_what_is_not_ours_and_drops_nothing(
    hub_db: Database, run_install: RunInstall
) -> None:
    rows = {table: hub_db.value(f"SELECT count(*) FROM {table}") for table in RETIRED}
    for foreign in FOREIGN.values():
        run_statements(hub_db, foreign.made)
    before = dump(hub_db)
    ran = run_install(hub_db, "rollback")
    assert ran.status == BLOCKED, ran.out + ran.err
    told = run_install(hub_db, "rollback", "--json").out
    for name, foreign in FOREIGN.items():
        assert foreign.named in ran.out, name
        assert foreign.remedy in ran.out, name
        assert json.dumps(foreign.named)[1:-1] in told, name
    assert dump(hub_db) == before

    for remedy in remedies(ran.out):
        hub_db.query(remedy)
    ran = run_install(hub_db, "rollback")
    assert ran.status == DONE, ran.out + ran.err
    assert is_legacy(hub_db)
    assert rows == {table: hub_db.value(f"SELECT count(*) FROM {table}") for table in RETIRED}
    for name, foreign in FOREIGN.items():
        assert not foreign.kept or hub_db.value(foreign.kept), name


def test_what_an_extension_was_given_is_named_and_taken_from_it(
    new_hub: NewHub, run_install: RunInstall
) -> None:
    """PostgreSQL's own remedy, to drop the extension, would drop the log and its rows."""
    given = {
        "install": ["MATERIALIZED VIEW public.v1_hub_daily_results"],
        "rollback": [
            f"TABLE public.{LOG}",
            "FUNCTION v1_hub.write_work_result()",
            f"VIEW public.{RESULTS}",
        ],
    }
    for command, members in given.items():
        hub = new_hub(consolidated=command == "rollback")
        for member in members:
            hub.query(f"ALTER EXTENSION plpgsql ADD {member}", user="postgres")
        ran = run_install(hub, command)
        assert ran.status == BLOCKED, ran.out + ran.err
        assert sorted(remedies(ran.out)) == sorted(
            f"ALTER EXTENSION plpgsql DROP {member};" for member in members
        )
        for remedy in remedies(ran.out):
            hub.query(remedy, user="postgres")
        assert run_install(hub, command).status == DONE


def test_a_partition_in_our_schema_is_detached_and_moved(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query(f"CREATE TABLE v1_hub.payment PARTITION OF {LOG} FOR VALUES IN ('payment')")
    hub_db.query(f"INSERT INTO {LOG} (log_type) VALUES ('payment')")
    ran = run_install(hub_db, "rollback")
    assert ran.status == BLOCKED
    for remedy in remedies(ran.out + ran.err):
        hub_db.query(remedy)
    assert run_install(hub_db, "rollback").status == DONE
    assert hub_db.value("SELECT count(*) FROM public.payment") == 1


def test_what_stands_on_a_table_that_goes_back_stays(
    hub_db: Database, run_install: RunInstall
) -> None:
    """A foreign key, an index, a trigger and a view on an adopted leaf, views over the names."""
    usage = LEAVES[2]
    leaf = hub_db.value(
        "SELECT c.oid::regclass::text FROM pg_class AS c "
        f"WHERE c.relnamespace = 'v1_hub'::regnamespace AND c.relname IN ('{usage}', %s)",
        usage.removeprefix("v1_hub_"),
    )
    run_statements(
        hub_db,
        f"CREATE TABLE my_own (usage_id integer CONSTRAINT my_fkey REFERENCES {leaf} (id));"
        "INSERT INTO my_own VALUES (1);"
        f"CREATE INDEX my_index ON {leaf} (used_ip);"
        f"CREATE INDEX my_log_index ON {LOG} (logged_at);"
        f"CREATE VIEW my_view AS SELECT id, used_ip FROM {leaf};"
        f"CREATE VIEW my_other AS SELECT count(*) FROM {usage};"
        f"CREATE MATERIALIZED VIEW my_third AS SELECT count(*) FROM {RESULTS}",
    )
    ran = run_install(hub_db, "rollback")
    assert ran.status == DONE, ran.out + ran.err
    assert is_legacy(hub_db)
    keys = "SELECT confrelid::regclass::text FROM pg_constraint WHERE conname = 'my_fkey'"
    assert hub_db.value(keys) == usage
    assert hub_db.value("SELECT to_regclass('my_index') IS NOT NULL")
    assert hub_db.value("SELECT count(*) FROM my_view") == hub_db.value("TABLE my_other")
    assert hub_db.value("TABLE my_third") > 0


def test_months_and_settings_of_the_audit_log_are_ours(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query("SELECT v1_hub.audit_make_months('2031-01-01', '2031-03-01')")
    hub_db.query("SELECT v1_hub.audit_enable('v1_hub_clients', p_ignored => '{}')")
    hub_db.query("SELECT v1_hub.audit_disable('v1_hub_work_slots')")
    ran = run_install(hub_db, "rollback")
    assert ran.status == DONE, ran.out + ran.err
    assert run_install(hub_db, "install").status == DONE  # the log of before is kept aside
    assert run_install(hub_db, "rollback").status == DONE


def test_a_second_phase_takes_nothing_for_ours(
    legacy_db: Database, run_install: RunInstall
) -> None:
    assert run_install(legacy_db, "install", "--phases", "1").status == DONE
    granted = f"GRANT SELECT ON {LOG}, v1_hub.hub TO v1_hub_reporter"
    legacy_db.query(granted)
    legacy_db.query("CREATE TABLE v1_hub.my_notes AS SELECT 1 AS id")
    for command in ("plan", "install"):
        ran = run_install(legacy_db, command, "--phases", "2,3")
        assert ran.status == BLOCKED
        assert "v1_hub.my_notes" in ran.out + ran.err
    legacy_db.query("ALTER TABLE v1_hub.my_notes SET SCHEMA public")
    assert run_install(legacy_db, "install", "--phases", "2,3").status == DONE
    for name in (LOG, "v1_hub.hub"):  # what somebody has granted between the phases
        query = "SELECT has_table_privilege('v1_hub_reporter', %s, 'SELECT')"
        assert legacy_db.value(query, name), name
    assert run_install(legacy_db, "rollback").status == DONE


IN_THE_WAY = {
    "step": "CREATE TABLE {}.step (mine integer); INSERT INTO {}.step VALUES (1)",
    "my_view": "CREATE VIEW {}.my_view AS SELECT 1 AS one",
    "my_matview": "CREATE MATERIALIZED VIEW {}.my_matview AS SELECT 1 AS one",
    "hub_state()": "CREATE FUNCTION {}.hub_state() RETURNS text LANGUAGE sql AS 'SELECT ''none'''",
    "my_type": "CREATE TYPE {}.my_type AS ENUM ('a')",
    "my_row": "CREATE TYPE {}.my_row AS (a integer)",
    "my_domain": "CREATE DOMAIN {}.my_domain AS integer",
    "my_sequence": "CREATE SEQUENCE {}.my_sequence",
}


@pytest.mark.parametrize("schema", ["v1_hub", "v1_hub_retired"])
def test_plan_and_install_refuse_a_schema_of_our_name_that_holds_something(
    schema: str, legacy_db: Database, run_install: RunInstall
) -> None:
    run_statements(legacy_db, f"CREATE SCHEMA {schema}")
    for made in IN_THE_WAY.values():
        run_statements(legacy_db, made.replace("{}", schema))
    before = dump(legacy_db)
    for command in ("plan", "install"):
        ran = run_install(legacy_db, command)
        assert ran.status == BLOCKED, ran.out + ran.err
        for name in IN_THE_WAY:
            assert f" {schema}.{name}: lies in schema {schema}\n" in ran.out, name
        assert dump(legacy_db) == before
    for remedy in remedies(ran.out + ran.err):
        legacy_db.query(remedy)
    assert run_install(legacy_db, "install").status == DONE
    assert run_install(legacy_db, "rollback").status == DONE


def test_a_schema_of_our_name_that_a_stranger_owns_is_not_even_read(
    server: Server, legacy_db: Database, run_install: RunInstall
) -> None:
    """Its view of our record would run with the rights of whoever looks."""
    server.admin("CREATE ROLE stranger LOGIN")
    try:
        server.admin(f"GRANT CREATE ON DATABASE {legacy_db.name} TO stranger")
        for statement in (
            "CREATE SCHEMA v1_hub; GRANT USAGE ON SCHEMA v1_hub TO PUBLIC",
            "CREATE FUNCTION v1_hub.go() RETURNS text LANGUAGE plpgsql"
            " AS $$ BEGIN RAISE 'done as %', current_user; END $$",
            "CREATE VIEW v1_hub.hub AS SELECT v1_hub.go() AS version",
            "GRANT SELECT ON v1_hub.hub TO PUBLIC",
        ):
            legacy_db.query(statement, user="stranger")
        for command, user in itertools.product(("plan", "status", "install"), (OWNER, "postgres")):
            ran = run_install(legacy_db, command, user=user)
            assert ran.status == BLOCKED
            assert "schema v1_hub belongs to role stranger" in ran.err
        legacy_db.query("DROP VIEW v1_hub.hub; DROP FUNCTION v1_hub.go()", user="stranger")
        legacy_db.query(f"ALTER SCHEMA v1_hub OWNER TO {OWNER}", user="postgres")
        assert run_install(legacy_db, "plan").status == PENDING
    finally:
        legacy_db.query("DROP OWNED BY stranger", user="postgres")
        server.admin("DROP ROLE stranger")


def test_empty_schemas_of_our_names_are_welcome(
    legacy_db: Database, run_install: RunInstall
) -> None:
    run_statements(legacy_db, "CREATE SCHEMA v1_hub; CREATE SCHEMA v1_hub_retired")
    assert run_install(legacy_db, "install").status == DONE


# --------------------------------------------------------------------------------------------------
# No hub is invented
# --------------------------------------------------------------------------------------------------
@pytest.fixture
def work_hub(database: Database) -> Database:
    """The hub in schema workhub, and nothing in public."""
    database.query("CREATE SCHEMA workhub")
    apply_reference(database, 50, "workhub")
    return database


@pytest.mark.parametrize("user", [OWNER, "postgres"])
def test_the_schema_that_has_the_hub_is_named(
    user: str, work_hub: Database, run_install: RunInstall
) -> None:
    before = dump(work_hub)
    for command in ("status", "plan", "install", "verify", "rollback", "finalize"):
        ran = run_install(work_hub, command, user=user)
        assert ran.status == BLOCKED, command
        assert "there is no hub in schema public" in ran.err
        assert "schema workhub has 13 tables of a hub" in ran.err
        assert "--schema workhub" in ran.err
        assert dump(work_hub) == before
    assert run_install(work_hub, "install", "--schema", "workhub", user=user).status == DONE


def test_an_empty_database_gets_nothing_unless_it_is_asked_for(
    database: Database, run_install: RunInstall
) -> None:
    before = dump(database)
    for command in ("status", "plan", "install"):
        ran = run_install(database, command)
        assert ran.status == BLOCKED
        assert "there is no hub in schema public" in ran.err
        assert "install.py install --reference" in ran.err
        assert dump(database) == before
    assert run_install(database, "plan", "--reference").status == PENDING
    assert dump(database) == before
    assert run_install(database, "install", "--reference").status == DONE
    assert run_install(database, "rollback").status == DONE
    assert is_legacy(database)


# --------------------------------------------------------------------------------------------------
# A compatibility view that somebody dropped
# --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("table", [LEAVES[1], LEAVES[4], RESULTS, HISTORY])
def test_rollback_without_a_compatibility_view(
    table: str, new_hub: NewHub, run_install: RunInstall
) -> None:
    legacy, hub = new_hub(consolidated=False), new_hub(consolidated=True)
    hub.query("INSERT INTO v1_hub_proxy_heartbeat (name, remote_ip) VALUES ('late', '10.0.0.9')")
    legacy.query("INSERT INTO v1_hub_proxy_heartbeat (name, remote_ip) VALUES ('late', '10.0.0.9')")
    hub.query(f"CREATE VIEW my_view AS SELECT * FROM {table}")
    hub.query(f"DROP VIEW {table} CASCADE")
    assert run_install(hub, "verify").status == ERROR
    ran = run_install(hub, "rollback")
    assert ran.status == DONE, ran.out + ran.err
    assert table in ran.out
    assert "dropped its compatibility view" in ran.out
    assert is_legacy(hub)
    for name in RETIRED:
        content = f"SELECT count(*), sum(hashtextextended((t.id, t::text)::text, 0)) FROM {name} t"
        if name == LEAVES[1]:
            content = f"SELECT count(*), max(name) FROM {name}"
        assert hub.query(content) == legacy.query(content), name
    rights = "SELECT relacl::text, relowner FROM pg_class WHERE oid = %s::regclass"
    assert hub.query(rights, table) == legacy.query(rights, table)


def test_a_table_in_the_place_of_a_view_is_not_touched(
    hub_db: Database, run_install: RunInstall
) -> None:
    table = LEAVES[1]
    run_statements(hub_db, f"DROP VIEW {table} CASCADE; CREATE TABLE {table} (mine text)")
    before = dump(hub_db)
    ran = run_install(hub_db, "rollback")
    assert ran.status == BLOCKED
    assert f"ALTER TABLE public.{table} RENAME TO {table}_new;" in ran.out + ran.err
    assert dump(hub_db) == before
    hub_db.query(f"ALTER TABLE public.{table} RENAME TO {table}_new")
    assert run_install(hub_db, "rollback").status == DONE
    assert is_legacy(hub_db)


# --------------------------------------------------------------------------------------------------
# What is there counts, not what was recorded
# --------------------------------------------------------------------------------------------------
def test_a_void_install_is_told_and_nothing_of_it_is_lost(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query("DROP SCHEMA public CASCADE", user="postgres")
    hub_db.query(f"CREATE SCHEMA public AUTHORIZATION {OWNER}", user="postgres")
    apply_reference(hub_db, 20)
    left = "SELECT count(*) FROM pg_class WHERE relnamespace = ANY (%s::text[]::regnamespace[])"
    ours = hub_db.value(left, ["v1_hub", "v1_hub_retired"])
    before = dump(hub_db)
    for command in ("verify", "plan", "status", "install", "rollback"):
        ran = run_install(hub_db, command)
        assert ran.status == BLOCKED, command
        assert "void" in ran.err
        assert "13 plain tables" in ran.err
        assert dump(hub_db) == before
    renames = remedies(ran.err)
    assert renames
    for rename in renames:
        hub_db.query(rename)
    aside = [rename.rstrip(";").split()[-1] for rename in renames]
    assert run_install(hub_db, "install").status == DONE
    assert run_install(hub_db, "verify").status == DONE
    assert run_install(hub_db, "rollback").status == DONE
    assert is_legacy(hub_db)
    assert hub_db.value(left, aside) == ours


# --------------------------------------------------------------------------------------------------
# What is printed
# --------------------------------------------------------------------------------------------------
def hints(out: str) -> dict[str, str]:
    return dict(re.findall(r"^(Connect|Try|Look|Check|Back): +(.+)$", out, re.MULTILINE))


@pytest.mark.parametrize("schema", ["public", "작업 허브"])
def test_hints_run_as_printed(
    schema: str, server: Server, database: Database, run_install: RunInstall
) -> None:
    database.query(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    apply_reference(database, 20, schema)
    url = database.url() + " password='not shown'"
    ran = run_install(None, "install", "--schema", schema, "--database-url", url)
    assert ran.status == DONE, ran.err
    assert "not shown" not in ran.out
    assert "***" not in ran.out
    told = hints(ran.out)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    clean["PATH"] = f"{server.local.bindir}:{clean['PATH']}"

    def shell(command: str) -> str:
        done = subprocess.run(
            command, shell=True, cwd=ROOT, env=clean, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return done.stdout

    assert "proxy_usage" in shell(f"{told['Connect']} -c {shlex.quote(told['Try'])}")
    assert "finished" in shell(told["Look"])
    assert "checks ok" in shell(told["Check"])
    assert "everything written since" in shell(told["Back"])
    assert database.value("SELECT to_regnamespace('v1_hub') IS NULL")


def same_everywhere(out: str) -> list[str]:
    """Output without what differs from one run to the next: seconds, places, blanks."""
    out = re.sub(r"\d+\.\d+ s", "N s", out)
    out = re.sub(r"in database \w+", "in database NAME", out)
    out = re.sub(r"(?m)^Connect: .*$", "Connect:", out)
    out = re.sub(r" DATABASE_URL=('[^']*'|\S+)", "", out)
    return [line.rstrip() for line in out.strip().splitlines()]


def test_sample_in_the_readme_is_what_install_prints(
    database: Database, run_install: RunInstall
) -> None:
    sample = re.search(r"```text\n(.*? tables are .*?)```", (ROOT / "README.md").read_text(), re.S)
    assert sample
    ran = run_install(database, "install", "--reference", "--sample-rows", "3000")
    assert ran.status == DONE
    assert same_everywhere(sample[1]) == same_everywhere(ran.out)


def test_no_line_of_the_readme_pipes_make_into_make() -> None:
    for line in (ROOT / "README.md").read_text().splitlines():
        assert not re.search(r"make \w+\s*\|\s*make", line), line


def test_nothing_is_dropped_with_all_that_stands_on_it() -> None:
    for path in [ROOT / "install.py", *ROOT.glob("v1_hub/*.py"), *ROOT.glob("sql/**/*.sql")]:
        assert not re.search(r"DROP [^;]*\bCASCADE\b", path.read_text("utf-8")), path


def test_one_phase_after_a_rollback_can_be_rolled_back(
    new_hub: NewHub, run_install: RunInstall
) -> None:
    """The log that came back goes on with the audit of a table that phase 1 leaves as it is."""
    hub = new_hub(consolidated=True)
    for command in (["rollback"], ["install", "--phases", "1"], ["rollback"]):
        ran = run_install(hub, *command)
        assert ran.status == 0, ran.err
