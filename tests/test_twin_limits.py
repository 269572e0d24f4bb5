"""What PostgreSQL does not allow on a view: each limit with PostgreSQL's own error on the hub.

Each is shown to work on the untouched table first, so that this file is the list of differences.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import psycopg
import pytest

from conftest import NewHub, RunInstall, Twins
from servers import OWNER, Database, Server
from twin import LEAVES, RESULTS, RETIRED, Pair
from v1_hub.failure import BLOCKED, DONE

MAPPING, HEARTBEAT, USAGE, ACTIVITY, TRACKING = LEAVES
HISTORY, SLOTS = "v1_hub_work_slots_history", "v1_hub_work_slots"


@pytest.fixture(scope="module")
def pair(server: Server) -> Iterator[Pair]:
    """One pair of twins for the whole file: what these tests do is rolled back."""
    made = Pair(server.hub(consolidated=False), server.hub(consolidated=True))
    yield made
    made.close()
    for database in made.databases:
        server.drop(database)


@pytest.fixture
def shared(pair: Pair) -> Twins:
    return Twins(*pair.databases)


def only_on_a_table(pair: Pair, query: str, sqlstate: str, message: str) -> None:
    """The statement works on the table, and is refused on the view with this error."""
    with pair.transaction(how="ROLLBACK"):
        table, view = pair.run(query, same=False)
    pair.accept_sequences()
    assert table.refusal is None, (query, table.refusal)
    assert view.refusal is not None, f"{query} works on the view: no limit any more"
    assert (view.refusal.sqlstate, view.refusal.message) == (sqlstate, message), query


@pytest.mark.parametrize("table", RETIRED)
def test_truncate(pair: Pair, table: str) -> None:
    message = f'"{table}" is not a table'
    only_on_a_table(pair, f"TRUNCATE {table} CASCADE", "42809", message)


@pytest.mark.parametrize("table", RETIRED)
def test_where_current_of(shared: Twins, table: str) -> None:
    for database in shared:
        with database.connect(autocommit=False) as conn:
            conn.execute(f"DECLARE c CURSOR FOR SELECT * FROM {table} FOR UPDATE".encode())
            conn.execute("FETCH c")
            if database is shared.legacy:
                conn.execute(f"DELETE FROM {table} WHERE CURRENT OF c".encode())
            else:
                with pytest.raises(psycopg.errors.FeatureNotSupported) as refused:
                    conn.execute(f"DELETE FROM {table} WHERE CURRENT OF c".encode())
                told = refused.value.diag.message_primary
                assert told == "WHERE CURRENT OF on a view is not implemented"
            conn.rollback()


@pytest.mark.parametrize("column", ["ctid", "xmin", "xmax", "tableoid"])
def test_system_columns(pair: Pair, column: str) -> None:
    for table in RETIRED:
        message = f'column "{column}" does not exist'
        only_on_a_table(pair, f"SELECT {column} FROM {table}", "42703", message)


def test_merge_before_postgresql_17(pair: Pair) -> None:
    for table in RETIRED:
        query = (
            f"MERGE INTO {table} t USING (SELECT -1) s (id) ON t.id = s.id WHEN MATCHED THEN DELETE"
        )
        if pair.databases[0].server.major >= 17:
            pair.run(query)
        else:
            only_on_a_table(pair, query, "0A000", f'cannot execute MERGE on relation "{table}"')
    assert not pair.differences, pair.differences


def test_copy_to(pair: Pair) -> None:
    for table in RETIRED:
        told = []
        for database in pair.databases:
            with database.connect() as conn, conn.cursor() as cursor:
                try:
                    with cursor.copy(f"COPY {table} TO STDOUT".encode()) as copy:
                        told.append(str(len(list(copy.rows())) > 0))
                except psycopg.Error as error:
                    told.append(f"{error.sqlstate} {error.diag.message_primary}")
        assert told == ["True", f'42809 cannot copy from view "{table}"']
        pair.run(f"SELECT * FROM {table} ORDER BY id")  # COPY (SELECT ...) TO is what remains
    assert not pair.differences, pair.differences


def copy_in(database: Database, table: str, columns: str, line: str) -> str:
    with database.connect() as conn, conn.cursor() as cursor:
        try:
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN".encode()) as copy:
                copy.write(line)
        except psycopg.Error as error:
            return f"{error.sqlstate} {error.diag.message_primary}"
        return str(cursor.statusmessage)


def test_copy_from_a_client_into_a_leaf(twins: Twins) -> None:
    for table, columns, line in (
        (MAPPING, "proxy_number", "7\n"),
        (HEARTBEAT, "name, remote_ip", "copied\tx\n"),
        (USAGE, "proxy_id", "1\n"),
        (ACTIVITY, "client_ip", "10.8.0.1\n"),
        (TRACKING, "work_slot_id, work_date, target_count", "1\t2031-01-01\t1\n"),
    ):
        assert copy_in(twins.legacy, table, columns, line) == "COPY 1"
        assert copy_in(twins.hub, table, columns, line) == f'42809 cannot copy to view "{table}"'


def test_copy_from_a_client_works_on_the_folded_and_the_history_view(twins: Twins) -> None:
    pair = Pair(*twins)
    for table, columns, line in (
        (RESULTS, "allocation_id, started_at, status, total_requests, block_details, created_at",
         "1\t2031-01-01\terror\t5\t{\"a\": null}\t2031-01-01\n"),
        (HISTORY, "work_slot_id, operation, changed_at", "1\tCOPY\t2031-01-01\n"),
    ):  # fmt: skip
        for database in pair.databases:
            assert copy_in(database, table, columns, line) == "COPY 1"
    pair.finish()


def test_on_conflict_with_columns_on_the_folded_and_the_history_view(pair: Pair) -> None:
    message = "there is no unique or exclusion constraint matching the ON CONFLICT specification"
    for query in (
        f"INSERT INTO {RESULTS} (id, allocation_id, started_at, status) "
        "VALUES (1, 1, '2031-01-01', 'error') "
        "ON CONFLICT (id) DO UPDATE SET status = EXCLUDED.status",
        f"INSERT INTO {HISTORY} (id, work_slot_id, operation) VALUES (1, 1, 'x') "
        "ON CONFLICT (id) DO NOTHING",
    ):
        only_on_a_table(pair, query, "42P10", message)


def test_on_conflict_on_constraint(pair: Pair) -> None:
    query = (
        f"INSERT INTO {TRACKING} (work_slot_id, work_date, target_count) "
        "VALUES (1, CURRENT_DATE, 9) ON CONFLICT ON CONSTRAINT uk_daily_tracking DO NOTHING"
    )
    message = f'constraint "uk_daily_tracking" for table "{TRACKING}" does not exist'
    only_on_a_table(pair, query, "42704", message)
    pair.run(query.replace("ON CONSTRAINT uk_daily_tracking", "(work_slot_id, work_date)"))


def test_on_conflict_do_nothing_on_the_folded_view(pair: Pair) -> None:
    """Without columns PostgreSQL lets it pass, and the trigger's own INSERT is refused."""
    with pair.transaction(how="ROLLBACK"):
        table, view = pair.run(
            f"INSERT INTO {RESULTS} (id, allocation_id, started_at, status) "
            "VALUES (1, 1, '2031-01-01', 'error') ON CONFLICT DO NOTHING",
            same=False,
        )
    pair.accept_sequences()
    assert (table.status, table.refusal) == ("INSERT 0 0", None)
    assert view.refusal is not None
    assert (view.refusal.sqlstate, view.refusal.constraint) == ("23505", "v1_hub_work_results_pkey")


