"""What PostgreSQL 15 to 18 brought, on retired, kept and neighbour tables and their twins."""

from __future__ import annotations

import pytest

from hub_cycle import GROUP, HISTORY, READER, WRITER, Cycle, Hub, Statement, quote
from servers import OWNER
from test_regressions import BEATS, MADE_HISTORY, MAPPING, PROXIES, RESULTS, SLOTS, USAGE

PLACES = {"leaf": USAGE, "renamed": MAPPING, "fold": RESULTS}
A_PROXY = "INSERT INTO v1_hub_proxies (server_ip) VALUES ('::1')"
A_SLOT = (
    f"CREATE TABLE {SLOTS} (id integer PRIMARY KEY, note text)",
    f"INSERT INTO {SLOTS} VALUES (1, 'a')",
)
LOOSE = "CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)"


def insert(table: str, columns: str, values: str) -> Statement:
    return Statement(
        f"INSERT INTO {table} ({columns}) VALUES ({values}) RETURNING *", table, "insert"
    )


def update(table: str, sets: str, where: str = "true") -> Statement:
    return Statement(f"UPDATE {table} SET {sets} WHERE {where} RETURNING *", table, "update")


def delete(table: str, where: str) -> Statement:
    return Statement(f"DELETE FROM {table} WHERE {where} RETURNING *", table, "delete")


def add_history(operation: str) -> Statement:
    query = f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES ({operation})"
    return Statement(query, HISTORY, "insert")


