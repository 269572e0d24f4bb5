"""What the audit log costs: un-audited, by hand, a minimal row trigger, and v1_hub.audit_enable().

    .venv/bin/python tests/bench/audit_bench.py [--rounds N] [--seconds S] [--servers pg15,pg18]

One interleaved run per server, durable commits (fsync on), TimeZone Asia/Seoul so that the change
of settings around the images is part of the price; the best of all rounds counts, for other work on
the machine only ever adds. The minimal trigger writes to_jsonb(OLD) and to_jsonb(NEW) into the
report's eight columns with a primary key and nothing else.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from servers import OWNER, Database, Server, find_servers  # noqa: E402
from v1_hub.package import audit_files  # noqa: E402
from v1_hub.server import LocalServer  # noqa: E402

HERE = Path(__file__).resolve().parent
KINDS = ("plain", "minimal", "audited")
SETTINGS = {"shared_buffers": "512MB", "max_wal_size": "8GB", "timezone": "'Asia/Seoul'"}
INSERT = (HERE / "audit_insert_many.sql").read_text()
MANY = {
    "INSERT": INSERT,
    "UPDATE": "UPDATE {t} SET status = 'done', proxy_id = proxy_id + 1, completed_at = now()",
    "DELETE": "DELETE FROM {t}",
}
ONE = {
    "INSERT": "INSERT INTO {t} (work_slot_id, work_date, proxy_id, client_ip, allocation_key)"
    " VALUES (1, current_date, 5, '192.168.0.1', 'abc');",
    "UPDATE": "\\set id random(1, 50000)\nUPDATE {t} SET status = 's' || :id % 7,"
    " completed_at = now(), proxy_id = proxy_id + 1 WHERE id = :id;",
}
COLUMNS = (
    "table_name, record_id, action, changed_by, changed_at, old_data, new_data, source_id,"
    " happened_at, transaction_id, session_role, application_name"
)


def by_hand(operation: str) -> list[str]:
    """The same rows, written into the log by the client in one INSERT ... SELECT."""
    said = (
        f"INSERT INTO v1_hub_audit_log ({COLUMNS}) SELECT 'plain', n.id, '{operation}',"
        " current_user, localtimestamp, {old}, {new}, 1, clock_timestamp(),"
        " pg_current_xact_id(), session_user, 'bench' FROM "
    )
    if operation == "UPDATE":
        values = said.format(old="to_jsonb(o.*)", new="to_jsonb(n.*)")
        return [
            "CREATE TEMPORARY TABLE o ON COMMIT DROP AS SELECT * FROM plain",
            MANY["UPDATE"].format(t="plain"),
            f"{values} o JOIN plain AS n USING (id)",
        ]
    image = "to_jsonb(n.*)"
    old, new = (image, "NULL") if operation == "DELETE" else ("NULL", image)
    written = MANY[operation].format(t="plain")
    return [f"WITH n AS ({written} RETURNING *) {said.format(old=old, new=new)} n"]


def prepare(server: Server) -> Database:
    database = server.create()
    with database.connect() as conn, conn.transaction():
        for _, text in audit_files("public"):
            conn.execute(text.encode())
        conn.execute((HERE / "audit_tables.sql").read_bytes())
        for kind in KINDS:
            conn.execute(INSERT.format(t=kind).encode())
        conn.execute(
            b"CREATE TRIGGER minimal AFTER INSERT OR UPDATE OR DELETE ON minimal"
            b" FOR EACH ROW EXECUTE FUNCTION minimal()"
        )
        conn.execute(b"SELECT v1_hub.audit_enable('audited')")
    return database


def many(database: Database, rounds: int) -> None:
    best: dict[tuple[str, str], float] = {}
    with database.connect() as conn:
        conn.execute("VACUUM ANALYZE")
        for _ in range(rounds):
            for operation, text in MANY.items():
                for kind in (*KINDS, "by hand"):
                    said = by_hand(operation) if kind == "by hand" else [text.format(t=kind)]
                    conn.execute("BEGIN")
                    started = time.perf_counter()
                    for statement in said:
                        conn.execute(statement.encode())
                    took = time.perf_counter() - started
                    conn.execute("ROLLBACK")
                    best[operation, kind] = min(best.get((operation, kind), took), took)
            conn.execute("VACUUM")
    for operation in MANY:
        plain, minimal, audited, hand = (
            best[operation, kind] for kind in ("plain", "minimal", "audited", "by hand")
        )
        print(
            f"  50,000 rows {operation}: {plain:.3f} s; by hand {hand / plain:.2f} x,"
            f" row trigger {minimal / plain:.2f} x, audited {audited / plain:.2f} x;"
            f" audited / by hand {audited / hand:.2f}, trigger / audited {minimal / audited:.2f}"
        )


def one(database: Database, rounds: int, seconds: int) -> None:
    for operation, text in ONE.items():
        for clients in (1, 2):
            best: dict[str, float] = {}
            for _ in range(rounds):
                for kind in KINDS:
                    with tempfile.NamedTemporaryFile("w", suffix=".pgbench") as script:
                        script.write(text.format(t=kind))
                        script.flush()
                        Path(script.name).chmod(0o644)
                        told = subprocess.run(
                            [
                                database.server.program("pgbench"),
                                "-n",
                                "-M",
                                "prepared",
                                "-c",
                                str(clients),
                                "-j",
                                str(clients),
                                "-T",
                                str(seconds),
                                "-f",
                                script.name,
                                database.url(),
                            ],
                            capture_output=True,
                            text=True,
                            check=True,
                        ).stdout
                    latency = float(re.findall(r"latency average = ([\d.]+) ms", told)[0])
                    best[kind] = min(best.get(kind, latency), latency)
            print(
                f"  one row {operation}, {clients} client(s): {best['plain']:.3f} ms;"
                f" row trigger {best['minimal'] / best['plain']:.2f} x,"
                f" audited {best['audited'] / best['plain']:.2f} x"
            )


def processor(database: Database, rounds: int, times: int = 20_000) -> None:
    """CPU of the server process, over the un-audited statement, each with its own COMMIT."""
    said = {
        "UPDATE": "UPDATE {t} SET status = 's' || i % 7, completed_at = now(),"
        " proxy_id = proxy_id + 1 WHERE id = i",
        "INSERT": ONE["INSERT"].rstrip(";"),
    }
    with database.connect() as conn:
        stat = Path(f"/proc/{conn.info.backend_pid}/stat")

        def used() -> float:
            fields = stat.read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / 100

        for operation, text in said.items():
            spent: dict[str, list[float]] = {kind: [] for kind in KINDS}
            for _ in range(rounds):
                for kind in KINDS:
                    loop = f"FOR i IN 1..{times} LOOP {text.format(t=kind)}; COMMIT; END LOOP;"
                    before = used()
                    conn.execute(f"DO $$ BEGIN {loop} END $$".encode())
                    spent[kind].append((used() - before) / times * 1e6)
            plain, minimal, audited = (statistics.median(spent[kind]) for kind in KINDS)
            print(
                f"  CPU of one {operation}: {plain:.1f} us; over it: row trigger"
                f" {minimal - plain:.1f}, audited {audited - plain:.1f} us"
            )


def plan_trap(database: Database) -> None:
    """Single rows first on one connection, then 10,000; against a fresh connection."""
    big = "UPDATE audited SET proxy_id = proxy_id + 1 WHERE id <= 10000"

    def timed(warm: bool) -> float:
        with database.connect() as conn:
            if warm:
                for n in range(30):
                    conn.execute(
                        "UPDATE audited SET proxy_id = proxy_id + 1 WHERE id = %s",
                        [n],
                        prepare=True,
                    )
            started = time.perf_counter()
            conn.execute(big.encode())
            return time.perf_counter() - started

    fresh, warm = (min(timed(kind) for _ in range(3)) for kind in (False, True))
    print(
        f"  10,000 rows after single rows: {warm:.3f} s, fresh {fresh:.3f} s: {warm / fresh:.2f} x"
    )


def size(database: Database) -> None:
    def bytes_of(where: str) -> int:
        return int(database.value(f"SELECT sum(pg_total_relation_size(t)) FROM {where}"))

    log = "(SELECT relid AS t FROM pg_partition_tree('v1_hub_audit_log') WHERE isleaf) AS x"
    small = "(VALUES ('minimal_log'::regclass)) AS x (t)"
    change = "UPDATE {t} SET status = 'again', proxy_id = 9, completed_at = now()"
    for name, table, where in (("audited", "audited", log), ("row trigger", "minimal", small)):
        rows = database.value(f"SELECT count(*) FROM {table}")
        before = bytes_of(where)
        database.query(change.format(t=table))
        print(f"  {name}: {(bytes_of(where) - before) / rows:.0f} bytes an UPDATE, with indexes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--servers", default="pg15,pg18")
    options = parser.parse_args()
    for name, bindir in find_servers().items():
        if name not in options.servers.split(","):
            continue
        folder = Path(tempfile.mkdtemp(prefix=f"audit_bench_{name}_"))
        folder.chmod(0o711)
        server = Server(name, LocalServer(folder, bindir))
        try:
            server.local.start(SETTINGS)
            server.admin(f"CREATE ROLE {OWNER} LOGIN")
            print(name, flush=True)
            many(prepare(server), options.rounds)
            processor(prepare(server), options.rounds)
            database = prepare(server)
            one(database, options.rounds, options.seconds)
            database = prepare(server)
            plan_trap(database)
            size(database)
        finally:
            server.local.stop()


if __name__ == "__main__":
    main()
