"""DDL on retired names as DDL on log, leaf and view, without a server."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pglast import parse_sql

from retired_names import HUB, USAGE
from v1_hub.names import Hub
from v1_hub.translate import RebuildView, Run, Skip, Translation, Untranslatable, translate

LOG = "public.v1_hub_activity_logs"
LEAF = "v1_hub.proxy_usage"


def told(text: str, hub: Hub = HUB) -> list[str]:
    """The steps as SQL; a view that the caller must make as `name: how`, a skipped one as --."""
    found = []
    for step in translate(text, hub).steps:
        if isinstance(step, Run):
            found.append(step.sql)
        elif isinstance(step, RebuildView):
            found.append(step.statement or f"{step.name}: {step.how}")
        else:
            found.append(f"-- {step.why}")
    for one in found:
        if not one.startswith(("--", "v1_hub_")):
            parse_sql(one)
    return found


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("CREATE INDEX i ON v1_hub_proxy_usage (response_time_ms DESC, lower(used_ip)) "
         "INCLUDE (created_at) WHERE success AND v1_hub_proxy_usage.created_at > '2026-01-01'",
         f"CREATE INDEX i ON {LEAF} (duration_ms DESC, (lower(used_ip))) INCLUDE (logged_at) "
         "WHERE success AND logged_at > '2026-01-01'"),
        ("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON public.v1_hub_proxy_usage (id)",
         f"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON {LEAF} (id)"),
        ("CREATE INDEX ON v1_hub_work_slots_history (work_slot_id)",
         "-- the audit log has the indexes that history is read by"),
        ("DROP INDEX CONCURRENTLY IF EXISTS idx_usage_created, other",
         "DROP INDEX CONCURRENTLY IF EXISTS v1_hub.idx_usage_created, other"),
        ("ALTER INDEX public.idx_usage_created RENAME TO x",
         "ALTER INDEX v1_hub.idx_usage_created RENAME TO x"),
        ("REINDEX INDEX idx_usage_created", "REINDEX INDEX v1_hub.idx_usage_created"),
        ("REINDEX TABLE v1_hub_proxy_usage", f"REINDEX TABLE {LEAF}"),
        ("CLUSTER v1_hub_proxy_usage USING idx_usage_created",
         f"CLUSTER {LEAF} USING idx_usage_created"),
        ("COMMENT ON TABLE v1_hub_proxy_usage IS 'it''s'",
         "COMMENT ON VIEW v1_hub_proxy_usage IS 'it''s'"),
        ("COMMENT ON INDEX idx_usage_created IS 'x'",
         "COMMENT ON INDEX v1_hub.idx_usage_created IS 'x'"),
        ("COMMENT ON CONSTRAINT c ON v1_hub_proxy_usage IS 'x'",
         f"COMMENT ON CONSTRAINT c ON {LEAF} IS 'x'"),
        ("TRUNCATE v1_hub_proxy_usage, v1_hub_external_triggers RESTART IDENTITY CASCADE",
         f"TRUNCATE TABLE {LEAF}, v1_hub_external_triggers RESTART IDENTITY CASCADE"),
        ("VACUUM (FULL, ANALYZE) v1_hub_proxy_usage (response_time_ms), v1_hub_clients",
         f"VACUUM(FULL, ANALYZE) {LEAF}(duration_ms), v1_hub_clients"),
        ("ANALYZE v1_hub_work_slots_history (operation)", "ANALYZE public.v1_hub_audit_log"),
        ("ALTER TABLE v1_hub_proxy_usage ALTER created_at SET NOT NULL",
         f"ALTER TABLE {LEAF} ALTER COLUMN logged_at SET NOT NULL"),
        ("ALTER TABLE v1_hub_proxy_usage ADD CONSTRAINT c CHECK (response_time_ms >= 0) NOT VALID",
         f"ALTER TABLE {LEAF} ADD CONSTRAINT c CHECK (duration_ms >= 0) NOT VALID"),
        ("ALTER TABLE v1_hub_proxy_usage ADD UNIQUE (proxy_id, created_at)",
         f"ALTER TABLE {LEAF} ADD UNIQUE (proxy_id, logged_at)"),
        ("ALTER TABLE v1_hub_proxy_usage DROP CONSTRAINT IF EXISTS c",
         f"ALTER TABLE {LEAF} DROP CONSTRAINT IF EXISTS c"),
        ("ALTER TABLE v1_hub_proxy_usage RENAME CONSTRAINT a TO b",
         f"ALTER TABLE {LEAF} RENAME CONSTRAINT a TO b"),
        ("ALTER TABLE v1_hub_proxy_usage SET (fillfactor = 80)",
         f"ALTER TABLE {LEAF} SET (fillfactor = 80)"),
        ("ALTER TABLE v1_hub_proxy_usage ADD COLUMN IF NOT EXISTS used_ip text",
         "-- column used_ip exists"),
        ("ALTER TABLE v1_hub_proxy_usage DROP COLUMN IF EXISTS nothing",
         "-- column nothing does not exist"),
    ],
)  # fmt: skip
def test_a_statement_on_a_retired_name_is_done_to_its_leaf(given: str, made: str) -> None:
    assert told(given) == [made]


def test_a_new_column_goes_to_the_log_and_to_the_end_of_the_view() -> None:
    assert told("ALTER TABLE v1_hub_proxy_usage ADD COLUMN asn int") == [
        f"ALTER TABLE {LOG} ADD COLUMN asn integer",
        "CREATE OR REPLACE VIEW public.v1_hub_proxy_usage AS SELECT l.id, l.proxy_id, "
        "l.keyword_id, l.used_ip, l.success, l.duration_ms AS response_time_ms, "
        "l.logged_at AS created_at, l.asn FROM v1_hub.proxy_usage AS l",
    ]


def test_default_and_constraints_of_a_new_column_are_of_the_leaf_alone() -> None:
    found = told("ALTER TABLE v1_hub_proxy_usage ADD asn int NOT NULL DEFAULT 7 CHECK (asn > 0) "
                 "REFERENCES v1_hub_clients (id)")  # fmt: skip
    assert found[0] == f"ALTER TABLE {LOG} ADD COLUMN asn integer"
    assert found[2:] == [
        f"ALTER TABLE {LEAF} ALTER COLUMN asn SET DEFAULT 7",
        f"UPDATE {LEAF} SET asn = DEFAULT",
        "ALTER TABLE public.v1_hub_proxy_usage ALTER COLUMN asn SET DEFAULT 7",
        f"ALTER TABLE {LEAF} ALTER COLUMN asn SET NOT NULL",
        f"ALTER TABLE {LEAF} ADD CHECK (asn > 0)",
        f"ALTER TABLE {LEAF} ADD FOREIGN KEY (asn) REFERENCES v1_hub_clients (id)",
    ]


def test_a_new_column_shares_a_column_of_the_log_only_where_the_type_is_the_same() -> None:
    same = translate("ALTER TABLE v1_hub_proxy_usage ADD COLUMN allocation_id int", HUB)
    assert len(same.steps) == 1
    assert same.hub.retired[0].columns["allocation_id"] == "allocation_id"
    other = translate("ALTER TABLE v1_hub_proxy_usage ADD COLUMN status int", HUB)
    assert other.hub.retired[0].columns["status"] == "proxy_usage_status"
    assert "ADD COLUMN proxy_usage_status integer" in told(
        "ALTER TABLE v1_hub_proxy_usage ADD COLUMN status int")[0]  # fmt: skip
    taken = translate("ALTER TABLE v1_hub_proxy_usage ADD logged_at timestamp", HUB)
    assert taken.hub.retired[0].columns["logged_at"] == "proxy_usage_logged_at"


def test_a_later_statement_knows_what_an_earlier_one_made() -> None:
    found = told(
        "ALTER TABLE v1_hub_proxy_usage ADD COLUMN status int, ALTER COLUMN status SET NOT NULL;\n"
        "CREATE INDEX status_idx ON v1_hub_proxy_usage (status); DROP INDEX status_idx;\n"
        "ALTER TABLE v1_hub_proxy_usage RENAME COLUMN status TO state;\n"
        "ANALYZE v1_hub_proxy_usage (state);"
    )
    assert found[2:] == [
        f"ALTER TABLE {LEAF} ALTER COLUMN proxy_usage_status SET NOT NULL",
        f"CREATE INDEX status_idx ON {LEAF} (proxy_usage_status)",
        "DROP INDEX v1_hub.status_idx",
        "ALTER TABLE v1_hub_proxy_usage RENAME COLUMN status TO state",
        f"ANALYZE {LEAF}(proxy_usage_status)",
    ]


def test_a_dropped_column_leaves_the_log_where_no_other_log_has_it() -> None:
    found = translate("ALTER TABLE v1_hub_proxy_usage DROP COLUMN used_ip CASCADE", HUB)
    rebuilt, dropped = found.steps
    assert isinstance(rebuilt, RebuildView)
    assert rebuilt.how == "recreate"
    assert rebuilt.statement is None
    assert "used_ip" not in dict(rebuilt.columns)
    assert dropped == Run(f"ALTER TABLE {LOG} DROP COLUMN used_ip CASCADE", True)
    assert "used_ip" not in found.hub.retired[0].columns
    assert "used_ip" not in found.hub.log_columns
    assert told("ALTER TABLE v1_hub_proxy_usage DROP COLUMN created_at") == [
        "v1_hub_proxy_usage: recreate",
        "DROP INDEX v1_hub.idx_usage_created",
        f"ALTER TABLE {LEAF} ALTER COLUMN logged_at DROP DEFAULT, ALTER COLUMN logged_at "
        "DROP NOT NULL",
        f"UPDATE {LEAF} SET logged_at = NULL WHERE logged_at IS NOT NULL",
    ]


def test_another_type_needs_the_view_out_of_the_way() -> None:
    assert told("ALTER TABLE v1_hub_proxy_usage ALTER response_time_ms TYPE bigint "
                "USING response_time_ms * 1000") == [
        "v1_hub_proxy_usage: drop",
        f"ALTER TABLE {LOG} ALTER COLUMN duration_ms TYPE bigint USING duration_ms * 1000",
        "v1_hub_proxy_usage: create",
    ]  # fmt: skip
    with pytest.raises(Untranslatable, match="other logs have logged_at"):
        translate("ALTER TABLE v1_hub_proxy_usage ALTER created_at TYPE timestamptz", HUB)


def test_a_default_is_the_leafs_and_the_views() -> None:
    assert told("ALTER TABLE v1_hub_proxy_usage ALTER created_at SET DEFAULT now()") == [
        "ALTER TABLE v1_hub_proxy_usage ALTER COLUMN created_at SET DEFAULT now()",
        f"ALTER TABLE {LEAF} ALTER COLUMN logged_at SET DEFAULT now()",
    ]


def test_a_table_that_stayed_whole_is_altered_by_itself() -> None:
    whole = replace(USAGE, kind="whole", leaf=("v1_hub", "v1_hub_proxy_usage"))
    hub = replace(HUB, retired=(whole, *HUB.retired[1:]))
    assert told("ALTER TABLE v1_hub_proxy_usage ADD status int, DROP COLUMN used_ip", hub) == [
        "ALTER TABLE v1_hub.v1_hub_proxy_usage ADD COLUMN status integer",
        "CREATE OR REPLACE VIEW public.v1_hub_proxy_usage AS SELECT l.id, l.proxy_id, "
        "l.keyword_id, l.used_ip, l.success, l.duration_ms AS response_time_ms, "
        "l.logged_at AS created_at, l.status FROM v1_hub.v1_hub_proxy_usage AS l",
        "v1_hub_proxy_usage: recreate",
        "ALTER TABLE v1_hub.v1_hub_proxy_usage DROP COLUMN used_ip",
    ]


def test_a_copy_gets_the_keys_that_a_view_has_not() -> None:
    given = "CREATE TABLE IF NOT EXISTS arch (LIKE v1_hub_proxy_usage INCLUDING ALL)"
    steps = translate(given, HUB).steps
    assert [one.sql for one in steps if isinstance(one, Run)] == [
        given,
        "ALTER TABLE arch ALTER COLUMN id SET NOT NULL",
        "ALTER TABLE arch ADD CONSTRAINT quick CHECK (response_time_ms < 1000000)",
        "ALTER TABLE arch ADD PRIMARY KEY (id)",
        "CREATE INDEX ON arch (created_at DESC)",
    ]
    assert [one.if_new for one in steps if isinstance(one, Run)] == [None, *["arch"] * 4]
    assert told("CREATE TABLE arch (LIKE v1_hub_proxy_usage)") == [
        "CREATE TABLE arch (LIKE v1_hub_proxy_usage)",
        "ALTER TABLE arch ALTER COLUMN id SET NOT NULL",
    ]


def test_everything_else_passes_byte_for_byte() -> None:
    text = (
        "-- 한글, a comment; with a semicolon\nSELECT  1 ;\n\nINSERT INTO v1_hub_proxy_usage\n"
        "  (proxy_id) VALUES (1);;\nCREATE TABLE IF NOT EXISTS v1_hub_proxy_usage (id int);\n"
        'ALTER TABLE v1_hub_clients ADD COLUMN "Ünï" int; /* end */\n'
        "COMMENT ON COLUMN v1_hub_proxy_usage.id IS 'x'; -- last\n"
    )
    steps = translate(text, HUB).steps
    assert "".join(one.sql for one in steps if isinstance(one, Run)) == text
    assert not any(one.rewritten for one in steps if isinstance(one, Run))
    assert translate("", HUB) == Translation((), HUB)
    assert told("-- nothing\n") == ["-- nothing\n"]


def test_what_stands_around_a_translated_statement_stays() -> None:
    text = "BEGIN;\n-- why\nTRUNCATE v1_hub_proxy_usage;\nSELECT 1; COMMIT"
    assert "".join(told(text)) == f"BEGIN;\n-- why\nTRUNCATE TABLE {LEAF}\nSELECT 1; COMMIT"


def test_what_will_be_refused_is_told_beforehand() -> None:
    steps = translate("DO $$ BEGIN ALTER TABLE v1_hub_proxy_usage ADD a int; END $$;\n"
                      "CREATE TABLE heir () INHERITS (v1_hub_proxy_usage)", HUB).steps  # fmt: skip
    assert [[one.sqlstate for one in step.breaks] for step in steps if isinstance(step, Run)] == [
        ["42809"], ["42809"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [
        "TRUNCATE v1_hub_work_slots_history",
        "ALTER TABLE v1_hub_work_slots_history ADD COLUMN x int",
        "ALTER TABLE v1_hub_proxy_usage ADD COLUMN used_ip text",
        "ALTER TABLE v1_hub_proxy_usage DROP COLUMN nothing",
        "ALTER TABLE v1_hub_proxy_usage ADD COLUMN x serial",
        "ALTER TABLE v1_hub_proxy_usage ADD COLUMN x int GENERATED ALWAYS AS IDENTITY",
        "ALTER TABLE v1_hub_proxy_usage ENABLE ROW LEVEL SECURITY",
        "CREATE INDEX ON v1_hub_work_results (total_requests)",
    ],
)
def test_what_cannot_be_translated_is_refused_with_a_line_and_a_hint(given: str) -> None:
    with pytest.raises(Untranslatable) as refused:
        translate(f"SELECT 1;\n\n-- so\n{given};", HUB)
    assert refused.value.line == 4
    assert refused.value.hint


def test_a_folded_view_is_rebuilt_by_whoever_knows_its_triggers() -> None:
    steps = translate("ALTER TABLE v1_hub_work_results ADD COLUMN asn int; "
                      "ALTER TABLE v1_hub_work_results RENAME COLUMN status TO state; "
                      "ALTER TABLE v1_hub_work_results DROP COLUMN total_requests",
                      HUB).steps  # fmt: skip
    views = [one for one in steps if isinstance(one, RebuildView)]
    assert [(one.how, one.statement) for one in views] == [("recreate", None)] * 3
    assert len(steps) == 4
    assert not any(isinstance(one, Skip) for one in steps)


def test_a_foreign_key_onto_a_retired_name_references_its_leaf() -> None:
    assert told("CREATE TABLE later (x int REFERENCES v1_hub_proxy_usage (id), y text)") == [
        f"CREATE TABLE later (x integer REFERENCES {LEAF} (id), y text)"
    ]
    assert told("ALTER TABLE later ADD FOREIGN KEY (x, t) REFERENCES public.v1_hub_proxy_usage "
                "(id, created_at) ON DELETE CASCADE") == [
        f"ALTER TABLE later ADD FOREIGN KEY (x, t) REFERENCES {LEAF} (id, logged_at) "
        "ON DELETE CASCADE"
    ]  # fmt: skip
    assert told("ALTER TABLE v1_hub_proxy_heartbeat ADD FOREIGN KEY (id) REFERENCES "
                "v1_hub_proxy_usage") == [
        f"ALTER TABLE v1_hub.proxy_heartbeat ADD FOREIGN KEY (id) REFERENCES {LEAF}"
    ]  # fmt: skip
    both = "CREATE TABLE a (LIKE v1_hub_proxy_heartbeat, u integer REFERENCES {})"
    assert told(both.format("v1_hub_proxy_usage"))[0] == both.format(LEAF)


@pytest.mark.parametrize(
    "given",
    [
        "CREATE UNIQUE INDEX i ON {} USING gin ((used_ip -> 'x') jsonb_path_ops, proxy_id "
        'COLLATE "C" int4_ops DESC NULLS LAST) INCLUDE (success) NULLS NOT DISTINCT WITH '
        "(fillfactor='70', fastupdate=off) TABLESPACE pg_default WHERE success IS NOT NULL AND "
        "used_ip LIKE 'x%' OR NOT (id = ANY (ARRAY[1, 2]))",
        "ALTER TABLE {} ADD CONSTRAINT e EXCLUDE USING gist (id WITH =, tsrange(used_ip, used_ip) "
        "WITH &&) WHERE (success)",
        "ALTER TABLE {} ADD CONSTRAINT f FOREIGN KEY (proxy_id) REFERENCES v1_hub_proxies (id) "
        "MATCH FULL ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED NOT VALID",
        "ALTER TABLE {} ALTER COLUMN used_ip SET (n_distinct = -0.5)",
        "ALTER TABLE {} ADD CONSTRAINT k CHECK (CASE WHEN success THEN id > 0 ELSE "
        "used_ip::varchar(3) COLLATE \"C\" BETWEEN 'a' AND 'b' END) NO INHERIT",
        'ALTER TABLE {} DISABLE TRIGGER "Odd name"',
        "ALTER TABLE {} REPLICA IDENTITY USING INDEX idx_usage_created",
        "CLUSTER {}",
        "VACUUM (VERBOSE, INDEX_CLEANUP off, PARALLEL 2) {}",
    ],
)
def test_nothing_of_a_statement_is_lost_on_its_way(given: str) -> None:
    (made,) = told(given.format("v1_hub_proxy_usage"))
    assert parse_sql(made)[0].stmt == parse_sql(given.format(LEAF))[0].stmt
