"""Every difference that a generated hub ever showed, as the smallest hub that shows it."""

from __future__ import annotations

import pytest

from hub_cycle import GROUP, READER, WRITER, Cycle, Hub, Statement, quote
from servers import OWNER

USAGE, MAPPING, BEATS = "v1_hub_proxy_usage", "v1_hub_proxy_ip_mapping", "v1_hub_proxy_heartbeat"
ACTIVITY, RESULTS = "v1_hub_client_activity_logs", "v1_hub_work_results"
PROXIES = "CREATE TABLE v1_hub_proxies (id serial PRIMARY KEY, server_ip varchar(45), port int)"

SLOTS, HISTORY = "v1_hub_work_slots", "v1_hub_work_slots_history"
# PostgreSQL gives a function at most 100 arguments.
WIDE = ", ".join(f"w{n} {('integer', 'text', 'jsonb')[n % 3]}" for n in range(108))
WIDTH = f"w3 = 3, w4 = 'four', w5 = 'null', w107 = '{quote('last')}'"

HUBS: dict[str, Hub] = {
    "tables_of_108_columns": Hub(
        "public",
        [
            PROXIES,
            f"CREATE TABLE {SLOTS} (id serial PRIMARY KEY, {WIDE})",
            f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY, proxy_id integer, "
            f"current_ip varchar(45), updated_at timestamp, {WIDE})",
            *(
                f"CREATE TABLE {name} (id serial PRIMARY KEY, {WIDE})"
                for name in (USAGE, ACTIVITY, RESULTS)
            ),
            f"CREATE TABLE {HISTORY} (id serial PRIMARY KEY, work_slot_id integer, {WIDE})",
            "INSERT INTO v1_hub_proxies (server_ip, port) VALUES ('10.0.0.1', 1)",
            f"INSERT INTO {MAPPING} (proxy_id, current_ip, updated_at, w0, w1, w2) "
            "VALUES (1, '10.0.0.9', '2031-01-01', 1, 'one', '[1]')",
            f"INSERT INTO {RESULTS} (w0, w1, w2, w106) VALUES (1, 'one', '[1]', 'end')",
            f"INSERT INTO {HISTORY} (work_slot_id, w1) VALUES (1, 'one')",
        ],
        [
            *(
                Statement(f"UPDATE {name} SET {WIDTH} RETURNING *", name, "update")
                for name in (MAPPING, RESULTS)
            ),
            Statement(f"INSERT INTO {USAGE} (w0) VALUES (1) RETURNING *", USAGE, "insert"),
            Statement(f"SELECT * FROM {HISTORY}"),
        ],
    ),
    "results_whose_columns_other_logs_have": Hub(
        "public",
        [
            f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, n integer)",
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, n integer)",
        ],
        [Statement(f"INSERT INTO {RESULTS} (n) VALUES (1) RETURNING *", RESULTS, "insert")],
    ),
    "a_schema_whose_name_needs_quotes": Hub(
        "Hub Nord", [f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, n integer)"]
    ),
    "a_constraint_name_with_a_blank": Hub(
        "public", [f'CREATE TABLE {USAGE} (id text, CONSTRAINT "Key %s" PRIMARY KEY (id))']
    ),
    "a_constraint_name_with_a_quote": Hub(
        "public",
        [f'CREATE TABLE {RESULTS} (id text, n int, CONSTRAINT "a""b.c" PRIMARY KEY (id))'],
    ),
    "a_view_whose_owner_may_not_read_the_table": Hub(
        "public",
        [
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY)",
            f"CREATE VIEW seen AS TABLE {USAGE}",
            f"ALTER VIEW seen OWNER TO {quote(GROUP)}",
        ],
    ),
    "a_function_that_names_the_table_without_its_schema": Hub(
        "public",
        [
            f"CREATE TABLE {USAGE} (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY)",
            f"CREATE FUNCTION f() RETURNS SETOF {USAGE} LANGUAGE sql AS 'SELECT * FROM {USAGE}'",
        ],
        [Statement("SELECT * FROM f()")],
    ),
    "proxies_with_a_key_of_two_columns": Hub(
        "public",
        [
            "CREATE TABLE v1_hub_proxies (id uuid, part integer, PRIMARY KEY (id, part))",
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, proxy_id uuid, created_at timestamp)",
        ],
    ),
    "proxies_without_a_key": Hub(
        "public",
        [
            "CREATE TABLE v1_hub_proxies (server_ip text)",
            f"CREATE TABLE {BEATS} (id serial PRIMARY KEY, remote_ip text, updated_at timestamp)",
        ],
    ),
    "a_time_of_mapping_that_has_no_order": Hub(
        "public",
        [
            PROXIES,
            f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY, proxy_id integer, current_ip text, "
            "updated_at box)",
        ],
    ),
    "a_heartbeat_whose_proxy_id_is_no_proxy": Hub(
        "public",
        [
            PROXIES,
            f"CREATE TABLE {BEATS} (id serial PRIMARY KEY, remote_ip text, updated_at timestamp, "
            "proxy_id date[])",
        ],
    ),
    "a_leaf_that_references_itself": Hub(
        "public",
        [
            f"CREATE TABLE {ACTIVITY} (id serial PRIMARY KEY, "
            f"parent integer REFERENCES {ACTIVITY})",
            f"INSERT INTO {ACTIVITY} VALUES (1, 1)",
        ],
        [
            Statement(f"INSERT INTO {ACTIVITY} (parent) VALUES (1), (7)", ACTIVITY, "insert"),
            Statement(f"DELETE FROM {ACTIVITY} WHERE id = 1", ACTIVITY, "delete"),
        ],
    ),
    "a_whole_table_that_references_itself": Hub(
        "public",
        [
            f"CREATE TABLE {ACTIVITY} (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
            f"parent integer REFERENCES {ACTIVITY})",
            f"INSERT INTO {ACTIVITY} (parent) VALUES (1)",
        ],
    ),
    "a_folded_table_that_references_itself": Hub(
        "public",
        [
            f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, note text, "
            f"parent integer REFERENCES {RESULTS})",
            f"INSERT INTO {RESULTS} (parent) VALUES (1)",
        ],
        [Statement(f"INSERT INTO {RESULTS} (parent) VALUES (1), (7)", RESULTS, "insert")],
    ),
    "the_first_of_two_missing_columns": Hub(
        "public",
        [
            f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY)",
            f"CREATE TABLE {BEATS} (name text NOT NULL, id uuid PRIMARY KEY)",
        ],
        [Statement(f"INSERT INTO {BEATS} DEFAULT VALUES", BEATS, "insert")],
    ),
    "a_column_of_the_table_is_called_result_data": Hub(
        "public", [f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, note text, result_data bytea)"]
    ),
    "a_column_of_the_table_is_called_log_type": Hub(
        "public", [f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, note text, log_type text)"]
    ),
    "the_lowest_integer_as_response_time": Hub(
        "public",
        [
            PROXIES,
            "INSERT INTO v1_hub_proxies VALUES (1)",
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, proxy_id integer, "
            "response_time_ms integer, created_at timestamp)",
            f"INSERT INTO {USAGE} VALUES (1, 1, -2147483648), (2, 1, 2147483647), (3, 1, 7)",
        ],
        [Statement(f"DELETE FROM {USAGE}", USAGE, "delete")],
    ),
    "rows_that_are_older_than_their_proxy": Hub(
        "public",
        [
            PROXIES,
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, proxy_id integer, created_at timestamp)",
            f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY, proxy_id integer, current_ip text, "
            "updated_at timestamp)",
            f"INSERT INTO {USAGE} (proxy_id) VALUES (1)",
            f"INSERT INTO {MAPPING} (proxy_id, current_ip) VALUES (1, '10.0.0.1')",
        ],
        [Statement("INSERT INTO v1_hub_proxies (server_ip) VALUES ('10.0.0.1')")],
    ),
    "a_missing_value_in_a_renamed_column_told_to_another_role": Hub(
        "public",
        [
            f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY)",
            f"CREATE TABLE {BEATS} (id uuid PRIMARY KEY)",
            f"GRANT INSERT ON {BEATS} TO PUBLIC",
        ],
        [Statement(f"INSERT INTO {BEATS} DEFAULT VALUES", BEATS, "insert", READER)],
    ),
    "a_folded_table_with_a_column_called_two_dollars": Hub(
        "public", [f'CREATE TABLE {RESULTS} (id serial PRIMARY KEY, note text, "$$" integer)']
    ),
    "a_mapping_with_a_column_called_two_dollars": Hub(
        "public",
        [
            PROXIES,
            f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY, proxy_id integer, current_ip text, "
            'updated_at timestamp, "$$" integer)',
        ],
    ),
    "a_leaf_of_another_owner_that_references_itself": Hub(
        "public",
        [
            f"CREATE TABLE {BEATS} (id serial PRIMARY KEY, parent integer REFERENCES {BEATS})",
            f"INSERT INTO {BEATS} VALUES (1, 1)",
            f"GRANT ALL ON {BEATS}, {BEATS}_id_seq TO {OWNER}",
            f"ALTER TABLE {BEATS} OWNER TO {quote(GROUP)}",
        ],
        [Statement(f"INSERT INTO {BEATS} VALUES (2, 1), (3, 2)", BEATS, "insert")],
    ),
    "a_folded_table_of_another_owner": Hub(
        "public",
        [
            f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, note text)",
            f"ALTER TABLE {RESULTS} OWNER TO {quote(GROUP)}",
        ],
        [Statement(f"INSERT INTO {RESULTS} (note) VALUES ('a')", RESULTS, "insert", GROUP)],
    ),
    "an_owner_who_may_not_create_in_the_schema_of_his_own": Hub(
        "field",
        [
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY)",
            f"CREATE FUNCTION f() RETURNS SETOF {USAGE} LANGUAGE sql AS 'SELECT * FROM {USAGE}'",
            f"CREATE MATERIALIZED VIEW kept AS TABLE {USAGE}",
            f"ALTER TABLE {USAGE} OWNER TO {quote(GROUP)}",
            f"ALTER FUNCTION f() OWNER TO {quote(GROUP)}",
            f"ALTER MATERIALIZED VIEW kept OWNER TO {quote(GROUP)}",
            "REVOKE CREATE ON SCHEMA field FROM PUBLIC",
        ],
        [Statement("SELECT * FROM f()")],
    ),
    "a_function_of_the_row_type_in_a_schema_with_a_blank": Hub(
        "Hub Nord",
        [
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY)",
            f"CREATE FUNCTION f() RETURNS SETOF {USAGE} LANGUAGE sql AS 'SELECT * FROM {USAGE}'",
            f"ALTER FUNCTION f() OWNER TO {quote(GROUP)}",
        ],
        [Statement("SELECT * FROM f()")],
    ),
    "views_over_a_table_that_does_not_give_its_owner_every_right": Hub(
        "Hub Nord",
        [
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, response_time_ms integer)",
            f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, note text)",
            f"INSERT INTO {USAGE} (response_time_ms) VALUES (7)",
            f"REVOKE INSERT, UPDATE ON {USAGE} FROM {OWNER}",
            f"GRANT SELECT ON {RESULTS} TO {quote(READER)}",
            f"CREATE VIEW whole_rows AS SELECT row_to_json(t) AS j FROM {USAGE} t",
            f"CREATE VIEW both_of_them AS SELECT response_time_ms, r.* FROM {USAGE}, {RESULTS} r",
            f"CREATE MATERIALIZED VIEW kept AS SELECT count(*) AS n FROM {RESULTS}",
            f"CREATE VIEW on_kept AS SELECT n, response_time_ms FROM kept, {USAGE}",
            f"GRANT SELECT ON whole_rows, both_of_them, on_kept TO {quote(READER)}",
        ],
        [
            Statement(f"SELECT x::text FROM {view} AS x", role=READER)
            for view in ("whole_rows", "both_of_them", "on_kept")
        ],
    ),
    "a_mapping_with_json_that_jsonb_refuses": Hub(
        "public",
        [
            PROXIES,
            "INSERT INTO v1_hub_proxies (server_ip) VALUES ('::1')",
            f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY, proxy_id integer, current_ip text, "
            "updated_at timestamp, note json, notes json[])",
        ],
        [
            Statement(
                f"INSERT INTO {MAPPING} (proxy_id, note, notes) "
                """VALUES (1, '"\\u0000"', ARRAY['"\\ud800"', '1']::json[])""",
                MAPPING,
                "insert",
            )
        ],
    ),
    "a_mapping_that_reads_otherwise_in_another_time_zone": Hub(
        "public",
        [
            PROXIES,
            "INSERT INTO v1_hub_proxies (server_ip) VALUES ('::1')",
            f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY, proxy_id integer, current_ip text, "
            "updated_at timestamptz, pause interval)",
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, proxy_id integer, "
            "created_at timestamptz)",
            f"INSERT INTO {MAPPING} (proxy_id, current_ip, updated_at, pause) "
            "VALUES (1, '::2', '2026-01-01 00:00+00', '1 day')",
            f"INSERT INTO {USAGE} (proxy_id, created_at) VALUES (1, '2026-01-01 00:00+00')",
        ],
        [
            Statement("SET TimeZone = 'America/Lima'"),
            Statement("SET IntervalStyle = 'sql_standard'"),
            Statement(
                f"INSERT INTO {MAPPING} (proxy_id, current_ip, updated_at, pause) "
                "VALUES (1, '::3', '2026-01-02 00:00+00', '2 days')",
                MAPPING,
                "insert",
            ),
            Statement(f"UPDATE {MAPPING} SET current_ip = '::4' WHERE id = 2", MAPPING, "update"),
            Statement(
                f"INSERT INTO {USAGE} (proxy_id, created_at) VALUES (1, '2026-01-02 00:00+00')",
                USAGE,
                "insert",
            ),
            Statement("RESET TimeZone"),
            Statement("RESET IntervalStyle"),
        ],
    ),
    "mappings_changed_after_their_proxy_was_told": Hub(
        "public",
        [
            PROXIES,
            "INSERT INTO v1_hub_proxies (server_ip) VALUES ('::1')",
            f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY, proxy_id integer, current_ip text, "
            "updated_at timestamp, n integer)",
        ],
        [
            Statement("BEGIN"),
            Statement(f"INSERT INTO {MAPPING} (proxy_id, n) VALUES (1, 1), (1, 2)", MAPPING),
            Statement("SET CONSTRAINTS ALL IMMEDIATE"),
            Statement(f"UPDATE {MAPPING} SET n = 3, current_ip = '::5'", MAPPING, "update"),
            Statement("COMMIT"),
        ],
    ),
    "a_mapping_with_a_replaced_at_of_its_own": Hub(
        "public",
        [
            PROXIES,
            "INSERT INTO v1_hub_proxies (server_ip) VALUES ('::1')",
            f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY, proxy_id integer, current_ip text, "
            "updated_at timestamp, replaced_at timestamp)",
            f"INSERT INTO {MAPPING} (proxy_id, current_ip, replaced_at) "
            "VALUES (1, '::2', NULL), (1, '::3', '2026-01-01')",
        ],
        [Statement(f"UPDATE {MAPPING} SET current_ip = '::4' WHERE id = 1", MAPPING, "update")],
    ),
    "a_response_time_that_is_an_array": Hub(
        "public",
        [
            PROXIES,
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, proxy_id integer, "
            "response_time_ms integer[], created_at timestamp)",
        ],
    ),
    "columns_called_as_our_variables": Hub(
        "public",
        [
            "CREATE TABLE v1_hub_proxies (id serial PRIMARY KEY, server_ip text, v_proxy_id int, "
            "v_stats int, v_after int, v_proxy int, tg_op text)",
            "INSERT INTO v1_hub_proxies (server_ip) VALUES ('::1')",
            f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY, proxy_id integer, current_ip text, "
            "updated_at timestamp, v_replaced int, v_told int)",
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, proxy_id integer, created_at timestamp, "
            "p_proxy_id int, v_told int, v_delta int)",
            f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, note text, p_key_1 int, p_ctid int)",
            f"INSERT INTO {RESULTS} DEFAULT VALUES",
        ],
        [
            Statement(f"INSERT INTO {MAPPING} (proxy_id, current_ip) VALUES (1, '::2')", MAPPING),
            Statement(f"UPDATE {MAPPING} SET current_ip = '::3'", MAPPING),
            Statement(f"INSERT INTO {USAGE} (proxy_id) VALUES (1), (1)", USAGE),
            Statement(f"INSERT INTO {USAGE} (proxy_id) VALUES (1)", USAGE),
            Statement(f"DELETE FROM {USAGE} WHERE id = 1", USAGE),
            Statement(f"UPDATE {RESULTS} SET note = 'b' RETURNING *", RESULTS),
        ],
    ),
    "a_not_null_composite_of_nulls": Hub(
        "public",
        [
            "CREATE TYPE pair AS (a integer, b text)",
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, result_data pair NOT NULL)",
        ],
        [
            Statement(f"INSERT INTO {USAGE} (result_data) VALUES ({value})", USAGE, "insert")
            for value in ("'(,)'", "'(1,)'", "NULL")
        ],
    ),
    "a_folded_table_whose_key_is_a_composite_of_nulls": Hub(
        "public",
        [
            "CREATE TYPE pair AS (a integer, b text)",
            f"CREATE TABLE {RESULTS} (id pair PRIMARY KEY, note text)",
            f"INSERT INTO {RESULTS} VALUES ('(,)', 'a'), ('(1,)', 'b')",
        ],
        [Statement(f"UPDATE {RESULTS} SET note = note || note", RESULTS, "update")],
    ),
    "a_right_on_the_sequence_of_an_identity_column": Hub(
        "public",
        [
            f"CREATE TABLE {BEATS} (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY)",
            f"GRANT USAGE ON SEQUENCE {BEATS}_id_seq TO {quote(READER)}",
        ],
    ),
    "a_neighbour_of_a_folded_table_with_a_hostile_name": Hub(
        "public",
        [
            f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, note text)",
            f'CREATE TABLE "Neigh""bour" (n serial, ref integer REFERENCES {RESULTS})',
            f"CREATE TABLE plain (n serial, ref integer REFERENCES {RESULTS} ON DELETE SET NULL)",
            f"INSERT INTO {RESULTS} DEFAULT VALUES",
            "INSERT INTO plain (ref) VALUES (1)",
        ],
        [Statement(f"DELETE FROM {RESULTS}", RESULTS, "delete"), Statement("TABLE plain")],
    ),
    "a_neighbour_of_a_folded_table_with_a_storage_option": Hub(
        "public",
        [
            f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, note text) WITH (fillfactor = 70)",
            f"CREATE TABLE plain (n serial, ref integer REFERENCES {RESULTS})",
        ],
    ),
    "a_folded_table_with_two_unique_indexes": Hub(
        "public",
        [
            f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, a integer, b integer, note text)",
            f"CREATE UNIQUE INDEX first_index ON {RESULTS} (a)",
            f"ALTER TABLE {RESULTS} ADD CONSTRAINT second_constraint UNIQUE (b)",
            f"INSERT INTO {RESULTS} (a, b) VALUES (1, 1)",
        ],
        [Statement(f"INSERT INTO {RESULTS} (a, b) VALUES (1, 1)", RESULTS, "insert")],
    ),
    "a_first_heartbeat_from_minus_infinity": Hub(
        "public",
        [
            PROXIES,
            "INSERT INTO v1_hub_proxies (server_ip) VALUES ('::1')",
            f"CREATE TABLE {BEATS} (id serial PRIMARY KEY, remote_ip text, updated_at timestamp)",
        ],
        [
            Statement(
                f"INSERT INTO {BEATS} (remote_ip, updated_at) VALUES ('::1', '-infinity') "
                "ON CONFLICT (id) DO UPDATE SET remote_ip = EXCLUDED.remote_ip",
                BEATS,
                "upsert",
            )
        ],
    ),
    "an_address_beside_a_column_with_a_line_break": Hub(
        "public",
        [
            PROXIES,
            "INSERT INTO v1_hub_proxies (server_ip) VALUES ('::1')",
            f"CREATE TABLE {MAPPING} (id serial PRIMARY KEY, "
            'proxy_id integer, current_ip text, updated_at timestamp, "line\n    \'break" text)',
        ],
        [
            Statement(
                f"INSERT INTO {MAPPING} VALUES (1, 1, '::2', '2031-01-01', 'x')",
                MAPPING,
                "insert",
            )
        ],
    ),
    "a_view_of_another_owner_over_a_table_with_row_level_security": Hub(
        "public",
        [
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY)",
            f"INSERT INTO {USAGE} DEFAULT VALUES",
            f"GRANT SELECT ON {USAGE} TO PUBLIC",
            f"CREATE VIEW seen AS TABLE {USAGE}",
            f"ALTER VIEW seen OWNER TO {quote(GROUP)}",
            f"ALTER TABLE {USAGE} ENABLE ROW LEVEL SECURITY",
        ],
        [Statement("SELECT * FROM seen")],
    ),
    "results_whose_owner_may_not_write_them": Hub(
        "public",
        [
            f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, note text)",
            f"INSERT INTO {RESULTS} (note) VALUES ('a'), ('b')",
            f"GRANT SELECT, INSERT, UPDATE ON {RESULTS} TO {quote(WRITER)}",
            f"GRANT USAGE ON SEQUENCE {RESULTS}_id_seq TO {quote(WRITER)}",
            f"REVOKE INSERT, UPDATE ON {RESULTS} FROM {OWNER}",
        ],
        [
            Statement(f"INSERT INTO {RESULTS} (note) VALUES ('c')", RESULTS, "insert", WRITER),
            Statement(f"UPDATE {RESULTS} SET note = 'd' WHERE id = 1", RESULTS, "update", WRITER),
            Statement(f"DELETE FROM {RESULTS} WHERE id = 1", RESULTS, "delete", WRITER),
            Statement(f"INSERT INTO {RESULTS} (note) VALUES ('e')", RESULTS, "insert"),
            Statement(f"DELETE FROM {RESULTS} WHERE id = 2", RESULTS, "delete"),
        ],
    ),
    "a_view_over_two_tables_of_which_one_keeps_it": Hub(
        "public",
        [
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY)",
            "CREATE TABLE v1_hub_daily_work_tracking (id serial PRIMARY KEY)",
            f"CREATE VIEW both_of_them AS SELECT count(*) AS n FROM {USAGE} "
            "LEFT JOIN v1_hub_daily_work_tracking ON true",
            f"REVOKE INSERT, UPDATE ON v1_hub_daily_work_tracking FROM {OWNER}",
        ],
        [Statement("TABLE both_of_them")],
    ),
    "a_default_that_reads_otherwise_in_another_time_zone": Hub(
        "public",
        [
            f"CREATE TABLE {USAGE} (id serial PRIMARY KEY, r tstzrange DEFAULT "
            "'[2024-01-01 00:00+00,)', CHECK (r <> '[2024-02-01 00:00+00,)'))",
        ],
    ),
}

