"""The scan of a database. In: a connection and a Hub; out: findings in what it runs, and facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from psycopg.rows import namedtuple_row

from v1_hub.bodies import body_line
from v1_hub.connect import OWN, set_local
from v1_hub.facts import Connection
from v1_hub.names import Hub
from v1_hub.render import ident, read_sql
from v1_hub.scan import Finding, finding, judge_text, scan_text

# What pg_dump sends for a table. Of a view it takes the definition, and the rows from the leaf.
PG_DUMP = re.compile(
    r"COPY \S+\.\S+ \([^()]*\) TO stdout;?|LOCK TABLE (ONLY )?\S+\.[^;]* IN ACCESS SHARE MODE;?"
)
DUMPED: dict[str, Any] = {
    "verdict": "differs",
    "sqlstate": None,
    "why": "pg_dump reads a table, and of a view no rows",
    "instead": "pg_dump of the whole database, which is as before; with -t it has no rows",
}


def scan_database(connection: Connection, hub: Hub) -> Iterator[Finding]:
    """Findings in routines, pg_stat_statements and cron.job, as far as this role may read them."""
    for routine in rows(connection, "bodies"):
        if not hub.may_be_named(routine.definition):
            continue  # of 20,000 routines
        above = body_line(routine.definition)  # lines as PL/pgSQL's own errors count them
        for one in scan_text(f"function {routine.signature}", "sql", routine.definition, hub):
            yield replace(one, line=max((one.line or 0) - above, 1))
    for query in statistics(connection, "statement_statistics"):
        is_theirs = OWN not in query.query and hub.may_be_named(query.query)
        for told in judge_text(query.query, hub) if is_theirs else ():
            source = f"pg_stat_statements {query.query_id}"
            one = replace(finding(source, *told), line=None)
            dumped = one.verdict != "fine" and PG_DUMP.fullmatch(query.query)
            yield replace(one, **DUMPED) if dumped else one
    if "cron.job" in extensions(connection):
        # Its policy shows a role its own jobs; with row_security off that raises.
        with connection.transaction(force_rollback=True):
            set_local(connection, {"row_security": "on"})
            jobs = rows(connection, "cron_jobs")
        for job in jobs:
            for told in judge_text(job.command, hub):
                yield replace(finding(f"cron.job {job.job_id}", *told), line=None)


def rows(connection: Connection, facts: str, **names: str) -> list[Any]:
    """The rows of sql/facts/<facts>.sql, with names."""
    text = read_sql(f"facts/{facts}")
    with connection.cursor(row_factory=namedtuple_row) as cursor:
        return cursor.execute((text % names if names else text).encode()).fetchall()


def extensions(connection: Connection) -> dict[str, str]:
    return {one.name: one.schema_name for one in rows(connection, "extensions")}


def statistics(connection: Connection, facts: str) -> list[Any]:
    """Rows of a query about pg_stat_statements, in whatever schema that is; none without it.

    A search_path would also find functions that somebody else has put there.
    """
    schema = extensions(connection).get("pg_stat_statements")
    if schema is None:
        return []
    with connection.transaction():
        return rows(connection, facts, home=ident(schema))