# Of each hub the first version that has all it uses.
HUBS: dict[str, tuple[int, Hub]] = {
    "foreign_key_of_history_not_enforced": (
        18,
        Hub(
            setup=[
                *A_SLOT,
                MADE_HISTORY,
                f"ALTER TABLE {HISTORY} ADD CONSTRAINT far FOREIGN KEY (work_slot_id) "
                f"REFERENCES {SLOTS} NOT ENFORCED",
                f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (1, 'a'), (99, 'gone')",
            ],
            writes=[add_history("98, 'b'")],
        ),
    ),
    "check_of_history_not_enforced": (
        18,
        Hub(
            setup=[
                *A_SLOT,
                MADE_HISTORY,
                f"ALTER TABLE {HISTORY} ADD CONSTRAINT few CHECK (operation <> 'a') NOT ENFORCED",
                f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (1, 'a')",
            ],
            writes=[add_history("1, 'a'")],
        ),
    ),
    **{
        f"history_with_null_in_{column}_not_null_not_valid": (
            18,
            Hub(
                setup=[
                    *A_SLOT,
                    MADE_HISTORY.replace(f"{column} {kind} NOT NULL", f"{column} {kind}"),
                    f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES ({values}), (1, 'x')",
                    f"ALTER TABLE {HISTORY} ADD CONSTRAINT later NOT NULL {column} NOT VALID",
                ],
                writes=[add_history(values), add_history("1, 'y'")],
            ),
        )
        for column, kind, values in (
            ("operation", "varchar(20)", "1, NULL"),
            ("work_slot_id", "integer", "NULL, 'a'"),
        )
    },
    **{
        f"uses_older_than_their_proxy_{how}": (
            least,
            Hub(
                setup=[
                    PROXIES,
                    A_PROXY,
                    f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, proxy_id integer, "
                    "created_at timestamp)",
                    f"INSERT INTO {USAGE} (proxy_id, created_at) "
                    "VALUES (1, '2026-01-01'), (9, '2026-01-02')",
                    f"ALTER TABLE {USAGE} ADD FOREIGN KEY (proxy_id) "
                    f"REFERENCES v1_hub_proxies {how}",
                ],
                writes=[Statement("INSERT INTO v1_hub_proxies (id, server_ip) VALUES (9, '::9')")],
            ),
        )
        for how, least in (("NOT VALID", 15), ("NOT ENFORCED", 18))
    },
    "merged_columns_of_virtual_columns": (
        18,
        Hub(
            setup=[
                PROXIES,
                A_PROXY,
                f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, proxy_id integer, code integer, "
                "success boolean GENERATED ALWAYS AS (code < 400), created_at timestamp)",
                f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY, proxy_id integer, ip text, "
                "current_ip text GENERATED ALWAYS AS (lower(ip)), updated_at timestamp)",
                f"CREATE TABLE {BEATS} (id serial PRIMARY KEY, proxy_id integer, at timestamp, "
                "updated_at timestamp GENERATED ALWAYS AS (at))",
                f"INSERT INTO {MAPPING} (proxy_id, ip, updated_at) VALUES (1, 'A', '2026-01-01')",
            ],
            writes=[
                insert(USAGE, "proxy_id, code, created_at", "1, 404, '2026-01-03'"),
                update(USAGE, "code = 200"),
                insert(BEATS, "proxy_id, at", "1, '2026-03-01'"),
                update(MAPPING, "ip = 'B'"),
            ],
        ),
    ),
    "merged_columns_of_two_collations": (
        15,
        Hub(
            setup=[
                'CREATE TABLE v1_hub_proxies (id text COLLATE "C" PRIMARY KEY, '
                'server_ip text COLLATE "C")',
                "INSERT INTO v1_hub_proxies VALUES ('a', 'host')",
                f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, "
                'proxy_id text COLLATE "POSIX" REFERENCES v1_hub_proxies, created_at timestamp)',
                f"CREATE TABLE {BEATS} (id serial PRIMARY KEY, "
                'remote_ip text COLLATE "POSIX", updated_at timestamp)',
            ],
            writes=[
                insert(USAGE, "proxy_id, created_at", "'a', '2026-01-03'"),
                insert(BEATS, "remote_ip, updated_at", "'host', '2026-03-01'"),
            ],
        ),
    ),
    "nulls_not_distinct_and_other_indexes": (
        15,
        Hub(
            setup=[
                f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, a integer, b text, c jsonb, "
                "d timestamp, e date, f uuid, g numeric, note text, "
                "CONSTRAINT once UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (d))",
                f"CREATE INDEX i1 ON {RESULTS} USING brin (d timestamp_bloom_ops "
                "(false_positive_rate = 0.05)) WITH (pages_per_range = 4)",
                f"CREATE INDEX i2 ON {RESULTS} USING brin (e date_minmax_multi_ops)",
                f"CREATE INDEX i3 ON {RESULTS} USING hash (f) WITH (fillfactor = 60)",
                f"CREATE INDEX i4 ON {RESULTS} USING gin (c jsonb_path_ops)",
                f"CREATE INDEX i5 ON {RESULTS} (lower(note), (g::integer) DESC) WHERE note <> ''",
                "ALTER INDEX i5 ALTER COLUMN 1 SET STATISTICS 500",
                f"INSERT INTO {RESULTS} (a, c) VALUES (1, '[1]')",
            ],
            writes=[
                insert(RESULTS, "a", "1"),
                insert(RESULTS, "a, b", "1, 'x'"),
                update(RESULTS, "b = 'y'"),
                Statement(f"SELECT * FROM {RESULTS} WHERE c @> '[1]' OR lower(note) = 'a'"),
            ],
        ),
    ),
}

