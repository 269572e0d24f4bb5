"""Verdicts on single statements, without a server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pglast import parse_sql

from retired_names import HISTORY, HUB, RESULTS, USAGE
from v1_hub.bodies import routine_statements
from v1_hub.names import Retired
from v1_hub.reading import statements
from v1_hub.scan import judge_text
from verdict_cases import BREAKS, DIFFERS, INSERTS, Breaks

FINE = Path(__file__).parent / "scan" / "fine.sql"


def filled(sql: str, one: Retired) -> str:
    made = {
        "{t}": one.name,
        "{c}": next(name for name in one.columns if name not in one.key),
        "{i}": INSERTS.get(one.name, f"SELECT * FROM {one.name} LIMIT 1"),
        "{x}": next(iter(one.indexes), ""),
    }
    for name, value in made.items():
        sql = sql.replace(name, value)
    return sql


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.sql)
def test_a_statement_that_a_view_refuses_breaks_with_its_sqlstate(case: Breaks) -> None:
    for one in (USAGE, RESULTS, HISTORY):
        if one.treatment in case.kinds and HUB.major in case.majors:
            found = judge_text(filled(case.sql, one), HUB)
            assert (found[0][1].verdict, found[0][1].name) == ("breaks", one.name)
            assert found[0][1].sqlstate == case.sqlstate
            assert found[0][1].instead


@pytest.mark.parametrize(("sql", "kinds"), DIFFERS)
def test_a_statement_that_a_view_takes_otherwise_differs(sql: str, kinds: tuple[str, ...]) -> None:
    for one in (USAGE, RESULTS, HISTORY):
        if one.treatment in kinds:
            found = judge_text(filled(sql, one), HUB)
            assert [(j.verdict, j.name, j.sqlstate) for _, j in found] == [
                ("differs", one.name, None)
            ]


def test_a_hundred_fine_statements_are_fine() -> None:
    told = list(statements(FINE.read_text()))
    assert len(told) > 100
    for statement in told:
        assert statement.tree is not None, statement
        wrong = [j for _, j in judge_text(statement.text, HUB) if j.verdict != "fine"]
        assert not wrong, (statement.text, wrong)


def test_what_a_view_takes_otherwise_in_silence_differs() -> None:
    whole = replace(HUB, retired=(replace(USAGE, treatment="whole"),))
    for sql, hub, told in (
        (f"DELETE FROM ONLY {USAGE.name}", whole, [USAGE.name]),
        (f"DELETE FROM ONLY {USAGE.name}", HUB, []),
        ("SET LOCAL session_replication_role = 'replica'", HUB, [RESULTS.name, HISTORY.name]),
        ("ALTER ROLE r SET session_replication_role TO replica", whole, []),
        ("SET session_replication_role TO DEFAULT", HUB, []),
        ("SET session_replication_role = origin", HUB, []),
        ("SET statement_timeout = 0; SET random_page_cost = 1.1", HUB, []),
    ):
        found = [j.name for _, j in judge_text(sql, hub) if j.verdict == "differs"]
        assert sorted(found) == sorted(told), sql


def test_whether_an_upsert_inserted_is_asked_without_xmax() -> None:
    upsert = f"INSERT INTO {USAGE.name} (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET used_ip = ''"
    (broken,) = judge_text(f"{upsert} RETURNING xmax = 0", HUB)
    assert (broken[1].sqlstate, "RETURNING old IS NULL" in broken[1].instead) == ("42703", True)


def test_only_the_hubs_own_schema_counts() -> None:
    assert not judge_text("TRUNCATE v1_hub.v1_hub_proxy_usage, other.v1_hub_work_results", HUB)
    assert judge_text("TRUNCATE public.v1_hub_proxy_usage", HUB)


def test_holes_of_every_driver_are_filled() -> None:
    for sql in (
        "SELECT ctid FROM v1_hub_proxy_usage WHERE a = %s AND b = %(b)s AND c=%s LIMIT %s",
        "SELECT ctid FROM v1_hub_proxy_usage WHERE a = ? AND j ? 'k' AND k = ANY(?) OFFSET ?",
        "SELECT ctid FROM v1_hub_proxy_usage WHERE a = :a AND b::int = :b_1",
        "SELECT ctid FROM v1_hub_proxy_usage WHERE a = $1 AND b = @b",
        "SELECT ctid FROM v1_hub_proxy_usage {} ORDER BY {order}",
        "WITH x AS (INSERT INTO a VALUES %s RETURNING id) SELECT ctid FROM v1_hub_proxy_usage",
    ):
        assert [j.sqlstate for _, j in judge_text(sql, HUB)] == ["42703"], sql


def test_psql_commands_and_copy_data_are_no_sql() -> None:
    script = (
        "\\set day 1\n\\copy v1_hub_proxy_usage TO '/tmp/x.csv' CSV\n"
        "COPY v1_hub_clients (id) FROM stdin;\n1\t'TRUNCATE v1_hub_proxy_usage;\n\\.\n"
        "\\copy v1_hub_proxy_usage from /tmp/x.csv\nTRUNCATE v1_hub_proxy_usage;\n"
    )
    found = [(s.line, j.why) for s, j in judge_text(script, HUB)]
    assert found == [(2, "COPY view TO"), (6, "COPY view FROM"), (7, "TRUNCATE of a view")]


def test_one_broken_statement_does_not_hide_the_others() -> None:
    script = "SELECT 1;\nCREATE garbage v1_hub_proxy_usage here;\n\nTRUNCATE v1_hub_proxy_usage;"
    found = [(s.line, j.verdict) for s, j in judge_text(script, HUB)]
    assert found == [(2, "not readable"), (4, "breaks")]


def test_lines_count_in_the_text_that_holds_a_body() -> None:
    body = (
        "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$\nDECLARE n text;\nBEGIN\n"
        "  IF true THEN\n    TRUNCATE v1_hub_proxy_usage;\n  END IF;\n"
        "  EXECUTE 'CREATE INDEX ON ' || n || ' (a)';\n  EXECUTE format(\n'VACUUM %s',\n"
        "'v1_hub_proxy_usage');\nEND $$;\n"
    )
    told = [s.line for s in routine_statements(body) if "TRUNCATE" in s.text]
    assert told == [5]
    found = [(s.line, j.verdict) for s, j in judge_text("\n\n" + body, HUB)]
    assert found == [(7, "breaks"), (9, "not readable"), (10, "differs")]


def test_merge_is_fine_from_postgresql_17_on() -> None:
    sql = "MERGE INTO {t} x USING s ON x.id = s.id WHEN MATCHED THEN DELETE"
    newer = type(HUB)(HUB.schema, 17, HUB.retired)
    verdicts = [judge_text(sql.replace("{t}", one.name), newer)[0][1] for one in HUB.retired]
    assert [one.verdict for one in verdicts] == ["fine", "fine", "fine", "breaks"]
    assert parse_sql(sql.replace("{t}", "x"))


def test_a_table_that_is_named_at_run_time_is_not_passed_over() -> None:
    for sql, told in (
        ("TRUNCATE {}", ["not readable"]),
        ("CREATE INDEX ON v1_hub_proxy_{} (id)", ["not readable"]),
        ("CREATE INDEX ON archive_{} (id)", []),
        ("SELECT * FROM {}", []),
        ("DELETE FROM {} WHERE id = %s", []),
    ):
        assert [one.verdict for _, one in judge_text(sql, HUB)] == told, sql


def test_a_body_may_declare_types_of_any_schema() -> None:
    body = (
        "CREATE FUNCTION hub.f(p app.t) RETURNS SETOF app.v1_hub_proxy_usage LANGUAGE plpgsql "
        "AS $f$\nDECLARE\n"
        "    r app.v1_hub_proxy_usage%ROWTYPE; n CONSTANT app.money_type := 1;\n"
        "    c CURSOR FOR SELECT * FROM other.v1_hub_proxy_usage;\nBEGIN\n"
        "    TRUNCATE other.v1_hub_proxy_usage;\n    TRUNCATE app.v1_hub_proxy_usage;\nEND $f$"
    )
    hub = type(HUB)("app", 16, HUB.retired)
    assert [(s.line, j.verdict) for s, j in judge_text(body, hub)] == [(7, "breaks")]