def test_what_goes_with_a_result_is_not_deleted_by_the_same_statement(pair: Pair) -> None:
    only_on_a_table(
        pair,
        f"WITH gone AS (DELETE FROM {RESULTS} RETURNING id) "
        "DELETE FROM v1_hub_product_results AS p USING gone WHERE p.result_id = gone.id",
        "27000",
        "tuple to be deleted was already modified by an operation triggered by the current command",
    )


def test_functional_dependency_on_the_primary_key(pair: Pair) -> None:
    for table, column in ((USAGE, "used_ip"), (RESULTS, "status"), (HISTORY, "operation")):
        only_on_a_table(
            pair,
            f"SELECT t.id, t.{column} FROM {table} t GROUP BY t.id",
            "42803",
            f'column "t.{column}" must appear in the GROUP BY clause or be used in an aggregate '
            "function",
        )


def test_history_is_append_only(pair: Pair) -> None:
    for action, query in (
        ("UPDATE", f"UPDATE {HISTORY} SET change_summary = 'x' WHERE id = 1"),
        ("DELETE", f"DELETE FROM {HISTORY} WHERE id = 1"),
    ):
        only_on_a_table(pair, query, "42501", f"{action} of public.{HISTORY} is refused")
    for query in (
        f"DELETE FROM {HISTORY} WHERE id = -1",
        f"UPDATE {HISTORY} SET id = 1 WHERE false",
    ):
        pair.run(query)
    assert not pair.differences, pair.differences