for place, table in PLACES.items():
    HUBS |= {
        f"temporal_keys_{place}": (
            18,
            Hub(
                setup=[
                    f"CREATE TABLE {table} (id int4range, valid daterange, note text, "
                    "parent int4range, PRIMARY KEY (id, valid WITHOUT OVERLAPS), "
                    f"FOREIGN KEY (parent, PERIOD valid) REFERENCES {table} (id, PERIOD valid))",
                    f"INSERT INTO {table} VALUES ('[1,2)', '[2026-01-01,2026-02-01)', 'a', NULL), "
                    "('[1,2)', '[2026-02-01,2026-03-01)', 'b', NULL), "
                    "('[2,3)', '[2026-01-05,2026-02-05)', 'c', '[1,2)')",
                    "CREATE TABLE near (r int4range, valid daterange, FOREIGN KEY "
                    f"(r, PERIOD valid) REFERENCES {table} (id, PERIOD valid))",
                    "INSERT INTO near VALUES ('[1,2)', '[2026-01-10,2026-02-10)')",
                ],
                writes=[
                    insert(table, "id, valid", "'[1,2)', '[2026-01-15,2026-01-20)'"),
                    insert(table, "id, valid", "'[3,4)', '[2026-01-15,2026-01-20)'"),
                    insert(table, "id, valid", "'[3,4)', 'empty'"),
                    update(table, "note = note || '!'"),
                    update(table, "valid = '[2026-03-01,2026-04-01)'", "id = '[3,4)'"),
                    delete(table, "note = 'b!'"),
                    delete(table, "id = '[3,4)'"),
                    insert("near", "r, valid", "'[1,2)', '[2025-01-10,2026-02-10)'"),
                ],
            ),
        ),
        f"constraints_not_enforced_{place}": (
            18,
            Hub(
                setup=[
                    "CREATE TABLE v1_hub_clients (id serial PRIMARY KEY)",
                    f"CREATE TABLE {table} (id serial PRIMARY KEY, n integer CHECK (n > 0) "
                    "NOT ENFORCED, client_id integer REFERENCES v1_hub_clients NOT ENFORCED, "
                    f"note text, parent integer REFERENCES {table} NOT ENFORCED)",
                    f"INSERT INTO {table} (n, client_id, parent) VALUES (-1, 99, 98)",
                    f"CREATE TABLE near (r integer REFERENCES {table} NOT ENFORCED)",
                    "INSERT INTO near VALUES (77)",
                ],
                writes=[
                    insert(table, "n, client_id, parent", "-2, 97, 96"),
                    update(table, "n = n - 10, note = 'x'"),
                    insert("near", "r", "78"),
                    delete(table, "id = 1"),
                ],
            ),
        ),
        f"not_null_with_a_name_{place}": (
            18,
            Hub(
                setup=[
                    f'CREATE TABLE {table} (id integer CONSTRAINT "Id must" NOT NULL PRIMARY KEY, '
                    "n integer CONSTRAINT known NOT NULL NO INHERIT, note text, "
                    "updated_at timestamp CONSTRAINT dated NOT NULL)",
                    f"INSERT INTO {table} VALUES (1, 1, NULL, '2026-01-01')",
                    f"ALTER TABLE {table} ADD CONSTRAINT later NOT NULL note NOT VALID",
                    f"COMMENT ON CONSTRAINT known ON {table} IS 'why'",
                ],
                writes=[
                    insert(table, "id, n, note", "2, 1, 'a'"),
                    insert(table, "id, n, updated_at", "2, 1, '2026-01-01'"),
                    insert(table, "id, n, note, updated_at", "2, 1, 'a', '2026-01-01'"),
                    update(table, "n = NULL", "id = 2"),
                    update(table, "n = 2", "id = 1"),
                ],
            ),
        ),
        f"virtual_columns_{place}": (
            18,
            Hub(
                setup=[
                    f"CREATE TABLE {table} (id serial PRIMARY KEY, n integer, "
                    "d integer GENERATED ALWAYS AS (n * 2) CHECK (d < 100) NOT NULL, "
                    "s integer GENERATED ALWAYS AS (n * 3) STORED)",
                    f"INSERT INTO {table} (n) VALUES (1)",
                ],
                writes=[
                    *(insert(table, "n", value) for value in ("2", "60", "NULL")),
                    insert(table, "n, d", "2, 3"),
                    insert(table, "n, d", "2, DEFAULT"),
                    update(table, "d = 1"),
                    update(table, "n = 7"),
                ],
            ),
        ),
        f"keys_of_uuidv7_{place}": (
            18,
            Hub(
                setup=[f"CREATE TABLE {table} (id uuid DEFAULT uuidv7() PRIMARY KEY, n integer)"],
                writes=[
                    Statement(
                        f"INSERT INTO {table} (n) VALUES (5) RETURNING n, uuid_extract_version(id)",
                        table,
                        "insert",
                    ),
                    Statement(f"DELETE FROM {table}", table, "delete"),
                ],
            ),
        ),
        f"builtin_collations_{place}": (
            17,
            Hub(
                setup=[
                    f"CREATE TABLE {table} (id text COLLATE pg_c_utf8 PRIMARY KEY, n integer, "
                    "note text COLLATE pg_c_utf8)",
                    f"INSERT INTO {table} VALUES ('a', 1, 'x')",
                ],
                writes=[
                    insert(table, "id, note", "'É', 'ß'"),
                    update(table, "note = upper(note)"),
                    Statement(f"SELECT lower(id), initcap(note) FROM {table} ORDER BY note"),
                ],
            ),
        ),
        f"storage_{place}": (
            16,
            Hub(
                setup=[
                    f"CREATE TABLE {table} (id serial PRIMARY KEY, a text STORAGE external "
                    "COMPRESSION pglz, b jsonb STORAGE main, c text, d varchar(3000)) WITH "
                    "(toast_tuple_target = 256, vacuum_truncate = off, parallel_workers = 3, "
                    "autovacuum_enabled = off, toast.autovacuum_enabled = off)",
                    f"ALTER TABLE {table} ALTER c SET STATISTICS 700, "
                    "ALTER d SET (n_distinct = -0.5), ALTER a SET STATISTICS 0",
                    f"CREATE STATISTICS st (ndistinct, mcv) ON a, c FROM {table}",
                    f"CREATE STATISTICS st2 ON (lower(c)), (length(d)) FROM {table}",
                    "ALTER STATISTICS st SET STATISTICS 300",
                    f"INSERT INTO {table} (a, b, c) VALUES (repeat('x', 9000), '[1]', 'c')",
                ],
                writes=[update(table, "a = a || c")],
            ),
        ),
        f"merge_{place}": (
            17,
            Hub(
                setup=[
                    f"CREATE TABLE {table} (id serial PRIMARY KEY, n integer DEFAULT 6 "
                    "CHECK (n < 50), note text DEFAULT 'none')",
                    f"INSERT INTO {table} (n, note) VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                    f"GRANT SELECT, UPDATE (n) ON {table} TO {quote(READER)}",
                ],
                writes=[
                    Statement(
                        f"MERGE INTO {table} AS t USING (VALUES (1, 10), (9, 9)) AS s (k, v) "
                        "ON t.id = s.k WHEN MATCHED THEN UPDATE SET n = s.v, note = DEFAULT "
                        "WHEN NOT MATCHED BY SOURCE AND t.id = 2 THEN DELETE "
                        "WHEN NOT MATCHED BY SOURCE THEN UPDATE SET note = note || '?' "
                        "WHEN NOT MATCHED THEN INSERT (id, n) VALUES (s.k, DEFAULT) "
                        "RETURNING merge_action(), t.*, s.*",
                        table,
                        "merge",
                    ),
                    *(
                        Statement(
                            f"MERGE INTO {table} AS t USING {table} AS s ON t.id = s.id "
                            f"WHEN MATCHED THEN {what} RETURNING t.id, t.n",
                            table,
                            "merge",
                            READER,
                        )
                        for what in ("UPDATE SET n = t.n + 1", "DELETE")
                    ),
                ],
            ),
        ),
        f"maintain_{place}": (
            17,
            Hub(
                setup=[
                    f"CREATE TABLE {table} (id serial PRIMARY KEY, n integer)",
                    f"GRANT MAINTAIN ON {table} TO {quote(READER)} WITH GRANT OPTION",
                    f"GRANT MAINTAIN, SELECT ON {table} TO {quote(GROUP)}",
                    f"REVOKE MAINTAIN ON {table} FROM {OWNER}",
                    f"CREATE MATERIALIZED VIEW kept AS SELECT * FROM {table}",
                    f"GRANT MAINTAIN, SELECT ON kept TO {quote(WRITER)}",
                ],
                writes=[
                    Statement("REFRESH MATERIALIZED VIEW kept", role=role)
                    for role in (WRITER, READER)
                ],
            ),
        ),
        f"json_{place}": (
            17,
            Hub(
                setup=[
                    f"CREATE TABLE {table} (id serial PRIMARY KEY, "
                    "a jsonb DEFAULT JSON_OBJECT('k': 1 ABSENT ON NULL RETURNING jsonb), "
                    "d jsonb CHECK (JSON_EXISTS(d, '$.x')), e text CHECK (e IS JSON))",
                    f"""INSERT INTO {table} (d) VALUES ('{{"x": [1, 2]}}')""",
                    f"CREATE VIEW rows_of AS SELECT t.id, j.* FROM {table} AS t, "
                    "JSON_TABLE(t.d, '$.x[*]' COLUMNS (o FOR ORDINALITY, v int PATH '$')) AS j",
                    "CREATE VIEW values_of AS SELECT id, JSON_VALUE(a, '$.k' RETURNING int) AS k, "
                    f"JSON_QUERY(d, '$.x' WITH WRAPPER) AS q FROM {table}",
                ],
                writes=[
                    insert(table, "e", "'{'"),
                    insert(table, "d", "'{}'"),
                    insert(table, "e, d", """'[1]', '{"x": [3]}'"""),
                    Statement("SELECT * FROM rows_of"),
                    Statement("SELECT * FROM values_of"),
                ],
            ),
        ),
    }

