"""Install, finish and rollback with clients at work: none fails, every write is counted once."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from conftest import NewHub
from servers import Database, assert_verified
from twin import LEAVES, RESULTS

MAPPING, HEARTBEAT, USAGE, ACTIVITY, TRACKING = LEAVES
INSTALLER = [sys.executable, str(Path(__file__).parents[1] / "install.py")]


def use(conn: psycopg.Connection[Any], turn: int) -> None:
    conn.execute(
        f"INSERT INTO {USAGE} (proxy_id, keyword_id, success, response_time_ms) "
        "VALUES (%s, 1, TRUE, %s) RETURNING id".encode(),
        [1 + turn % 7, turn],
        prepare=True,
    )


def count(conn: psycopg.Connection[Any], turn: int) -> None:
    del turn
    query = f"UPDATE {TRACKING} SET completed_count = completed_count + 1 WHERE id = 1"
    assert conn.execute(query.encode(), prepare=True).rowcount == 1


def upsert(conn: psycopg.Connection[Any], turn: int) -> None:
    conn.execute(
        f"INSERT INTO {MAPPING} AS m (proxy_id, proxy_number, current_ip, is_active) "
        "VALUES (%s, 77, '1', TRUE) ON CONFLICT (proxy_id, proxy_number) "
        "DO UPDATE SET current_ip = (m.current_ip::integer + 1)::text, "
        "updated_at = CURRENT_TIMESTAMP".encode(),
        [1 + turn % 3],
        prepare=True,
    )


def report(conn: psycopg.Connection[Any], turn: int) -> None:
    with conn.transaction():
        row = conn.execute(
            f"INSERT INTO {RESULTS} (allocation_id, started_at, status, total_requests, "
            "block_details) VALUES (1, now(), 'success', %s, %s) RETURNING id".encode(),
            [turn, "null"],
            prepare=True,
        ).fetchone()
        assert row is not None
        conn.execute(
            "INSERT INTO v1_hub_product_results (result_id, product_id, product_name) "
            "VALUES (%s, 1, '상품')",
            row,
            prepare=True,
        )
        conn.execute(
            f"UPDATE {RESULTS} SET total_requests = total_requests + 1 WHERE id = %s".encode(),
            row,
            prepare=True,
        )


TOTALS = {
    "use": f"SELECT count(*) FROM {USAGE}",
    "count": f"SELECT completed_count FROM {TRACKING} WHERE id = 1",
    "upsert": "SELECT coalesce(sum(current_ip::integer), 0) "
    f"FROM {MAPPING} WHERE proxy_number = 77",
    "report": f"SELECT count(*) FROM {RESULTS}",
}


def run_installer(hub: Database, *command: str) -> None:
    ran = subprocess.run(
        [*INSTALLER, *command, "--database-url", hub.url()],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_clients_write_through_install_and_rollback(
    new_hub: NewHub, capsys: pytest.CaptureFixture[str]
) -> None:
    hub = new_hub(sample_rows=6_000)
    hub.query(f"UPDATE {TRACKING} SET completed_count = 0 WHERE id = 1")
    before = {name: hub.value(query) for name, query in TOTALS.items()}
    last_result = hub.value(f"SELECT max(id) FROM {RESULTS}")
    done: Counter[str] = Counter()
    stalls: dict[str, tuple[float, str]] = {}
    failed: list[BaseException] = []
    over = threading.Event()
    now = ["before"]

    def client(name: str, work: Callable[[psycopg.Connection[Any], int], None]) -> None:
        with hub.connect() as conn:
            while not over.is_set():
                start = time.monotonic()
                try:
                    work(conn, done[name])
                except Exception as error:
                    failed.append(error)
                    return
                stall = (time.monotonic() - start, name)
                stalls[now[0]] = max(stalls.get(now[0], stall), stall)
                done[name] += 1
                time.sleep(0.002)  # rollback has to bring back each row that comes meanwhile

    clients = [
        threading.Thread(target=client, args=(work.__name__, work))
        for work in (use, count, upsert, report)
    ]
    for one in clients:
        one.start()
    reached = []
    try:
        for command in ("install", "rollback"):
            time.sleep(0.7)
            reached.append(done.total())
            now[0] = command
            run_installer(hub, command)
            now[0] = f"after {command}"
            reached.append(done.total())
            if command == "install":
                assert_verified(hub)
        time.sleep(0.7)
    finally:
        over.set()
        for one in clients:
            one.join()

    assert failed == []
    assert 0 < reached[0] < reached[1] < reached[2] < reached[3] < done.total()
    after = {name: hub.value(query) for name, query in TOTALS.items()}
    assert {name: after[name] - before[name] for name in TOTALS} == dict(done)
    written = hub.query(
        "SELECT count(*), count(p.id), count(DISTINCT r.id), sum(total_requests - 1), "
        f"bool_and(r.block_details = 'null') FROM {RESULTS} AS r "
        "LEFT JOIN v1_hub_product_results AS p ON p.result_id = r.id WHERE r.id > %s",
        last_result,
    )
    turns = done["report"]
    assert written == [(turns, turns, turns, sum(range(turns)), True)]
    with capsys.disabled():
        told = ", ".join(f"{what} {seconds:.2f} s ({name})" for what, (seconds, name) in
                         stalls.items())  # fmt: skip
        print(
            f"\n{hub.server.id}: clients through install and rollback: {done.total()} transactions,"
            f" none failed; longest stall {told}"
        )


THROUGH_THE_LOG = (
    "INSERT INTO v1_hub_activity_logs (log_type, proxy_id, success, logged_at) "
    "VALUES ('proxy_usage', 1, TRUE, LOCALTIMESTAMP) RETURNING id"
)
RESULT = (
    f"INSERT INTO {RESULTS} (allocation_id, started_at, status, total_requests) "
    "VALUES (1, now(), 'success', 3) RETURNING id"
)


@pytest.mark.parametrize(
    ("command", "table", "write"),
    [
        ("rollback", USAGE, THROUGH_THE_LOG),
        ("rollback", RESULTS, RESULT),
    ],
)
def test_who_writes_without_a_pause_is_in_no_commands_way(
    new_hub: NewHub, command: str, table: str, write: str
) -> None:
    """They take the log or the view before the leaf, and so do we: else neither would go on."""
    hub = new_hub(consolidated=True)
    written: list[int] = []
    failed: list[BaseException] = []
    over = threading.Event()

    def client() -> None:
        with hub.connect() as conn:
            while not over.is_set():
                try:
                    row = conn.execute(write.encode()).fetchone()
                    assert row is not None
                    written.append(row[0])
                except psycopg.errors.UndefinedTable:
                    return  # the log is gone
                except Exception as error:
                    failed.append(error)
                    return

    clients = [threading.Thread(target=client) for _ in range(5)]
    for one in clients:
        one.start()
    try:
        time.sleep(0.3)
        run_installer(hub, command, "--yes", "--lock-wait", "5")
    finally:
        over.set()
        for one in clients:
            one.join()
    assert failed == []
    assert written
    found = hub.value(f"SELECT count(*) FROM {table} WHERE id = ANY (%s)", written)
    assert found == len(written) == len({*written})


BENCH = Path(__file__).parent / "bench"
SCRIPTS = ("usage_insert", "tracking_increment", "mapping_upsert", "result_insert")


def test_pgbench_runs_through_install_and_rollback(
    new_hub: NewHub, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    hub: Database = new_hub(sample_rows=10_000)
    count_all = (
        f"SELECT (SELECT count(*) FROM {USAGE}) + (SELECT count(*) FROM {RESULTS}) "
        f"+ (SELECT sum(completed_count) FROM {TRACKING} WHERE work_date = CURRENT_DATE)"
    )
    for during in ("install", "rollback"):
        log = tmp_path / during
        command = [hub.server.program("pgbench"), "-n", "-M", "prepared", "-c", "4", "-j", "2"]
        command += ["-T", "4", "-l", f"--log-prefix={log}"]
        for name, value in (("proxies", 50), ("keywords", 30), ("slots", 8), ("allocations", 500)):
            command += ["-D", f"{name}={value}"]
        for name in SCRIPTS:
            command += ["-f", str(BENCH / f"{name}.pgbench")]
        before = hub.value(count_all)
        running = subprocess.Popen(
            [*command, hub.url()], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        time.sleep(1)
        run_installer(hub, during)
        told, _ = running.communicate()
        assert running.returncode == 0, told
        assert "number of failed transactions: 0 (0.000%)" in told
        assert "aborted" not in told
        logs = [path.read_text() for path in tmp_path.glob(f"{during}*")]
        lines = [line.split() for text in logs for line in text.splitlines()]
        counted = [line for line in lines if SCRIPTS[int(line[3])] != "mapping_upsert"]
        assert hub.value(count_all) - before == len(counted)
        if during == "install":
            assert_verified(hub)
        with capsys.disabled():
            print(
                f"\n{hub.server.id}: pgbench through {during}: {len(lines)} transactions, "
                f"none failed, longest {max(int(line[2]) for line in lines) / 1e6:.2f} s"
            )