def test_a_slot_with_history_can_be_deleted_at_last(pair: Pair) -> None:
    """The hand-written trigger made that fail: its row pointed at the slot just deleted."""
    with pair.transaction(how="ROLLBACK"):
        table, view = pair.run("DELETE FROM v1_hub_work_slots WHERE id = 5", same=False)
        _, kept = pair.run(
            f"SELECT operation FROM {HISTORY} WHERE work_slot_id = 5 ORDER BY id DESC LIMIT 1",
            same=False,
        )
    assert table.refusal is not None
    assert table.refusal.sqlstate == "23503"
    assert (view.status, view.refusal) == ("DELETE 1", None)
    assert kept.rows == (("DELETE",),)


def test_foreign_keys_to_a_view(pair: Pair) -> None:
    for table in RETIRED:
        only_on_a_table(
            pair,
            f"CREATE TABLE later (other integer REFERENCES {table} (id))",
            "42809",
            f'referenced relation "{table}" is not a table',
        )


@pytest.mark.parametrize(
    ("query", "sqlstate", "message"),
    [
        ("CREATE INDEX ON {} (id)", "42809", 'cannot create index on relation "{}"'),
        ("ANALYZE {}", None, None),
        ("VACUUM {}", None, None),
        ("SELECT * FROM {} TABLESAMPLE SYSTEM (100)", "0A000",
         "TABLESAMPLE clause can only be applied to tables and materialized views"),
        ("CREATE TABLE heir () INHERITS ({})", "42809",
         'inherited relation "{}" is not a table or foreign table'),
        ("CREATE PUBLICATION told FOR TABLE {}", "22023",
         'cannot add relation "{}" to publication'),
        ("CREATE TRIGGER t BEFORE INSERT ON {} FOR EACH ROW "
         "EXECUTE FUNCTION suppress_redundant_updates_trigger()", "42809", '"{}" is a view'),
    ],
)  # fmt: skip
def test_commands_for_tables_only(
    pair: Pair, query: str, sqlstate: str | None, message: str | None
) -> None:
    for table in RETIRED:
        given = query.format(table)
        told: list[tuple[str | None, str | None]] = []
        for database in pair.databases:
            try:
                database.query(given)
            except psycopg.Error as error:
                told.append((error.sqlstate, error.diag.message_primary))
            else:
                told.append((None, None))
        assert told[0] == (None, None)
        assert told[1] == (sqlstate, message.format(table) if message else None)
        for undo in ("DROP TABLE IF EXISTS heir", "DROP PUBLICATION IF EXISTS told",
                     f"DROP TRIGGER IF EXISTS t ON {table}"):  # fmt: skip
            pair.databases[0].query(undo)


