"""The cut-over with clients at work: no transaction fails, every write is counted once."""

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
INSTALL = [sys.executable, str(Path(__file__).parents[1] / "install.py"), "install"]


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


def test_install_while_clients_write(new_hub: NewHub, capsys: pytest.CaptureFixture[str]) -> None:
    hub = new_hub(sample_rows=20_000)
    hub.query(f"UPDATE {TRACKING} SET completed_count = 0 WHERE id = 1")
    before = {name: hub.value(query) for name, query in TOTALS.items()}
    done: Counter[str] = Counter()
    stalls: dict[str, float] = {}
    failed: list[BaseException] = []
    over = threading.Event()

    def client(name: str, work: Callable[[psycopg.Connection[Any], int], None]) -> None:
        with hub.connect() as conn:
            while not over.is_set():
                start = time.monotonic()
                try:
                    work(conn, done[name])
                except Exception as error:
                    failed.append(error)
                    return
                stalls[name] = max(stalls.get(name, 0.0), time.monotonic() - start)
                done[name] += 1

    clients = [
        threading.Thread(target=client, args=(work.__name__, work))
        for work in (use, count, upsert, report)
    ]
    for one in clients:
        one.start()
    time.sleep(1)
    earlier = done.total()
    ran = subprocess.run(
        [*INSTALL, "--database-url", hub.url()], capture_output=True, text=True, check=False
    )
    later = done.total()
    time.sleep(1.5)
    over.set()
    for one in clients:
        one.join()

    assert ran.returncode == 0, ran.stderr
    assert failed == []
    assert 0 < earlier < later < done.total()
    after = {name: hub.value(query) for name, query in TOTALS.items()}
    assert {name: after[name] - before[name] for name in TOTALS} == dict(done)
    wrong = hub.value(
        f"SELECT count(*) FROM {RESULTS} r "
        "LEFT JOIN v1_hub_product_results p ON p.result_id = r.id "
        "WHERE r.id > %s AND (p.id IS NULL OR r.block_details <> 'null')",
        before["report"] + 10_000,
    )
    assert wrong == 0
    assert_verified(hub)
    assert hub.value("SELECT v1_hub.refresh_proxies()") == 0
    assert_verified(hub)
    with capsys.disabled():
        print(
            f"\n{hub.server.id}: install under load: {done.total()} transactions, none failed, "
            f"longest stall {max(stalls.values()):.2f} s ({max(stalls, key=stalls.__getitem__)})"
        )


def test_pgbench_runs_through_the_install(
    new_hub: NewHub, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    hub: Database = new_hub(sample_rows=20_000)
    bench = Path(__file__).parent / "bench"
    names = ("usage_insert", "tracking_increment", "mapping_upsert", "result_insert")
    command = [hub.server.program("pgbench"), "-n", "-M", "prepared", "-c", "4", "-j", "2"]
    command += ["-T", "8", "-l", f"--log-prefix={tmp_path / 'log'}"]
    for name, value in (("proxies", 50), ("keywords", 30), ("slots", 8), ("allocations", 500)):
        command += ["-D", f"{name}={value}"]
    for name in names:
        command += ["-f", str(bench / f"{name}.pgbench")]
    count_all = (
        f"SELECT (SELECT count(*) FROM {USAGE}) + (SELECT count(*) FROM {RESULTS}) "
        f"+ (SELECT sum(completed_count) FROM {TRACKING} WHERE work_date = CURRENT_DATE)"
    )
    before = hub.value(count_all)
    running = subprocess.Popen(
        [*command, hub.url()], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    time.sleep(1)
    ran = subprocess.run(
        [*INSTALL, "--database-url", hub.url()], capture_output=True, text=True, check=False
    )
    told, _ = running.communicate()
    assert ran.returncode == 0, ran.stderr
    assert running.returncode == 0, told
    assert "number of failed transactions: 0 (0.000%)" in told
    assert "aborted" not in told
    lines = [line.split() for log in tmp_path.glob("log*") for line in log.read_text().splitlines()]
    counted = [line for line in lines if names[int(line[3])] != "mapping_upsert"]
    assert hub.value(count_all) - before == len(counted)
    assert_verified(hub)
    with capsys.disabled():
        print(
            f"\n{hub.server.id}: pgbench through the install: {len(lines)} transactions, "
            f"none failed, longest {max(int(line[2]) for line in lines) / 1e6:.2f} s"
        )