# Other names in the log matter where a key, an expression or a statement has them.
for name in [name for name in HUBS if name.endswith("_renamed")]:
    if not name.startswith(("temporal", "virtual", "merge")):
        del HUBS[name]

# A publication, or a replica identity, under which PostgreSQL refuses every UPDATE.
PUBLISHED = {
    "filter": "CREATE PUBLICATION told FOR TABLE {} WHERE (n > 3)",
    "list_and_filter": "CREATE PUBLICATION told FOR TABLE {} (id, n) WHERE (n > 3)",
    "list": "CREATE PUBLICATION told FOR TABLE {} (n)",
    "list_beside_full": "CREATE PUBLICATION told FOR TABLE {0} (id, n); "
    "ALTER TABLE {0} REPLICA IDENTITY FULL",
    "no_identity": "CREATE PUBLICATION told FOR TABLE {0}; "
    "ALTER TABLE {0} REPLICA IDENTITY NOTHING",
}
# Those under which it does not: folding goes on.
PUBLISHED_WELL = {
    "insert_only": "CREATE PUBLICATION told FOR TABLE {0} WHERE (n > 3) WITH (publish = 'insert'); "
    "ALTER TABLE {0} REPLICA IDENTITY NOTHING",
    "full": "CREATE PUBLICATION told FOR TABLE {0} WHERE (n > 3); "
    "ALTER TABLE {0} REPLICA IDENTITY FULL",
    "list": "CREATE PUBLICATION told FOR TABLE {0} (id, n) WHERE (id > 3)",
}
HUBS |= {
    f"results_published_with_{name}": (
        15,
        Hub(
            setup=[
                f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, n integer, note text)",
                f"INSERT INTO {RESULTS} (n, note) VALUES (5, 'a')",
                *how.format(RESULTS).split("; "),
            ],
            writes=[insert(RESULTS, "n, note", "7, 'b'"), delete(RESULTS, "n = 5")],
        ),
    )
    for name, how in PUBLISHED.items()
}