def test_lock_table_locks_the_leaf_too(shared: Twins) -> None:
    """LOCK TABLE works on a view, and takes the relations under it along."""
    for database in shared:
        with database.connect(autocommit=False) as conn, database.connect() as other:
            conn.execute(f"LOCK TABLE {USAGE} IN EXCLUSIVE MODE".encode())
            other.execute("SET lock_timeout = '50ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other.execute(f"INSERT INTO {USAGE} (proxy_id) VALUES (1)".encode())
            conn.rollback()


def test_install_refreshes_materialized_views(new_hub: NewHub, run_install: RunInstall) -> None:
    """A copied table's materialized views are made anew: they show what is there now."""
    hub = new_hub()
    hub.query(f"DELETE FROM {RESULTS} WHERE status = 'success'")
    stale = "SELECT count(*) FROM v1_hub_daily_results WHERE status = 'success'"
    assert hub.value(stale) > 0
    assert run_install(hub, "install").status == 0
    assert hub.value(stale) == 0


@pytest.mark.parametrize("next_command", ["install", "rollback"])
def test_a_materialized_view_in_use_delays_nothing_but_itself(
    twins: Twins, new_hub: NewHub, run_install: RunInstall, next_command: str
) -> None:
    """The cut-over does not wait for it; until it stands on the view, it still refreshes right."""
    hub = new_hub()
    shown = "SELECT * FROM v1_hub_daily_results ORDER BY 1, 2"
    with hub.connect(autocommit=False) as reader:
        reader.execute(shown)
        ran = run_install(hub, "install", "--lock-wait", "1")
    assert ran.status == BLOCKED
    assert "v1_hub_daily_results" in ran.err
    written = f"INSERT INTO {RESULTS} (allocation_id, started_at, status, blocked_requests)"
    for database in (twins.legacy, hub):
        database.query(f"{written} VALUES (1, '2026-01-01', 'blocked', 777)")
        database.query("REFRESH MATERIALIZED VIEW v1_hub_daily_results")
    assert hub.query(shown) == twins.legacy.query(shown)
    assert run_install(hub, next_command).status == DONE
    for database in (twins.legacy, hub):
        database.query(f"{written} VALUES (1, '2026-01-01', 'blocked', 888)")
        database.query("REFRESH MATERIALIZED VIEW v1_hub_daily_results")
    assert hub.query(shown) == twins.legacy.query(shown)
    if next_command == "install":
        assert run_install(hub, "verify").status == DONE


def test_pg_get_serial_sequence(pair: Pair) -> None:
    for table in RETIRED:
        table_told, view_told = pair.run(
            f"SELECT pg_get_serial_sequence('{table}', 'id')", same=False
        )
        assert table_told.rows == ((f"public.{table}_id_seq",),)
        assert view_told.rows == ((None,),)
        pair.run(f"SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = '{table}'::"
                 "regclass ORDER BY adnum")  # fmt: skip
    assert not pair.differences, pair.differences


def test_lastval_is_what_it_was_after_every_insert(pair: Pair) -> None:
    """As PDO::lastInsertId() asks for it: no trigger of ours may draw a number in between."""
    for table, values, is_id in (
        (MAPPING, "(proxy_id, proxy_number) VALUES (1, 91)", True),
        (HEARTBEAT, "(name, remote_ip) VALUES ('l', '203.0.113.1')", True),
        (USAGE, "(proxy_id) VALUES (1)", True),
        (ACTIVITY, "(client_ip) VALUES ('l')", True),
        (TRACKING, "(work_slot_id, work_date, target_count) VALUES (1, '2031-01-01', 1)", True),
        (RESULTS, "(allocation_id, started_at, status) VALUES (1, '2031-01-01', 'error')", True),
        (HISTORY, "(work_slot_id, operation) VALUES (1, 'X')", True),
        ("v1_hub_proxies", "(server_ip, port) VALUES ('l', 1)", True),
        ("v1_hub_clients", "(client_ip) VALUES ('l')", True),
        ("v1_hub_work_allocations", "(work_slot_id, work_date) VALUES (1, '2031-01-01')", True),
        ("v1_hub_external_triggers", "(site_id, action) VALUES ('l', 'x')", True),
        # That of its history, which a trigger writes.
        (SLOTS, "(keyword, start_date, end_date) VALUES ('l', '2031-01-01', '2031-01-02')", False),
    ):
        with pair.transaction(how="ROLLBACK"):
            pair.run(f"INSERT INTO {table} {values}")
            query = f"SELECT lastval() = currval('{table}_id_seq')"
            told = [one.rows for one in pair.run(query)]
        assert told == [(("t" if is_id else "f",),)] * 2, table
    pair.accept_sequences()


def test_the_catalogue_tells_a_view_from_a_table(pair: Pair) -> None:
    for table in RETIRED:
        kinds = [
            one.rows
            for one in pair.run(
                f"SELECT relkind FROM pg_class WHERE oid = '{table}'::regclass", same=False
            )
        ]
        assert kinds == [(("r",),), (("v",),)]
        nullable = [
            one.rows
            for one in pair.run(
                "SELECT is_nullable FROM information_schema.columns "
                f"WHERE table_name = '{table}' AND column_name = 'id' AND table_schema = 'public'",
                same=False,
            )
        ]
        assert nullable == [(("NO",),), (("YES",),)]
        types = [one.columns for one in pair.run(f"SELECT t FROM {table} t LIMIT 1", same=False)]
        assert types[0] != types[1]  # a row's own type is the view's, its name the same
        pair.run(f"SELECT t FROM {table} t", same=False)


def test_keys_indexes_and_constraints_are_those_of_the_leaf(pair: Pair) -> None:
    """By these the updatable ResultSet of JDBC, reflection and generators know a table's key."""
    for table in RETIRED:
        for catalogue in ("pg_index WHERE indrelid", "pg_constraint WHERE conrelid"):
            query = f"SELECT count(*) > 0 FROM {catalogue} = '{table}'::regclass"
            assert [one.rows for one in pair.run(query, same=False)] == [(("t",),), (("f",),)]
    key = f"{USAGE}_proxy_id_fkey"
    query = f"SET CONSTRAINTS {key} IMMEDIATE"
    only_on_a_table(pair, query, "42704", f'constraint "{key}" does not exist')
    for query in ("SET CONSTRAINTS ALL IMMEDIATE", f"DELETE FROM {USAGE} WHERE proxy_id = 3"):
        pair.run(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT a.attname FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND"
        " a.attnum = any(i.indkey) WHERE i.indrelid = '{}'::regclass AND i.indisprimary",
        "SELECT a.attname FROM pg_constraint AS k JOIN pg_attribute AS a ON a.attrelid = k.conrelid"
        " AND k.conkey = ARRAY[a.attnum] WHERE k.conrelid = '{}'::regclass AND k.contype = 'p'",
    ],
    ids=["ActiveRecord and JDBC", "DBD::Pg"],
)
def test_a_client_that_looks_for_the_key_finds_none(pair: Pair, query: str) -> None:
    for table in RETIRED:
        table_told, view_told = pair.run(query.format(table), same=False)
        assert (table_told.rows, view_told.rows) == ((("id",),), ())


