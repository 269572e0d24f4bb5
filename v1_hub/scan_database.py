"""The scan of a database. In: a connection and a Hub; out: findings in what it runs, and facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psycopg
from psycopg.rows import namedtuple_row

from v1_hub.bodies import body_line
from v1_hub.names import Hub
from v1_hub.render import ident, read_sql
from v1_hub.scan import Finding, finding, judge_text, scan_text


def scan_database(connection: psycopg.Connection[Any], hub: Hub) -> Iterator[Finding]:
    """Findings in routines, pg_stat_statements and cron.job, as far as this role may read them."""
    for routine in rows(connection, "bodies"):
        above = body_line(routine.definition)  # lines as PL/pgSQL's own errors count them
        for one in scan_text(f"function {routine.signature}", "sql", routine.definition, hub):
            yield replace(one, line=max((one.line or 0) - above, 1))
    for query in statement_statistics(connection):
        for told in judge_text(query.query, hub):
            source = f"pg_stat_statements {query.query_id}"
            yield replace(finding(source, *told), line=None)
    if "cron.job" in extensions(connection):
        for job in rows(connection, "cron_jobs"):
            for told in judge_text(job.command, hub):
                yield replace(finding(f"cron.job {job.job_id}", *told), line=None)


def rows(connection: psycopg.Connection[Any], facts: str) -> list[Any]:
    """The rows of sql/facts/<facts>.sql, with names."""
    with connection.cursor(row_factory=namedtuple_row) as cursor:
        return cursor.execute(read_sql(f"facts/{facts}").encode()).fetchall()


def extensions(connection: psycopg.Connection[Any]) -> dict[str, str]:
    return {one.name: one.schema_name for one in rows(connection, "extensions")}


def statement_statistics(connection: psycopg.Connection[Any]) -> list[Any]:
    """Rows of pg_stat_statements: query_id, query, role_name, calls, since; none without it."""
    if "pg_stat_statements" not in extensions(connection):
        return []
    with connection.transaction():
        statistics_path(connection)
        return rows(connection, "statement_statistics")


def statistics_path(connection: psycopg.Connection[Any]) -> None:
    """Makes the schema of pg_stat_statements the search_path, until the transaction ends."""
    path = f"pg_catalog, {ident(extensions(connection)['pg_stat_statements'])}, pg_temp"
    connection.execute("SELECT set_config('search_path', %s, true)", [path])