LOOSE_HUBS = {
    "merged_columns": Hub(
        setup=[
            LOOSE,
            "CREATE TABLE v1_hub_proxies (id text COLLATE loose PRIMARY KEY, "
            "server_ip text COLLATE loose)",
            "INSERT INTO v1_hub_proxies VALUES ('a', 'host')",
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, proxy_id text COLLATE loose "
            "REFERENCES v1_hub_proxies, created_at timestamp)",
            f"INSERT INTO {USAGE} (proxy_id, created_at) "
            "VALUES ('A', '2026-01-01'), ('a', '2026-01-02')",
            f"CREATE TABLE {BEATS} (id serial PRIMARY KEY, remote_ip text, updated_at timestamp)",
            f"INSERT INTO {BEATS} (remote_ip, updated_at) "
            "VALUES ('HOST', '2026-01-01'), ('host', '2026-01-02')",
        ],
        writes=[
            insert(USAGE, "proxy_id, created_at", "'A', '2026-02-01'"),
            insert(BEATS, "remote_ip, updated_at", "'HOST', '2026-02-01'"),
            Statement("UPDATE v1_hub_proxies SET id = 'A'"),
        ],
    ),
    **{
        place: Hub(
            setup=[
                LOOSE,
                f"CREATE TABLE {table} (id text COLLATE loose PRIMARY KEY, n integer, "
                'note text COLLATE loose, m varchar(9) COLLATE "en-x-icu")',
                f"INSERT INTO {table} VALUES ('a', 1, 'x'), ('b', 2, 'y')",
            ],
            writes=[
                insert(table, "id, n", "'A', 2"),
                update(table, "id = 'A'", "id = 'a'"),
                update(table, "note = 'X'", "id = 'A'"),
                update(table, "note = upper(note)"),
                Statement(f"SELECT * FROM {table} WHERE note = 'x' ORDER BY m"),
                delete(table, "id = 'B'"),
            ],
        )
        for place, table in PLACES.items()
    },
}