def test_postgres_fdw_writes_what_it_sends_whole(shared: Twins) -> None:
    """All else it sends row by row, by ctid, which a view has not."""
    for database in shared:
        host = database.url().split("host=")[1].split()[0]
        with database.connect("postgres") as conn:
            for query in (
                "CREATE EXTENSION postgres_fdw",
                "CREATE SERVER itself FOREIGN DATA WRAPPER postgres_fdw "
                f"OPTIONS (host '{host}', dbname '{database.name}')",
                f"CREATE USER MAPPING FOR postgres SERVER itself OPTIONS (user '{OWNER}')",
                "CREATE SCHEMA there",
                f"IMPORT FOREIGN SCHEMA public LIMIT TO ({RESULTS}) FROM SERVER itself INTO there",
            ):
                conn.execute(query.encode())
            for query in (
                f"INSERT INTO there.{RESULTS} (id, allocation_id, started_at, status) "
                "VALUES (-5, 1, '2031-01-01', 'error') RETURNING id",
                f"UPDATE there.{RESULTS} SET status = 'failed' WHERE id = -5 RETURNING id",
                f"DELETE FROM there.{RESULTS} WHERE id = -5 RETURNING id",
            ):
                assert conn.execute(query.encode()).fetchall() == [(-5,)]
            row_by_row = f"DELETE FROM there.{RESULTS} WHERE id = -5 AND random() < 2"
            if database is shared.legacy:
                conn.execute(row_by_row.encode())
            else:
                with pytest.raises(psycopg.errors.UndefinedColumn):
                    conn.execute(row_by_row.encode())
            conn.execute("DROP EXTENSION postgres_fdw CASCADE; DROP SCHEMA there")


