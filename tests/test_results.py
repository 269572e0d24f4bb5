"""Results folded into result_data: what new code may write, two writers, and the way back."""

from __future__ import annotations

import io
import itertools
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from conftest import NewHub, RunInstall
from faults import interrupt
from servers import Database, Server, assert_verified
from v1_hub import cli
from v1_hub.show import Printer

RESULTS, LEAF = "v1_hub_work_results", "v1_hub.work_result"
DONE, ERROR, PENDING, BLOCKED, INTERRUPTED = 0, 1, 2, 3, 130

SMALL = f"""
CREATE TABLE {RESULTS} (
    id serial PRIMARY KEY,
    allocation_id integer NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'success' CHECK (status <> 'x'),
    pages integer DEFAULT 1,
    small smallint,
    big bigint,
    ratio numeric(6,2),
    blocked boolean DEFAULT FALSE,
    kind varchar(5),
    note text,
    v text DEFAULT 'names that our SQL has',
    l integer DEFAULT 1,
    day date,
    seen_at timestamp,
    token uuid,
    details jsonb
);
INSERT INTO {RESULTS} (allocation_id, pages, note, details, ratio, day, seen_at, token, big)
SELECT
    i, nullif(i % 7, 0), nullif('쪽 ' || i % 5, '쪽 0'), nullif(to_jsonb(i % 3), '1'), i / 100.0,
    date '2026-01-01' + i, '2026-01-01 00:00:00.000001', gen_random_uuid(), 9007199254740993
FROM generate_series(1, 300) AS i;
UPDATE {RESULTS} SET details = 'null' WHERE id % 10 = 0;
UPDATE {RESULTS} SET day = 'infinity', seen_at = '-infinity', ratio = 'NaN' WHERE id = 7
"""


@pytest.fixture
def legacy(database: Database) -> Database:
    """Results of every foldable type, and nothing else."""
    database.query(SMALL)
    return database


@pytest.fixture(scope="module")
def folded(server: Server) -> Iterator[Database]:
    made = server.create()
    made.query(SMALL)
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        assert cli.main(["install", "--database-url", made.url()]) == DONE
    yield made
    server.drop(made)


@pytest.fixture
def hub(server: Server, folded: Database) -> Iterator[Database]:
    """The same, consolidated."""
    made = server.create(folded.name)
    yield made
    server.drop(made)


def rows(hub: Database, where: str = "true") -> list[tuple[Any, ...]]:
    return hub.query(f"SELECT r::text FROM {RESULTS} AS r WHERE {where} ORDER BY id")


# --- folding -------------------------------------------------------------------------------------
def test_every_row_reads_as_before_and_is_folded(legacy: Database, run_install: RunInstall) -> None:
    before = rows(legacy)
    assert run_install(legacy, "install").status == DONE
    assert rows(legacy) == before
    told = f"SELECT count(*) FROM {LEAF} WHERE result_data IS NULL OR num_nulls(pages, note) < 2"
    assert legacy.value(told) == 0
    assert_verified(legacy)
    assert run_install(legacy, "rollback").status == DONE
    assert rows(legacy) == before


def test_a_key_is_absent_for_null_and_null_for_json_null(hub: Database) -> None:
    assert hub.query(
        f"SELECT (result_data ? 'details'), result_data -> 'details', (result_data ? 'note') "
        f"FROM {LEAF} WHERE id IN (10, 1, 3) ORDER BY id"
    ) == [(False, None, True), (True, 0, True), (True, None, False)]
    assert hub.value(f"SELECT details = 'null' FROM {RESULTS} WHERE id = 10") is True
    assert hub.value(f"SELECT details IS NULL FROM {RESULTS} WHERE id = 1") is True


def test_the_view_is_a_plain_projection(hub: Database) -> None:
    """No CASE, no lock and no sub-select is left once all rows are folded."""
    told = hub.value(f"SELECT pg_get_viewdef('{RESULTS}')")
    for word in ("CASE", "LATERAL", "JOIN", "WHERE", "("):
        assert word not in told.replace("(l.result_data ->> ", "").replace("varchar(", "") or (
            word == "("
        )
    plan = hub.query(f"EXPLAIN SELECT * FROM {RESULTS} WHERE id = 7")
    assert "Index Scan" in plan[0][0] or "Seq Scan" in plan[0][0]
    assert all("SubPlan" not in line for (line,) in plan)


def test_a_report_over_the_view_runs_parallel(hub: Database) -> None:
    with hub.connect() as conn:
        for setting in (
            "parallel_setup_cost = 0",
            "parallel_tuple_cost = 0",
            "min_parallel_table_scan_size = 0",
        ):
            conn.execute(f"SET {setting}".encode())
        plan = conn.execute(
            f"EXPLAIN SELECT status, sum(pages) FROM {RESULTS} GROUP BY status".encode()
        ).fetchall()
    assert any("Parallel" in line for (line,) in plan)