@pytest.mark.parametrize(
    "hub",
    [
        pytest.param(hub, id=name, marks=pytest.mark.needs(version=least))
        for name, (least, hub) in HUBS.items()
    ],
)
def test_hub_cannot_be_told_from_its_twin(cycle: Cycle, hub: Hub) -> None:
    refused = cycle.run(hub, again=False)
    assert not refused
    assert not cycle.setup_failed


@pytest.mark.needs(icu=True)
@pytest.mark.parametrize("name", LOOSE_HUBS)
def test_hub_whose_collation_takes_capitals_for_small_letters(cycle: Cycle, name: str) -> None:
    refused = cycle.run(LOOSE_HUBS[name])
    assert not refused
    assert not cycle.setup_failed


@pytest.mark.parametrize(
    ("column", "refused"),
    [
        ("s integer GENERATED ALWAYS AS (n * 3) STORED", "428C9"),
        ("s integer GENERATED ALWAYS AS IDENTITY", "428C9"),
        ("s integer GENERATED BY DEFAULT AS IDENTITY", "23502"),
    ],
)
def test_update_to_the_default_of_a_whole_table(cycle: Cycle, column: str, refused: str) -> None:
    """The view has no such default: a limit, told in docs/limits.md. An INSERT may say DEFAULT."""
    table = f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, n integer, {column})"
    into = [f"INSERT INTO {USAGE} (n, s) VALUES (1, DEFAULT)"]
    assert not cycle.run(Hub(setup=[table, *into], writes=[Statement(into[0], USAGE, "insert")]))
    query = f"UPDATE {USAGE} SET s = DEFAULT"
    assert cycle.legacy.run(query).status == "UPDATE 2"
    assert cycle.hub.run(query).refusal[0] == refused


@pytest.mark.parametrize("how", PUBLISHED_WELL)
def test_results_that_are_published_well_are_folded(cycle: Cycle, how: str) -> None:
    table = f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, n integer, note text)"
    hub = Hub(setup=[table, *PUBLISHED_WELL[how].format(RESULTS).split("; ")])
    assert not cycle.run(hub)
    assert not cycle.setup_failed
    assert cycle.hub.lines("SELECT treatment FROM v1_hub.retired") == ["fold"]


def test_a_rollback_names_a_publication_that_bars_it(cycle: Cycle) -> None:
    table = f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, n integer, note text)"
    assert not cycle.run(Hub(setup=[table, f"INSERT INTO {RESULTS} (n) VALUES (1)"]))
    cycle.hub.lines("CREATE PUBLICATION told FOR TABLE v1_hub.work_result WHERE (n > 3)")
    status, told = cycle.install("rollback")
    assert status == 3
    assert "v1_hub.work_result: is published without its replica identity" in told
    cycle.hub.lines("DROP PUBLICATION told")
    assert cycle.install("rollback")[0] == 0
