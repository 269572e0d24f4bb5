"""TRUNCATE v1_hub_proxy_usage is told here, and not done."""

import subprocess

from psycopg import sql

ARCHIVE = (
    "CREATE TABLE IF NOT EXISTS usage_archive (LIKE v1_hub_proxy_usage INCLUDING ALL)"  # differs
)
NAME = "v1_hub_proxy_usage"  # not readable


def run(cursor, day, columns, table):
    """Delete from v1_hub_proxy_usage."""
    cursor.execute("VACUUM ANALYZE v1_hub_client_activity_logs")  # differs
    cursor.execute(f"SELECT {columns} FROM v1_hub_proxy_usage WHERE created_at < '{day}'")  # fine
    cursor.execute("SELECT xmin, * FROM v1_hub_proxy_usage WHERE id = %s AND x = %(x)s", (1,))  # breaks 42703
    cursor.execute(
        "INSERT INTO v1_hub_daily_work_tracking (work_slot_id) VALUES (%s) "  # breaks 42704
        "ON CONFLICT ON CONSTRAINT uk_daily_tracking DO NOTHING",
        (1,),
    )
    cursor.execute(sql.SQL("ALTER TABLE v1_hub_proxy_usage ADD COLUMN {} int").format(day))  # breaks 42809
    cursor.execute("TRUNCATE %s" % table)  # not readable
    cursor.execute("VACUUM v1_hub_proxy_%s" % table)  # not readable
    cursor.execute(f"DELETE FROM {table} WHERE {day}")
    cursor.execute(f"TRUNCATE other_{table}")
    cursor.execute("DELETE FROM v1_hub_proxy_usage " + "WHERE CURRENT OF " + table)  # breaks 0A000
    cursor.copy(f"COPY v1_hub_proxy_usage ({columns}) FROM STDIN")  # breaks 42809
    subprocess.run("pg_dump --table=public.v1_hub_work_results hub > results.sql", shell=True)  # breaks