def test_errors_of_a_leaf_name_the_leaf(shared: Twins) -> None:
    """Its schema and its own name: SQLSTATE, constraint and column are the table's."""
    told = []
    for database in shared:
        with pytest.raises(psycopg.errors.UniqueViolation) as refused:
            database.query(f"INSERT INTO {USAGE} (id) VALUES (1)")
        diag = refused.value.diag
        told.append((diag.schema_name, diag.table_name, diag.constraint_name))
    key = f"{USAGE}_pkey"
    assert told == [("public", USAGE, key), ("v1_hub", "proxy_usage", key)]
    messages = []
    for database in shared:
        with pytest.raises(psycopg.errors.ForeignKeyViolation) as missing_proxy:
            database.query(f"INSERT INTO {USAGE} (proxy_id) VALUES (-1)")
        messages.append((missing_proxy.value.diag.message_primary or "").split('"')[1])
    assert messages == [USAGE, "proxy_usage"]
    rows = []
    for database in shared:
        with pytest.raises(psycopg.errors.NotNullViolation) as missing:
            database.query(f"INSERT INTO {HEARTBEAT} (id, name, created_at, updated_at) "
                           "VALUES (1000, 'n', '2031-01-01', '2031-01-01')")  # fmt: skip
        rows.append(missing.value.diag.message_detail or "")
    assert rows[0].startswith("Failing row contains (1000, n, null, 2031-01-01 00:00:00")
    assert rows[1].startswith("Failing row contains (1000, n, null, 2031-01-01 00:00:00")
    assert len(rows[1]) > len(rows[0])  # the columns of the log
    for database in shared:
        with pytest.raises(psycopg.errors.NotNullViolation) as missing:
            database.query(f"INSERT INTO {HISTORY} (work_slot_id) VALUES (1)")
        rows.append(missing.value.diag.message_detail or "")
    assert rows[2].startswith("Failing row contains")
    assert rows[3] == ""


def test_history_ids_have_gaps(shared: Twins) -> None:
    """One sequence numbers the whole audit log: the history's ids ascend, with gaps."""
    told = []
    for database in shared:
        database.query("UPDATE v1_hub_clients SET max_folders = 31")
        told.append(
            database.value(
                f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (1, 'X') RETURNING id"
            )
        )
    assert told[1] > told[0]


def test_kept_table_has_three_columns_more(pair: Pair) -> None:
    table, hub = pair.run("SELECT * FROM v1_hub_proxies LIMIT 0", same=False)
    assert hub.columns[: len(table.columns)] == table.columns
    added = [name for name, *_ in hub.columns[len(table.columns) :]]
    assert added == ["ip_history", "last_heartbeat", "usage_stats"]
    named = ", ".join(name for name, *_ in table.columns)
    query = f"SELECT {named} FROM v1_hub_proxies UNION ALL SELECT * FROM v1_hub_proxies"
    only_on_a_table(pair, query, "42601", "each UNION query must have the same number of columns")


def test_dump_of_the_view_is_a_copy_of_a_query(shared: Twins) -> None:
    """COPY (SELECT ...) TO STDOUT is what is used instead of COPY view TO."""
    told = []
    for database in shared:
        buffer = io.BytesIO()
        with database.connect() as conn, conn.cursor() as cursor:
            query = f"COPY (SELECT * FROM {RESULTS} ORDER BY id) TO STDOUT"
            with cursor.copy(query.encode()) as copy:
                for chunk in copy:
                    buffer.write(bytes(chunk))
        told.append(buffer.getvalue())
    assert told[0] == told[1]
