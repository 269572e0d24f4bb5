"""Reads every PL/pgSQL body of a consolidated reference hub, generated ones too: plpgsql_check.

Its warnings on performance and security are on, and any finding fails the run. A trigger function
is read once for each table or view that it hangs on.
"""

from __future__ import annotations

import sys

from psycopg.rows import dict_row

from servers import find_servers, running_server

FINDINGS = """
SELECT
    f.function, f.relation, c.lineno, c.level, c.sqlstate, c.message, c.detail, c.hint, c.query
FROM (
    SELECT
        p.oid, p.oid::regprocedure::text AS function, t.tgrelid::regclass::text AS relation,
        coalesce(t.tgrelid, 0) AS tgrelid, t.tgoldtable, t.tgnewtable
    FROM pg_proc AS p
    INNER JOIN pg_language AS l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
    LEFT JOIN (
        SELECT DISTINCT tgfoid, tgrelid, tgoldtable, tgnewtable FROM pg_trigger
        WHERE NOT tgisinternal
    ) AS t ON t.tgfoid = p.oid
    WHERE
        p.pronamespace = 'v1_hub'::regnamespace
        AND (p.prorettype <> 'trigger'::regtype OR t.tgrelid IS NOT NULL)
) AS f
LEFT JOIN LATERAL plpgsql_check_function_tb(
    f.oid, f.tgrelid, fatal_errors => FALSE, performance_warnings => TRUE,
    security_warnings => TRUE, oldtable => f.tgoldtable, newtable => f.tgnewtable
) AS c ON TRUE
ORDER BY f.function, f.relation, c.lineno
"""

UNREAD = """
SELECT p.oid::regprocedure::text AS function FROM pg_proc AS p
WHERE
    p.pronamespace = 'v1_hub'::regnamespace AND p.prorettype = 'trigger'::regtype
    AND NOT EXISTS (SELECT 1 FROM pg_trigger AS t WHERE t.tgfoid = p.oid)
ORDER BY 1
"""


def main() -> None:
    servers = {
        name: bindir
        for name, bindir in find_servers().items()
        if (bindir.parent / "lib" / "plpgsql_check.so").exists()
    }
    if not servers:
        sys.exit("plpgsql_check is missing: run tests/need_packages plpgsql_check")
    name, bindir = next(iter(servers.items()))
    with running_server(name, bindir) as server:
        database = server.hub(consolidated=True)
        with database.connect("postgres") as conn, conn.cursor(row_factory=dict_row) as cursor:
            cursor.execute("CREATE EXTENSION plpgsql_check")
            rows = cursor.execute(FINDINGS).fetchall()
            unread = [row["function"] for row in cursor.execute(UNREAD)]
    bodies = {(row["function"], row["relation"]) for row in rows}
    found: dict[tuple[str | None, ...], list[str]] = {}
    for row in rows:
        if row["message"]:
            place = f"{row['function']}, line {row['lineno']}"
            told = f"{place}: {row['level']} {row['sqlstate']}: {row['message']}"
            key = (told, row["detail"], row["hint"], row["query"])
            found.setdefault(key, []).append(row["relation"] or "")
    for (title, *parts), relations in found.items():
        print(title, f"(on {relations[0]}, {len(relations)} in all)" if relations[0] else "")
        print("".join(f"    {part}\n" for part in parts if part), end="")
    for function in unread:
        print(f"not read, as it hangs on no table: {function}")
    print(f"plpgsql_check on {name}: {len(bodies)} bodies read, {len(found)} findings")
    if found or not bodies:
        sys.exit(1)


if __name__ == "__main__":
    main()