MADE_HISTORY = (
    f"CREATE TABLE {HISTORY} (id serial PRIMARY KEY, work_slot_id integer NOT NULL, "
    "changed_at timestamp, changed_by varchar(100), operation varchar(20) NOT NULL, "
    "old_data jsonb, new_data jsonb, change_summary text)"
)
HUBS |= {
    "history_without_a_time_beside_one_from_minus_infinity": Hub(
        "public",
        [
            MADE_HISTORY,
            f"INSERT INTO {HISTORY} (work_slot_id, operation, changed_at) "
            "VALUES (1, 'a', NULL), (2, 'b', '-infinity'), (3, 'c', '0044-03-15 BC')",
        ],
        [Statement(f"SELECT * FROM {HISTORY}")],
    ),
    "history_written_without_a_time": Hub(
        "public",
        [MADE_HISTORY],
        [
            Statement(
                f"INSERT INTO {HISTORY} (work_slot_id, operation, changed_at) "
                "VALUES (1, 'a', NULL) RETURNING changed_at",
                HISTORY,
                "insert",
            )
        ],
    ),
    "a_history_of_another_owner": Hub(
        "public",
        [MADE_HISTORY, f"ALTER TABLE {HISTORY} OWNER TO {quote(GROUP)}"],
        [Statement(f"SELECT * FROM {HISTORY}")],
    ),
    "history_without_an_operation": Hub(
        "public",
        [
            f"CREATE TABLE {HISTORY} (id bigserial PRIMARY KEY)",
            f"INSERT INTO {HISTORY} DEFAULT VALUES",
        ],
    ),
    "history_with_a_unique_index": Hub(
        "public",
        [
            MADE_HISTORY,
            f"CREATE UNIQUE INDEX ON {HISTORY} (operation)",
            f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (1, 'a')",
        ],
        [
            Statement(
                f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (2, 'a')",
                HISTORY,
                "insert",
            )
        ],
    ),
    "history_without_who_changed_it": Hub(
        "public",
        [MADE_HISTORY, f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (1, '')"],
        [
            Statement(
                f"INSERT INTO {HISTORY} (work_slot_id, operation, changed_at, new_data) "
                "VALUES (-1, 'it''s', 'infinity', 'null'), (0, '', '294276-12-31 23:59:59', '{}')",
                HISTORY,
                "insert",
            ),
            Statement(f"INSERT INTO {HISTORY} (operation) VALUES ('a')", HISTORY, "insert"),
            Statement(f"INSERT INTO {HISTORY} VALUES (1, 1, NULL, '', 'b')", HISTORY, "insert"),
            Statement(
                f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (1, repeat('x', 21))",
                HISTORY,
                "insert",
            ),
        ],
    ),
}

HISTORY = "v1_hub_work_slots_history"
MADE_HISTORY = (
    f"CREATE TABLE {HISTORY} (id serial PRIMARY KEY, work_slot_id integer NOT NULL, "
    "changed_at timestamp, changed_by varchar(100), operation varchar(20) NOT NULL, "
    "old_data jsonb, new_data jsonb, change_summary text)"
)

# What install refuses, plan refuses: the hub, and a word of the reason.
REFUSED: dict[str, tuple[Hub, str]] = {
    "a_table_without_columns": (
        Hub("public", [f"CREATE TABLE {BEATS} ()", f"INSERT INTO {BEATS} DEFAULT VALUES"]),
        "has no columns",
    ),
    "an_owner_without_rights_on_his_own_table": (
        Hub(
            "public",
            [
                f"CREATE TABLE {USAGE} (id serial PRIMARY KEY)",
                f"REVOKE ALL ON {USAGE} FROM {OWNER}",
            ],
        ),
        "may not read",
    ),
    "an_owner_who_may_read_his_table_but_not_lock_it": (
        Hub(
            "public",
            [
                f"CREATE TABLE {USAGE} (id serial PRIMARY KEY)",
                f"REVOKE ALL ON {USAGE} FROM {OWNER}",
                f"GRANT SELECT ON {USAGE} TO {OWNER}",
            ],
        ),
        "may not",
    ),
    "a_column_that_has_the_row_type": (
        Hub(
            "public",
            [
                f"CREATE TABLE {USAGE} (id serial PRIMARY KEY)",
                f"CREATE TABLE holder (x {USAGE}, y {USAGE}[])",
            ],
        ),
        "row type",
    ),
    "a_rule_that_uses_the_table": (
        Hub(
            "public",
            [
                f"CREATE TABLE {USAGE} (id serial PRIMARY KEY)",
                "CREATE TABLE other_table (id integer)",
                f"CREATE RULE r AS ON INSERT TO other_table DO ALSO DELETE FROM {USAGE}",
            ],
        ),
        "rule",
    ),
    "a_schema_with_a_percent_sign": (Hub("percent %s %I"), "schema name"),
    "a_schema_whose_name_has_a_quote": (Hub("it's"), "schema name"),
}


@pytest.mark.parametrize("name", HUBS)
def test_hub_cannot_be_told_from_its_twin(cycle: Cycle, name: str) -> None:
    refused = cycle.run(HUBS[name])
    assert not refused
    assert not cycle.setup_failed


@pytest.mark.parametrize("name", REFUSED)
def test_hub_is_refused_and_left_alone(cycle: Cycle, name: str) -> None:
    hub, reason = REFUSED[name]
    assert reason in cycle.run(hub)
    assert not cycle.setup_failed


def test_update_of_a_folded_view_from_two_matches(cycle: Cycle) -> None:
    """PostgreSQL fires INSTEAD OF once for each match: a limit, told in docs/limits.md."""
    table = f"CREATE TABLE {RESULTS} (id serial PRIMARY KEY, note text)"
    assert not cycle.run(Hub("public", [table, f"INSERT INTO {RESULTS} DEFAULT VALUES"]))
    query = f"UPDATE {RESULTS} SET note = m.n FROM (VALUES ('a'), ('b')) AS m (n)"
    assert cycle.legacy.run(query).status == "UPDATE 1"
    assert cycle.hub.run(query).status in ("UPDATE 1", "UPDATE 2")


def test_two_rollbacks_in_one_second(cycle: Cycle) -> None:
    assert not cycle.run(Hub("public", [f"CREATE TABLE {USAGE} (id serial PRIMARY KEY)"]))
    assert [cycle.install(what)[0] for what in ("rollback", "install", "rollback")] == [0, 0, 0]


def test_an_identity_sequence_goes_where_its_table_goes(cycle: Cycle) -> None:
    """PostgreSQL does not part them: a limit that plan tells of."""
    table = f"CREATE TABLE {USAGE} (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY)"
    assert not cycle.run(Hub("public", [table]))
    moved = cycle.hub.lines("SELECT to_regclass('v1_hub.v1_hub_proxy_usage_id_seq')")
    assert moved == ["v1_hub.v1_hub_proxy_usage_id_seq"]