def test_a_batch_that_would_change_a_row_is_undone_and_named(
    legacy: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch reads its rows before and after. Here the document loses a column on its way."""
    from v1_hub import results

    before = rows(legacy)
    make = results.batch

    def spoiled(*arguments: Any, **named: Any) -> str:
        return make(*arguments, **named).replace("'note', l.note", "'note', l.note || '!'")

    monkeypatch.setattr(results, "batch", spoiled)
    ran = run_install(legacy, "install")
    assert ran.status == ERROR
    assert "rows would read otherwise than before" in ran.err
    assert "This batch is undone" in ran.err
    assert rows(legacy) == before
    assert legacy.value(f"SELECT count(*) FROM {LEAF} WHERE result_data IS NOT NULL") == 0
    monkeypatch.undo()
    assert run_install(legacy, "install").status == DONE
    assert rows(legacy) == before


@pytest.mark.parametrize(
    ("command", "statement"),
    [
        ("install", f"SELECT FROM {LEAF} WHERE id = 7 FOR UPDATE"),
        ("rollback", f"SELECT FROM {RESULTS} WHERE id = 7 FOR UPDATE"),
        ("rollback", f"UPDATE {RESULTS} SET pages = 0 WHERE id = 7"),
    ],
)
def test_rows_that_somebody_holds_are_waited_for(
    command: str, statement: str, legacy: Database, run_install: RunInstall, monkeypatch: Any
) -> None:
    """A row lock, or an UPDATE that is undone in the end: no batch waits, and no row is left."""
    from v1_hub import batches

    if command == "rollback":
        assert run_install(legacy, "install").status == DONE
    before = rows(legacy)
    fold = batches.fold
    with legacy.connect(autocommit=False) as holder:
        pid = holder.info.backend_pid

        def let_go() -> None:
            waits = "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted"
            for waiting in (True, False, True, False):  # in the second attempt all is seen
                while legacy.value(waits) != waiting:
                    time.sleep(0.02)
            holder.rollback()

        release = threading.Thread(target=let_go, daemon=True)

        def held(*arguments: Any) -> None:
            if release.ident is None:
                holder.execute(statement.encode())
                release.start()
            fold(*arguments)

        monkeypatch.setattr(batches, "fold", held)
        ran = run_install(legacy, command)
        release.join()
    assert ran.status == DONE, ran.err
    assert rows(legacy) == before
    assert f"in the way: at {LEAF}: pid {pid}" in ran.err


SILENT = f"""
CREATE FUNCTION silent() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER "Silent" BEFORE UPDATE ON {LEAF} FOR EACH ROW EXECUTE FUNCTION silent();
"""
TOUCH = f"""
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql
AS 'BEGIN NEW.seen_at := now(); RETURN NEW; END';
CREATE TRIGGER touch BEFORE UPDATE ON {LEAF} FOR EACH ROW EXECUTE FUNCTION touch();
"""
ON_LOG = """
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql
AS 'BEGIN RAISE EXCEPTION $$no change$$; END';
CREATE TRIGGER noted AFTER UPDATE ON v1_hub_activity_logs FOR EACH ROW EXECUTE FUNCTION noted();
"""
RULE = f"CREATE RULE kept AS ON UPDATE TO {LEAF} WHERE OLD.id = 7 DO INSTEAD NOTHING"


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (SILENT, 'trigger "Silent"'),
        (TOUCH, "trigger touch"),
        (ON_LOG, "trigger noted"),
        (RULE, "rule kept"),
    ],
)
def test_a_trigger_that_would_see_rows_rewritten_is_named_beforehand(
    made: str, name: str, legacy: Database, run_install: RunInstall
) -> None:
    from v1_hub import batches

    before = rows(legacy)
    interrupt(legacy, "install", batches, "fold")
    legacy.query(made)
    for command in ("install", "rollback"):
        ran = run_install(legacy, command)
        assert ran.status == BLOCKED
        assert f"{name} on " in ran.out + ran.err
        assert rows(legacy) == before
    on = "v1_hub_activity_logs" if made == ON_LOG else LEAF
    legacy.query(f"ALTER TABLE {on} DISABLE {name}")
    assert run_install(legacy, "install").status == DONE
    assert rows(legacy) == before
    legacy.query(f"DROP {name} ON {on}")
    assert run_install(legacy, "rollback").status == DONE
    assert rows(legacy) == before


BROKEN = "ALTER TABLE {} ADD CONSTRAINT big CHECK (allocation_id > 9) NOT VALID"


def test_rows_that_break_a_constraint_are_not_rewritten(
    hub: Database, legacy: Database, run_install: RunInstall
) -> None:
    legacy.query(BROKEN.format(RESULTS))
    before = rows(legacy)
    for command in ("install", "verify", "rollback"):
        assert run_install(legacy, command).status == DONE
        assert rows(legacy) == before
    hub.query(BROKEN.format(LEAF))
    ran = run_install(hub, "rollback")
    assert ran.status == BLOCKED
    assert f"ALTER TABLE {LEAF} VALIDATE CONSTRAINT big;" in ran.out + ran.err
    hub.query(f"ALTER TABLE {LEAF} DROP CONSTRAINT big")
    is_big = "CREATE OR REPLACE FUNCTION big(n integer) RETURNS boolean RETURN n > "
    hub.query(f"{is_big} 0; ALTER TABLE {LEAF} ADD CONSTRAINT big CHECK (big(allocation_id))")
    hub.query(f"{is_big} 9")  # which nobody validates again
    before = rows(hub)
    ran = run_install(hub, "rollback")
    assert ran.status == BLOCKED
    assert f"ALTER TABLE {LEAF} DROP CONSTRAINT big;" in ran.err
    assert rows(hub) == before
    hub.query(f"ALTER TABLE {LEAF} DROP CONSTRAINT big")
    assert run_install(hub, "rollback").status == DONE


@pytest.mark.parametrize("made", [SILENT, TOUCH])
def test_a_trigger_that_comes_while_it_unfolds_loses_no_row(
    made: str, hub: Database, run_install: RunInstall, monkeypatch: Any
) -> None:
    from v1_hub import batches

    before = rows(hub)
    fold = batches.fold

    def with_trigger(*arguments: Any) -> None:
        hub.query(made)
        fold(*arguments)

    monkeypatch.setattr(batches, "fold", with_trigger)
    ran = run_install(hub, "rollback")
    assert ran.status == ERROR
    assert "trigger" in ran.err
    monkeypatch.undo()
    assert rows(hub) == before
    hub.query(f"DROP FUNCTION {'silent' if made == SILENT else 'touch'}() CASCADE")
    assert run_install(hub, "rollback").status == DONE
    assert rows(hub) == before


def test_what_new_code_writes_while_it_unfolds_is_kept_or_refused(
    hub: Database, run_install: RunInstall, monkeypatch: Any
) -> None:
    """Past the row's batch it is kept; when no batch will come any more, it is refused."""
    from v1_hub import stages, way_back

    write = (
        f"UPDATE {LEAF} SET result_data = jsonb_build_object('pages', 77, 'new', {{}}) "
        "WHERE id = {}"
    )
    show, renew = stages.show_results, stages.renew_indexes
    refused = []

    def closing(*arguments: Any, closed: bool = False) -> None:
        if closed:
            hub.query(write.format(1, 7))
        show(*arguments, closed=closed)

    def renewing(*arguments: Any) -> None:
        with pytest.raises(psycopg.errors.CheckViolation) as caught:
            hub.query(write.format(2, 8))
        refused.append(caught.value.diag.message_primary)
        renew(*arguments)

    monkeypatch.setattr(way_back, "show_results", closing)
    monkeypatch.setattr(way_back, "renew_indexes", renewing)
    assert run_install(hub, "rollback").status == DONE
    assert refused == ["result_data goes: a rollback of the hub is under way"]
    assert hub.value(f"SELECT pages FROM {RESULTS} WHERE id = 7") == 77
    assert hub.value(f"SELECT pages FROM {RESULTS} WHERE id = 8") == 1
    extra = "SELECT row_key::text, extra ->> 'new' FROM v1_hub_retired.work_result_extra"
    assert hub.query(extra) == [("[7]", "1")]


def test_no_key_is_lost_that_new_code_writes_while_a_rollback_unfolds(
    hub: Database, run_install: RunInstall, monkeypatch: Any
) -> None:
    """Just before the row's batch, too, and into a row that comes meanwhile."""
    from v1_hub import batches

    batch = batches.fold_pages

    def meanwhile(*arguments: Any) -> Any:
        if (
            arguments[2] == "unfold"
            and arguments[3] == 0
            and not hub.value("SELECT to_regclass('t')")
        ):
            hub.query("CREATE TABLE t ()")
            hub.query(f"UPDATE {LEAF} SET result_data = result_data || '{{\"a\": 1}}' WHERE id = 7")
            hub.query(
                f"INSERT INTO {LEAF} (id, allocation_id, status, l, result_data) "
                """VALUES (777, 1, 'success', 5, '{"pages": 3, "b": {"c": null}}')"""
            )
        return batch(*arguments)

    monkeypatch.setattr(batches, "fold_pages", meanwhile)
    ran = run_install(hub, "rollback")
    assert ran.status == DONE, ran.err
    assert "2 rows of v1_hub_work_results with values" in ran.err
    kept = "SELECT row_key, extra FROM v1_hub_retired.work_result_extra ORDER BY row_key"
    assert hub.query(kept) == [([7], {"a": 1}), ([777], {"b": {"c": None}, "l": 5})]
    assert hub.value(f"SELECT pages FROM {RESULTS} WHERE id = 777") == 3


def test_what_new_code_writes_into_an_emptied_column_is_lost_by_nothing(
    hub: Database, run_install: RunInstall
) -> None:
    """Legacy code does not see it; finalize names it, a rollback keeps it."""
    before = rows(hub)
    hub.query(f"UPDATE {LEAF} SET note = 'new', big = 5 WHERE id IN (7, 8)")
    assert rows(hub) == before
    refused = run_install(hub, "finalize", "--yes")
    assert refused.status == BLOCKED
    assert "column note of v1_hub.work_result: goes, with the values of 2 rows" in refused.out
    remedy = "UPDATE v1_hub.work_result SET big = NULL WHERE big IS NOT NULL;"
    assert remedy in refused.out
    hub.query(remedy)
    assert "column big" not in run_install(hub, "finalize", "--yes").out
    assert run_install(hub, "rollback").status == DONE
    assert rows(hub) == before
    kept = "SELECT row_key, extra FROM v1_hub_retired.work_result_extra ORDER BY row_key"
    assert hub.query(kept) == [([7], {"note": "new"}), ([8], {"note": "new"})]


def test_finalize_looks_again_after_somebody_was_asked(
    hub: Database, run_install: RunInstall, monkeypatch: Any
) -> None:
    def write(*_: Any) -> None:
        """Nor does it keep others from anything while somebody thinks."""
        hub.query(
            f"BEGIN; SET LOCAL lock_timeout = '1s'; LOCK TABLE {LEAF}; COMMIT;"
            f"UPDATE {LEAF} SET note = 'new' WHERE id = 7"
        )
        started = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'v1_hub finalize'"
        assert hub.value(f"{started} AND xact_start IS NOT NULL") == 0

    monkeypatch.setattr(Printer, "confirm", write)
    refused = run_install(hub, "finalize")
    assert refused.status == BLOCKED
    assert "column note of v1_hub.work_result: goes, with the values of 1 row" in refused.out


@pytest.mark.parametrize("gone", [False, True])
def test_defaults_of_folded_columns_are_the_views_alone(
    gone: bool, hub: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    """What new code leaves out stays empty; the way back gives them back, without the view, too."""
    defaults = f"""
        SELECT attname, pg_get_expr(adbin, adrelid)
        FROM pg_attribute JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid = '{RESULTS}'::regclass ORDER BY attnum
    """
    change = tmp_path / "change.sql"
    change.write_text(
        f"ALTER TABLE {RESULTS} ALTER pages SET DEFAULT 2, ALTER l DROP DEFAULT, "
        "ALTER note SET DEFAULT 'it''s';"
    )
    assert run_install(hub, "sql", str(change)).status == DONE
    expected = hub.query(defaults)
    hub.query(f"""INSERT INTO {LEAF} (id, allocation_id, result_data) VALUES (777, 1, '{{}}')""")
    assert hub.query(f"SELECT pages, note, blocked, v FROM {LEAF} WHERE id = 777") == [(None,) * 4]
    hub.query(f"INSERT INTO {RESULTS} (id, allocation_id) VALUES (778, 1)")
    assert hub.query(f"SELECT pages, note, l FROM {RESULTS} WHERE id = 778") == [(2, "it's", None)]
    if gone:
        hub.query(f"DROP VIEW {RESULTS}")
    assert run_install(hub, "rollback").status == DONE
    assert hub.query(defaults) == expected
    assert dict(expected).keys() == {"id", "status", "pages", "note", "blocked", "v"}


def test_install_after_a_rollback_that_was_stopped_lets_new_code_write_again(
    hub: Database, run_install: RunInstall
) -> None:
    from v1_hub import way_back

    before = rows(hub)
    interrupt(hub, "rollback", way_back, "renew_indexes")
    assert rows(hub) == before
    assert run_install(hub, "install").status == DONE
    assert rows(hub) == before
    counted = f"SELECT rows_done, rows_due FROM v1_hub.retired WHERE table_name = '{RESULTS}'"
    assert hub.query(counted) == [(len(before), len(before))]
    hub.query(f'UPDATE {LEAF} SET result_data = \'{{"pages": 5, "more": 1}}\' WHERE id = 7')
    assert hub.value(f"SELECT pages FROM {RESULTS} WHERE id = 7") == 5
    assert_verified(hub)


def test_a_rollback_that_is_stopped_after_any_transaction_can_become_an_install_again(
    server: Server, folded: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What applications wrote meanwhile is read on. After every second transaction, that is."""
    commit, left = psycopg.Connection.commit, 0

    def counting(conn: psycopg.Connection[Any]) -> None:
        nonlocal left
        commit(conn)
        left -= 1
        if not left:
            raise KeyboardInterrupt

    for transactions in itertools.count(1, 2):
        made, left = server.create(folded.name), transactions
        with monkeypatch.context() as patch:
            patch.setattr(psycopg.Connection, "commit", counting)
            status = run_install(made, "rollback").status
        made.query(f"UPDATE {RESULTS} SET pages = 77, note = 'new' WHERE id < 5")
        before = rows(made)
        assert run_install(made, "install").status == DONE
        assert rows(made) == before
        server.drop(made)
        if status == DONE:
            break
        assert status == INTERRUPTED
    assert transactions > 5


def test_rows_written_while_it_folds_are_right(
    legacy: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two batches: rows that are folded already, that are not yet, and new ones."""
    from v1_hub import batches

    fold_pages = batches.fold_pages
    turns: list[int] = []

    def between(*arguments: Any) -> Any:
        turns.append(1)
        step = len(turns)
        legacy.query(
            f"INSERT INTO {RESULTS} (allocation_id, note, details) VALUES ({step}, 'new', 'null');"
            f"UPDATE {RESULTS} SET pages = 1000 + {step}, note = NULL WHERE id IN ({step}, 290);"
            f"DELETE FROM {RESULTS} WHERE id = {200 + step}"
        )
        return fold_pages(*arguments)

    monkeypatch.setattr(batches, "fold_pages", between)
    for command in ("install", "rollback"):
        turns.clear()
        before = dict(legacy.query(f"SELECT id, r::text FROM {RESULTS} AS r"))
        assert run_install(legacy, command).status == DONE
        assert turns
        steps = range(1, len(turns) + 1)
        after = dict(legacy.query(f"SELECT id, r::text FROM {RESULTS} AS r"))
        for gone in (200 + step for step in steps):
            before.pop(gone, None)
        touched = {290, *steps}
        same = {key for key in before if key not in touched}
        assert {key: after[key] for key in same} == {key: before[key] for key in same}
        assert len(after) == len(before) + len(turns)
        changed = dict(legacy.query(f"SELECT id, pages FROM {RESULTS} WHERE id < 20"))
        assert {step: changed[step] for step in steps} == {step: 1000 + step for step in steps}
    shown = "SELECT DISTINCT note, details = 'null', pages"
    made = legacy.query(f"{shown} FROM {RESULTS} WHERE id > 300")
    assert made == [("new", True, 1)]


def test_the_table_grows_by_its_key_names_and_not_by_every_batch(
    new_hub: NewHub, run_install: RunInstall
) -> None:
    """The keys make these short rows 1.7 times as large; batches reuse each other's room."""
    hub = new_hub(sample_rows=20_000)
    hub.query(f"VACUUM FULL {RESULTS}")
    size = "SELECT pg_table_size(to_regclass(%s)), pg_indexes_size(to_regclass(%s))"
    ((rows_before, indexes_before),) = hub.query(size, RESULTS, RESULTS)
    for command, name in (("install", LEAF), ("rollback", RESULTS)):
        assert run_install(hub, command).status == DONE
        ((rows_after, indexes_after),) = hub.query(size, name, name)
        assert rows_after <= 2 * rows_before
        assert indexes_after <= 1.1 * indexes_before


def test_what_a_stopped_reindex_left_before_the_install_is_missed_by_nobody(
    legacy: Database, run_install: RunInstall
) -> None:
    with pytest.raises(psycopg.errors.UniqueViolation):
        legacy.query(f"CREATE UNIQUE INDEX CONCURRENTLY small_ccnew ON {RESULTS} (status)")
    ran = run_install(legacy, "install")
    assert ran.status == DONE, ran.out
    assert run_install(legacy, "rollback").status == DONE


# --- result_data written by new code -------------------------------------------------------------
REFUSED = {
    "no object": ("[1]", None),
    "JSON null as a document": ("null", None),
    "a text as a document": ('"a"', None),
    "a text for a number": ('{"pages": "notint"}', "pages"),
    "JSON null for a number": ('{"pages": null}', "pages"),
    "JSON null for a text": ('{"note": null}', "note"),
    "JSON null for a boolean": ('{"blocked": null}', "blocked"),
    "JSON null for a date": ('{"day": null}', "day"),
    "JSON null for a numeric": ('{"ratio": null}', "ratio"),
    "a fraction for an integer": ('{"pages": 1.5}', "pages"),
    "too great an integer": ('{"pages": 2147483648}', "pages"),
    "too great a smallint": ('{"small": 40000}', "small"),
    "a number for a text": ('{"note": 1}', "note"),
    "a list for a text": ('{"kind": ["a"]}', "kind"),
    "too long a text": ('{"kind": "123456"}', "kind"),
    "a text for a boolean": ('{"blocked": "yes"}', "blocked"),
    "a number for a boolean": ('{"blocked": 1}', "blocked"),
    "a list for a date": ('{"day": []}', "day"),
    "an object for a uuid": ('{"token": {}}', "token"),
}
WELCOME = [
    "{}",
    '{"pages": -2147483648, "small": 32767, "big": 9223372036854775807}',
    '{"ratio": 1234.56, "blocked": true, "kind": "한글다섯자", "note": ""}',
    '{"day": "infinity", "seen_at": "2026-01-01T00:00:00.000001"}',
    '{"token": "00000000-0000-0000-0000-000000000000", "details": null}',
    '{"details": {"a": [null]}, "more": null, "그 밖": {"x": 1}}',
]


@pytest.mark.parametrize("what", REFUSED)
def test_what_would_break_a_reader_is_refused_and_the_key_named(
    folded: Database, what: str
) -> None:
    document, key = REFUSED[what]
    before = rows(folded)
    for statement in (
        f"UPDATE {LEAF} SET result_data = '{document}' WHERE id = 1",
        "INSERT INTO v1_hub_activity_logs (log_type, id, allocation_id, status, result_data) "
        f"VALUES ('work_result', 9000, 1, 's', '{document}')",
    ):
        with pytest.raises(psycopg.errors.CheckViolation) as refused:
            folded.query(statement)
        assert refused.value.diag.constraint_name == "work_result_result_data_check"
        assert refused.value.diag.table_name == "work_result"
        named = f"key {key} is not of type" if key else "it is no object"
        assert named in (refused.value.diag.message_primary or "")
    assert rows(folded) == before


@pytest.mark.parametrize("document", ['{"day": "soon"}', '{"token": "x"}', '{"ratio": "much"}'])
def test_a_text_that_is_no_value_of_the_type_is_refused_too(
    folded: Database, document: str
) -> None:
    before = rows(folded)
    with pytest.raises((psycopg.errors.CheckViolation, psycopg.errors.DataError)):
        folded.query(f"UPDATE {LEAF} SET result_data = '{document}' WHERE id = 1")
    assert rows(folded) == before


@pytest.mark.parametrize("document", WELCOME)
def test_what_new_code_may_write_reads_writes_and_goes_back(
    hub: Database, run_install: RunInstall, document: str
) -> None:
    hub.query(f"UPDATE {LEAF} SET result_data = '{document}' WHERE id = 1")
    seen = rows(hub, "id = 1")
    given = json.loads(document)
    for key in ("pages", "note", "blocked"):
        assert hub.value(f"SELECT {key} FROM {RESULTS} WHERE id = 1") == given.get(key)
    extra = {key: value for key, value in given.items() if key in ("more", "그 밖")}
    # A legacy write leaves keys alone that it does not know.
    hub.query(f"UPDATE {RESULTS} SET big = 5 WHERE id = 1")
    hub.query(f"UPDATE {RESULTS} SET big = NULL WHERE id = 1")
    kept = hub.value(f"SELECT result_data FROM {LEAF} WHERE id = 1")
    assert {key: kept[key] for key in extra} == extra
    hub.query(f"UPDATE {LEAF} SET result_data = '{document}' WHERE id = 1")
    ran = run_install(hub, "rollback")
    assert ran.status == DONE, ran.err
    assert rows(hub, "id = 1") == seen
    if extra:
        assert "kept in v1_hub_retired.work_result_extra" in ran.err
        aside = hub.query("SELECT row_key, extra FROM v1_hub_retired.work_result_extra")
        assert aside == [([1], extra)]
    else:
        assert hub.value("SELECT to_regclass('v1_hub_retired.work_result_extra') IS NULL")


def test_extra_keys_of_two_rollbacks_are_all_kept(hub: Database, run_install: RunInstall) -> None:
    hub.query(f"UPDATE {LEAF} SET result_data = result_data || '{{\"a\": 1}}' WHERE id = 1")
    assert run_install(hub, "rollback").status == DONE
    assert run_install(hub, "install").status == DONE
    hub.query(f"UPDATE {LEAF} SET result_data = result_data || '{{\"b\": 2}}' WHERE id = 2")
    assert run_install(hub, "rollback").status == DONE
    aside = "SELECT row_key, extra FROM v1_hub_retired.work_result_extra ORDER BY kept_at"
    assert hub.query(aside) == [([1], {"a": 1}), ([2], {"b": 2})]
    # Somebody's view stands on it, and empties it.
    hub.query("CREATE VIEW seen AS TABLE v1_hub_retired.work_result_extra; DELETE FROM seen")
    assert run_install(hub, "install").status == DONE
    assert run_install(hub, "rollback").status == DONE
    assert hub.query("TABLE seen") == []


def test_what_new_code_wrote_into_a_leaf_is_kept(hub_db: Database, run_install: RunInstall) -> None:
    """Into columns of other logs and result_data; of tables with a key and without."""
    hub_db.query(
        "ALTER TABLE v1_hub.client_activity DROP CONSTRAINT v1_hub_client_activity_logs_pkey"
    )
    hub_db.query("UPDATE v1_hub.proxy_usage SET status = 'mine' WHERE id = 5")
    hub_db.query(
        """UPDATE v1_hub.proxy_usage SET result_data = '{"a": {"b": null}}' WHERE id = 6"""
    )
    hub_db.query("UPDATE v1_hub.work_result SET remote_ip = '10.0.0.9' WHERE id = 7")
    hub_db.query("UPDATE v1_hub.client_activity SET work_date = '2026-01-01' WHERE id = 8")
    ran = run_install(hub_db, "rollback")
    assert ran.status == DONE, ran.err
    assert "2 rows of v1_hub_proxy_usage with values" in ran.err
    assert ran.err.count("1 row of v1_hub_work_results with values") == 1
    kept = "SELECT row_key, extra FROM v1_hub_retired.{}_extra ORDER BY row_key"
    assert hub_db.query(kept.format("proxy_usage")) == [
        ([5], {"status": "mine"}),
        ([6], {"result_data": {"a": {"b": None}}}),
    ]
    assert hub_db.query(kept.format("work_result")) == [([7], {"remote_ip": "10.0.0.9"})]
    ((key, extra),) = hub_db.query(kept.format("client_activity"))
    assert (8 in key, len(key) > 1, extra) == (True, True, {"work_date": "2026-01-01"})
    assert hub_db.value("SELECT to_regclass('v1_hub_retired.proxy_ip_mapping_extra') IS NULL")


def test_what_is_kept_of_a_wide_row_without_a_key_has_all_its_columns(
    legacy: Database, run_install: RunInstall
) -> None:
    columns = ", ".join(f"c{i} integer" for i in range(120))
    legacy.query(f"CREATE TABLE v1_hub_client_activity_logs (id serial, {columns})")
    legacy.query("INSERT INTO v1_hub_client_activity_logs (c119) VALUES (5)")
    assert run_install(legacy, "install").status == DONE
    legacy.query("UPDATE v1_hub.client_activity SET note = 'mine'")
    ran = run_install(legacy, "rollback")
    assert ran.status == DONE, ran.err
    kept = "SELECT row_key, extra FROM v1_hub_retired.client_activity_extra"
    assert legacy.query(kept) == [([1, *[None] * 119, 5], {"note": "mine"})]


def test_the_owner_goes_on_with_what_a_superuser_kept(
    hub: Database, run_install: RunInstall
) -> None:
    for user, key in (("postgres", "a"), ("hub_owner", "b")):
        hub.query(f"UPDATE {LEAF} SET result_data = result_data || '{{\"{key}\": 1}}' WHERE id = 2")
        ran = run_install(hub, "rollback", "--yes", user=user)
        assert ran.status == DONE, ran.err
        assert run_install(hub, "install").status == DONE
    aside = "SELECT extra FROM v1_hub_retired.work_result_extra ORDER BY kept_at"
    assert hub.query(aside) == [({"a": 1},), ({"b": 1},)]


def test_what_new_code_writes_until_the_tables_go_back_is_kept(
    hub_db: Database, run_install: RunInstall, monkeypatch: Any
) -> None:
    """While the cut back waits for its locks, too; and its numbers are given once."""
    from v1_hub import commands, way_back

    write = (
        "INSERT INTO v1_hub_activity_logs (log_type, proxy_id, success, logged_at, status) "
        "VALUES ('proxy_usage', 1, true, LOCALTIMESTAMP, 'mine') RETURNING id"
    )
    assert hub_db.query(write) == [(-1,)]
    cut_back = way_back.run_cut_back

    def waiting(*arguments: Any) -> float:
        assert hub_db.query(write) == [(-2,)]
        hub_db.query("UPDATE v1_hub.work_result SET remote_ip = '10.0.0.9' WHERE id = 7")
        return cut_back(*arguments)

    monkeypatch.setattr(commands, "run_cut_back", waiting)
    ran = run_install(hub_db, "rollback")
    assert ran.status == DONE, ran.err
    assert "2 rows of v1_hub_proxy_usage with values" in ran.err
    kept = "SELECT row_key, extra FROM v1_hub_retired.{}_extra ORDER BY row_key DESC"
    assert hub_db.query(kept.format("proxy_usage")) == [
        ([-1], {"status": "mine"}),
        ([-2], {"status": "mine"}),
    ]
    assert hub_db.query(kept.format("work_result")) == [([7], {"remote_ip": "10.0.0.9"})]
    assert hub_db.value("SELECT to_regclass('v1_hub_retired.proxy_ip_mapping_extra') IS NULL")
    assert run_install(hub_db, "install").status == DONE
    assert hub_db.query(write) == [(-3,)]


def test_what_comes_while_a_rollback_is_under_way_is_kept_once(
    hub_db: Database, run_install: RunInstall
) -> None:
    """By a role that may only insert, into a leaf and through the log; legacy code writes on."""
    from v1_hub import commands

    writer = "only_writes"
    hub_db.query(
        f"DO $$ BEGIN CREATE ROLE {writer} LOGIN; EXCEPTION WHEN duplicate_object THEN END $$",
        user="postgres",
    )
    hub_db.query(
        f"GRANT INSERT ON v1_hub_activity_logs, v1_hub_proxy_usage TO {writer};"
        f"GRANT USAGE ON v1_hub_activity_logs_id_seq, v1_hub_proxy_usage_id_seq TO {writer};"
        f"ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO {writer}"
    )
    hub_db.query("UPDATE v1_hub.proxy_usage SET status = 'old' WHERE id = 4")
    interrupt(hub_db, "rollback", commands, "run_cut_back")
    keeper = "v1_hub.keep_proxy_usage_extra()"
    assert hub_db.query(
        "SELECT prosecdef, has_function_privilege(%s, oid, 'EXECUTE') FROM pg_proc "
        "WHERE oid = %s::regprocedure",
        writer,
        keeper,
    ) == [(True, False)]
    hub_db.query(
        "INSERT INTO v1_hub_activity_logs (log_type, proxy_id, success, logged_at, status) "
        "VALUES ('proxy_usage', 1, true, LOCALTIMESTAMP, 'mine')",
        user=writer,
    )
    usage = "(proxy_id, success) VALUES (1, true)"
    hub_db.query(f"INSERT INTO v1_hub_proxy_usage {usage}", user=writer)
    hub_db.query("UPDATE v1_hub_proxy_usage SET success = NOT success WHERE id IN (3, 4)")
    hub_db.query("UPDATE v1_hub.proxy_usage SET status = 'new' WHERE id = 5")
    kept = "SELECT DISTINCT row_key, extra FROM v1_hub_retired.proxy_usage_extra ORDER BY row_key"
    expected = [([-1], {"status": "mine"}), ([4], {"status": "old"}), ([5], {"status": "new"})]
    assert hub_db.query(kept) == expected
    ran = run_install(hub_db, "rollback")
    assert ran.status == DONE, ran.err
    assert "3 rows of v1_hub_proxy_usage with values" in ran.err
    assert hub_db.query(kept) == expected
    assert hub_db.query("SELECT success FROM v1_hub_proxy_usage WHERE id = -1") == [(True,)]


def test_a_rollback_that_becomes_an_install_again_keeps_nothing_aside_any_more(
    hub_db: Database, run_install: RunInstall
) -> None:
    from v1_hub import commands

    keepers = "SELECT count(*) FROM pg_proc WHERE proname LIKE 'keep\\_%\\_extra'"
    interrupt(hub_db, "rollback", commands, "run_cut_back")
    assert hub_db.value(keepers) == 6
    planned = run_install(hub_db, "plan")
    assert (planned.status, planned.out.count("\n")) == (PENDING, 1), planned.out
    assert "is returning: install.py rollback goes on" in planned.out
    ran = run_install(hub_db, "install")
    assert ran.status == DONE, ran.err
    assert hub_db.value(keepers) == 0
    assert_verified(hub_db)
    hub_db.query("UPDATE v1_hub.proxy_usage SET status = 'mine' WHERE id = 5")
    assert hub_db.value("SELECT count(*) FROM v1_hub_retired.proxy_usage_extra") == 0


def test_a_column_that_the_log_takes_on_during_a_rollback_is_named(
    hub_db: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    from v1_hub import commands, way_back

    cut_back = way_back.run_cut_back

    def widened(*arguments: Any) -> float:
        hub_db.query("ALTER TABLE v1_hub_activity_logs ADD COLUMN mine text")
        hub_db.query("UPDATE v1_hub.proxy_usage SET mine = 'x' WHERE id = 5")
        return cut_back(*arguments)

    monkeypatch.setattr(commands, "run_cut_back", widened)
    ran = run_install(hub_db, "rollback")
    assert (ran.status, "DROP COLUMN mine" in ran.out) == (BLOCKED, True), ran.out
    assert hub_db.query("SELECT mine FROM v1_hub.proxy_usage WHERE id = 5") == [("x",)]


# --- writes through the view ---------------------------------------------------------------------
def test_the_later_of_two_writers_gets_40001_and_nothing_is_lost(hub: Database) -> None:
    query = f"UPDATE {RESULTS} SET pages = coalesce(pages, 0) + 1 WHERE id = 7"
    before = hub.value(f"SELECT coalesce(pages, 0) FROM {RESULTS} WHERE id = 7")
    with hub.connect(autocommit=False) as first, hub.connect() as second:
        first.execute(query.encode())
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(second.execute, query.encode())
            for _ in range(500):
                if hub.value("SELECT count(*) FROM pg_locks WHERE NOT granted"):
                    break
            first.commit()
            with pytest.raises(psycopg.errors.SerializationFailure) as refused:
                waiting.result()
        told = refused.value.diag
        assert told.message_primary == "could not serialize access due to concurrent update"
        assert told.message_hint == "Repeat the statement."
        assert f"public.{RESULTS}" in (told.message_detail or "")
        second.execute(query.encode())
    assert hub.value(f"SELECT pages FROM {RESULTS} WHERE id = 7") == before + 2


def test_a_writer_that_is_rolled_back_disturbs_nobody(hub: Database) -> None:
    with hub.connect(autocommit=False) as first, hub.connect() as second:
        first.execute(f"UPDATE {RESULTS} SET pages = 50 WHERE id = 7".encode())
        with ThreadPoolExecutor(1) as pool:
            late = f"UPDATE {RESULTS} SET pages = 60 WHERE id = 7"
            waiting = pool.submit(second.execute, late.encode())
            for _ in range(500):
                if hub.value("SELECT count(*) FROM pg_locks WHERE NOT granted"):
                    break
            first.rollback()
            assert waiting.result().rowcount == 1
    assert hub.value(f"SELECT pages FROM {RESULTS} WHERE id = 7") == 60


def test_a_row_locked_through_the_view_is_written_without_40001(hub: Database) -> None:
    with hub.connect(autocommit=False) as first, hub.connect(autocommit=False) as second:
        lock = f"SELECT pages FROM {RESULTS} WHERE id = 7 FOR UPDATE"
        first.execute(lock.encode())
        second.execute("SET LOCAL lock_timeout = '100ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            second.execute(lock.encode())
        second.rollback()
        skipped = f"SELECT id FROM {RESULTS} WHERE id IN (7, 8) FOR UPDATE SKIP LOCKED"
        assert second.execute(skipped.encode()).fetchall() == [(8,)]
        second.rollback()
        first.execute(f"UPDATE {RESULTS} SET pages = 70 WHERE id = 7".encode())
        first.commit()
    assert hub.value(f"SELECT pages FROM {RESULTS} WHERE id = 7") == 70


class Twice(NamedTuple):
    statement: str
    rows: int


MEETS_TWICE = {
    "update": Twice(
        f"UPDATE {RESULTS} AS r SET pages = m.n FROM (VALUES (91), (92)) AS m (n) WHERE r.id = 7", 1
    ),
    "increment": Twice(
        f"UPDATE {RESULTS} SET pages = pages + 1 FROM generate_series(1, 3) WHERE id IN (6, 8)",
        2,
    ),
    "delete": Twice(f"DELETE FROM {RESULTS} AS r USING generate_series(1, 3) WHERE r.id = 7", 1),
}


@pytest.mark.parametrize("within", ["", "SAVEPOINT s"])
@pytest.mark.parametrize("what", MEETS_TWICE)
def test_a_statement_that_meets_a_row_twice_counts_once(
    hub: Database, what: str, within: str
) -> None:
    statement, count = MEETS_TWICE[what]
    values = f"SELECT id, pages FROM {RESULTS} WHERE id IN (6, 7, 8) ORDER BY id"
    before = dict(hub.query(values))
    with hub.connect(autocommit=False) as conn:
        if within:
            conn.execute(within.encode())
        assert conn.execute(statement.encode()).rowcount == count
        conn.commit()
    after = dict(hub.query(values))
    if what == "update":
        assert after[7] in (91, 92)
    elif what == "increment":
        assert (after[6], after[8]) == (before[6] + 1, before[8] + 1)
    else:
        assert 7 not in after


@pytest.mark.parametrize("within", ["", "SAVEPOINT s"])
def test_a_statement_goes_on_from_what_its_transaction_wrote(hub: Database, within: str) -> None:
    with hub.connect(autocommit=False) as conn:
        for turn in range(1, 4):
            if within:
                conn.execute(f"SAVEPOINT s{turn}".encode())
            done = conn.execute(f"UPDATE {RESULTS} SET pages = {turn} WHERE id = 7".encode())
            assert done.rowcount == 1
        conn.commit()
    assert hub.value(f"SELECT pages FROM {RESULTS} WHERE id = 7") == 3


def test_refusals_are_those_of_the_table(hub: Database) -> None:
    for statement, sqlstate, constraint in (
        (f"INSERT INTO {RESULTS} (id, allocation_id) VALUES (1, 1)", "23505", f"{RESULTS}_pkey"),
        (f"INSERT INTO {RESULTS} (pages) VALUES (1)", "23502", None),
        (f"UPDATE {RESULTS} SET status = 'x' WHERE id = 1", "23514", f"{RESULTS}_status_check"),
        (f"UPDATE {RESULTS} SET kind = '123456' WHERE id = 1", "22001", None),
        (f"UPDATE {RESULTS} SET ratio = 99999 WHERE id = 1", "22003", None),
        (f"UPDATE {RESULTS} SET pages = pages + 2147483647 WHERE id = 1", "22003", None),
    ):
        with pytest.raises(psycopg.Error) as refused:
            hub.query(statement)
        told = refused.value.diag
        assert (told.sqlstate, told.constraint_name) == (sqlstate, constraint), statement


# --- the end of the way back ---------------------------------------------------------------------
def test_finalize_drops_the_emptied_columns_and_rollback_then_exits_3(
    hub: Database, run_install: RunInstall
) -> None:
    before = rows(hub)
    commented = "SELECT col_description(%s::regclass, attnum) FROM pg_attribute WHERE attname = %s"
    emptied = hub.query(commented + " AND attrelid = %s::regclass", "v1_hub_activity_logs", "note",
                        "v1_hub_activity_logs")  # fmt: skip
    assert "Emptied" in (emptied[0][0] or "")  # told to whoever looks before the finalize
    assert run_install(hub, "finalize", "--yes").status == DONE
    assert rows(hub) == before
    columns = hub.query(
        "SELECT attrelid::regclass::text, attname::text FROM pg_attribute WHERE attnum > 0 "
        "AND NOT attisdropped AND attname IN ('pages', 'note', 'details') AND attrelid IN "
        f"('{LEAF}'::regclass, 'v1_hub_activity_logs'::regclass)"
    )
    assert columns == []
    ran = run_install(hub, "rollback")
    assert ran.status == BLOCKED
    assert "there is no way back" in ran.err
    assert rows(hub) == before
    hub.query(f"INSERT INTO {RESULTS} (allocation_id, note) VALUES (1, 'later')")
    hub.query(f"UPDATE {RESULTS} SET note = 'and changed' WHERE note = 'later'")
    assert hub.value(f"SELECT count(*) FROM {RESULTS} WHERE note = 'and changed'") == 1
    assert_verified(hub)


def test_an_interrupted_finish_is_told_and_finalize_waits_for_it(
    legacy: Database, run_install: RunInstall
) -> None:
    from v1_hub import batches, way_back

    legacy.query(f"ANALYZE {RESULTS}")
    assert "interrupted" in interrupt(legacy, "install", batches, "fold_pages")
    ran = run_install(legacy, "status")
    assert "finishing" in ran.out
    assert f"{RESULTS}: 0 of 300 rows" in ran.out
    assert "install.py install goes on." in ran.out
    ran = run_install(legacy, "plan")
    assert (ran.status, ran.out.splitlines()[0]) == (
        PENDING,
        "the hub in schema public is finishing: install.py install goes on",
    )
    told = json.loads(run_install(legacy, "plan", "--json").out)
    assert (told["result"], told["state"]) == ("changes pending", "finishing")
    ran = run_install(legacy, "verify")
    assert ran.out.splitlines()[0] == (
        "not ok: the hub in schema public: stage: is finishing: install.py install goes on"
    )
    ran = run_install(legacy, "finalize", "--yes")
    assert ran.status == BLOCKED
    assert "interrupted" in interrupt(legacy, "rollback", way_back, "renew_indexes")
    ran = run_install(legacy, "plan")
    assert (ran.status, "is returning: install.py rollback goes on" in ran.out) == (PENDING, True)
    assert run_install(legacy, "install").status == DONE
    assert run_install(legacy, "finalize", "--yes").status == DONE


def test_columns_with_names_that_plpgsql_reserves_are_written_as_any(
    legacy: Database, run_install: RunInstall
) -> None:
    """SQL needs no quotes around them; in PL/pgSQL NEW.by is no column."""
    words = ["begin", "by", "declare", "execute", "foreach", "if", "loop", "strict"]
    added = ", ".join(f"ADD {word} {'jsonb' if word == 'if' else 'integer'}" for word in words)
    legacy.query(f"ALTER TABLE {RESULTS} {added}; ALTER TABLE {RESULTS} RENAME id TO while")
    assert run_install(legacy, "install").status == DONE
    names, given = ", ".join(words), ", ".join(["'7'"] * len(words))
    legacy.query(f"INSERT INTO {RESULTS} (allocation_id, {names}) VALUES (1, {given})")
    legacy.query(f"UPDATE {RESULTS} SET by = 8, if = NULL WHERE loop = 7")
    legacy.query(f"DELETE FROM {RESULTS} WHERE while = 1")
    assert run_install(legacy, "rollback").status == DONE
    changed = f"SELECT {names} FROM {RESULTS} WHERE by IS NOT NULL"
    assert legacy.query(changed) == [(7, 8, 7, 7, 7, None, 7, 7)]
    assert legacy.value(f"SELECT count(*) FROM {RESULTS}") == 300


def test_a_plan_after_an_interrupted_copy_brings_nothing_up_to_date(
    legacy_db: Database, run_install: RunInstall
) -> None:
    """Nor later: the materialized views go to the view just before it is written otherwise."""
    from v1_hub import batches

    interrupt(legacy_db, "install", batches, "copy_history")
    told = run_install(legacy_db, "plan").out
    assert "install.py install goes on" in told
    assert "To bring up to date" not in told
    assert run_install(legacy_db, "install").status == DONE
    assert_verified(legacy_db)
