"""What becomes of a table, and why; names in the log; what folds; what is bound anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import small_facts as facts
from small_facts import column, hub, routine, table, trigger, view_over
from v1_hub.binding import bind_anew
from v1_hub.decide import (
    Decision,
    LogColumn,
    Retiring,
    decide,
    define_log,
    history_triggers,
    map_log_columns,
)
from v1_hub.facts import Relation
from v1_hub.registry import HISTORY, RESULTS, RETIRED, SLOTS, entry_of
from v1_hub.treatment import choose_treatment, is_foldable, sees_whole_row

USAGE, MAPPING, BEATS = "v1_hub_proxy_usage", "v1_hub_proxy_ip_mapping", "v1_hub_proxy_heartbeat"
OWNER = "hub_owner"


def usage(*columns: Any, **given: Any) -> Relation:
    return table(USAGE, "id integer", *(columns or ("proxy_id integer",)), **given)


def results(*columns: Any, **given: Any) -> Relation:
    return table(RESULTS, "id integer", *(columns or ("note text",)), **given)


def history(*columns: Any, **given: Any) -> Relation:
    required = [
        column("work_slot_id", not_null=True),
        column("operation", "character varying(20)", not_null=True),
    ]
    return table(HISTORY, "id integer", *(columns or required), **given)


def decided(*tables: Relation, phases: tuple[int, ...] = (1, 2, 3)) -> Decision:
    """With work_slots, whose history the audit log keeps."""
    return decide(hub(table(SLOTS, "id integer"), *tables), phases, OWNER)


def retiring(relation: Relation) -> Retiring:
    return next(t for t in decided(relation).retiring if t.relation is relation)


def names(columns: list[LogColumn] | tuple[LogColumn, ...]) -> dict[str, str]:
    return {c.legacy_name: c.log_name for c in columns}


# --- treatments, and why -------------------------------------------------------------------------
def test_plain_tables_become_leaves_fold_or_go_to_the_audit_log() -> None:
    made = decided(usage(), results(), history())
    assert {t.entry.table_name: (t.treatment, t.reason) for t in made.retiring} == {
        USAGE: ("leaf", None),
        HISTORY: ("history", None),
        RESULTS: ("fold", None),
    }


WHOLE: dict[str, Any] = {
    "is partitioned": {"kind": "p"},
    "takes part in inheritance": {"inherits": True},
    "is a typed table": {"is_typed": True},
    "has row-level security": {"row_security": True},
    "has a trigger (watch)": {"triggers": (trigger("BEGIN PERFORM f(NEW); RETURN NEW; END"),)},
}


@pytest.mark.parametrize("why", WHOLE)
@pytest.mark.parametrize("make", [usage, results])
def test_a_table_that_cannot_be_a_leaf_stays_whole_and_says_why(why: str, make: Any) -> None:
    made = retiring(make(**WHOLE[why]))
    assert made.treatment == "whole"
    assert made.reason is not None
    assert made.reason.startswith(why)
    assert made.columns == ()  # it gives the log none


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        (column("n", identity="a"), "has an identity column"),
        (column("n", generated="s"), "has a generated column"),
        (column("n", is_domain=True), "has a column of a domain"),
    ],
)
def test_a_column_that_no_partition_may_have_keeps_the_table_whole(odd: Any, why: str) -> None:
    made = retiring(usage(odd))
    assert (made.treatment, (made.reason or "").startswith(why)) == ("whole", True)


def test_an_owner_who_lacks_a_right_matters_only_to_views_over_the_table() -> None:
    poor = usage(owner_holds_all=False)
    assert retiring(poor).treatment == "leaf"
    seen = replace(poor, dependents=(view_over(poor, "public.seen"),))
    assert retiring(seen).treatment == "whole"


@pytest.mark.parametrize(
    ("given", "sees"),
    [
        ({}, False),
        ({"body": "BEGIN NEW.proxy_id := 1; RETURN NEW; END"}, False),
        ({"body": "BEGIN RETURN old; END"}, False),
        ({"body": "BEGIN INSERT INTO copies SELECT NEW.*; RETURN NEW; END"}, True),
        ({"body": "BEGIN PERFORM to_jsonb(OLD); RETURN OLD; END"}, True),
        ({"body": "BEGIN NEW.created_at := now(); RETURN NEW; END"}, True),  # is renamed
        ({"language": "c"}, True),
        ({"has_transition_tables": True}, True),
    ],
)
def test_a_trigger_may_name_columns_that_keep_their_names(given: Any, sees: bool) -> None:
    assert sees_whole_row(trigger(**given)) is sees


UNFOLDED: dict[str, Any] = {
    "has no primary key to find a row by": {"key": None},
    "has triggers, which would see the folded row": {"triggers": (trigger(),)},
    "has rules": {"has_rules": True},
    "does not give its owner every right": {"owner_holds_all": False},
}


@pytest.mark.parametrize("why", UNFOLDED)
def test_results_that_cannot_fold_are_adopted_as_they_are(why: str) -> None:
    made = retiring(results(**UNFOLDED[why]))
    assert (made.treatment, made.folded) == ("leaf", ())
    assert (made.reason or "").startswith(why)


def test_results_with_a_document_of_their_own_or_nothing_to_fold_are_a_leaf() -> None:
    own = retiring(results("result_data jsonb", "note text"))
    assert (own.treatment, own.reason) == ("leaf", "has a column result_data of its own")
    dense = retiring(results(column("n", not_null=True)))
    assert (dense.treatment, dense.reason) == ("leaf", "has no column that can fold")


def test_a_view_that_groups_by_the_key_keeps_results_unfolded() -> None:
    made = results()
    made = replace(made, dependents=(view_over(made, "public.seen", by_key=True),))
    assert retiring(made).treatment == "leaf"


UNMAPPED: dict[str, Any] = {
    "is partitioned": {"kind": "p"},
    "has row-level security": {"row_security": True},
    "belongs to another role than who installs, or the audit log does": {"owner": "somebody"},
    "takes part in inheritance": {"inherits": True},
    "has triggers": {"triggers": (trigger(),)},
    "has rules": {"has_rules": True},
    "is referenced by a foreign key": {"keys_onto": (facts.foreign_key(),)},
    "does not have id as its primary key": {"key": None},
}


@pytest.mark.parametrize("why", UNMAPPED)
def test_history_that_the_audit_log_cannot_hold_stays_whole(why: str) -> None:
    made = retiring(history(**UNMAPPED[why]))
    assert made.treatment == "whole"
    assert (made.reason or "").startswith(why)


@pytest.mark.parametrize(
    "odd",
    [
        "extra text",
        "changed_at timestamp with time zone",
        "changed_by character varying(101)",
        "old_data json",
    ],
)
def test_a_history_column_that_has_no_place_is_named(odd: str) -> None:
    required = [c for c in history().columns if c.name != "id"]
    made = retiring(history(*required, odd))
    name, type_name = odd.split(" ", 1)
    assert made.treatment == "whole"
    assert made.reason == f"has column {name} of type {type_name}"


def test_history_without_its_two_columns_stays_whole() -> None:
    assert retiring(history("note text")).treatment == "whole"
    nullable = history("work_slot_id integer", "operation character varying(20)")
    assert (retiring(nullable).reason or "").startswith("lacks work_slot_id or operation")


def test_only_the_phases_asked_for_retire_but_the_log_has_the_columns_of_all() -> None:
    made = decided(usage("a integer"), results("b text"), phases=(1,))
    assert [t.entry.table_name for t in made.retiring] == [USAGE]
    assert {c.table_name for c in made.columns} == {USAGE, RESULTS}
    assert made.is_first


def test_what_is_retired_already_is_left_alone() -> None:
    first = decided(usage(), results(), phases=(1,))
    later = decide(hub(results()), (1, 3), OWNER, first.columns, [USAGE])
    assert [t.entry.table_name for t in later.retiring] == [RESULTS]
    assert (later.is_first, later.done_phases) == (False, (1,))
    assert later.columns == first.columns


def test_views_under_retired_names_are_no_tables_to_retire() -> None:
    assert decided(usage(kind="v")).retiring == ()


# --- names in the log ----------------------------------------------------------------------------
def mapped(*tables: Relation) -> list[LogColumn]:
    return map_log_columns(
        [(entry_of(t.name), t, choose_treatment(entry_of(t.name), t, OWNER)[0]) for t in tables]
    )


def test_times_and_durations_of_all_tables_share_a_name() -> None:
    made = names(mapped(usage("created_at timestamp", "response_time_ms integer", "n integer")))
    assert made == {
        "id": "id",
        "created_at": "logged_at",
        "response_time_ms": "duration_ms",
        "n": "n",
    }


def test_of_two_times_the_first_known_name_takes_it() -> None:
    made = names(mapped(usage("reported_at timestamp", "created_at timestamp")))
    assert (made["created_at"], made["reported_at"]) == ("logged_at", "reported_at")


def test_a_column_that_is_called_so_already_keeps_its_name() -> None:
    made = names(mapped(usage("created_at timestamp", "logged_at date")))
    assert (made["created_at"], made["logged_at"]) == ("created_at", "logged_at")


def test_a_name_with_two_types_is_whose_most_tables_agree_and_the_other_takes_a_prefix() -> None:
    made = mapped(
        table(MAPPING, "id integer", "n text"),
        table(BEATS, "id integer", "n integer"),
        usage("n integer"),
    )
    told = {(c.table_name, c.legacy_name): c.log_name for c in made}
    assert told[MAPPING, "n"] == "proxy_ip_mapping_n"
    assert told[BEATS, "n"] == told[USAGE, "n"] == "n"


def test_where_types_tie_the_first_table_has_the_name() -> None:
    made = mapped(table(BEATS, "id uuid"), usage())
    assert [c.log_name for c in made if c.legacy_name == "id"] == ["id", "proxy_usage_id"]


@pytest.mark.parametrize("taken", ["log_type", "result_data"])
def test_no_column_takes_a_name_that_the_log_needs(taken: str) -> None:
    assert names(mapped(usage(f"{taken} text")))[taken] == f"proxy_usage_{taken}"


def test_a_prefix_that_would_be_too_long_or_taken_gives_way_to_a_number() -> None:
    long = "가" * 21  # 63 bytes
    made = mapped(
        table(MAPPING, "id integer", f"{long} text", "n text", "proxy_usage_n text"),
        usage(f"{long} integer", "n integer"),
    )
    told = {c.legacy_name: c.log_name for c in made if c.table_name == USAGE}
    assert told == {"id": "id", long: "proxy_usage_column_2", "n": "proxy_usage_column_3"}
    assert len({(c.log_name, c.table_name) for c in made}) == len(made)


def test_every_name_of_the_log_has_one_type() -> None:
    made = mapped(
        table(MAPPING, "id bigint", "a text", "log_type date"),
        table(BEATS, "id integer", "a date", "log_type text"),
        usage("a uuid", "log_type text"),
        results("a inet", "b text"),
    )
    types: dict[str, set[str]] = {}
    for one in made:
        types.setdefault(one.log_name, set()).add(one.type)
    assert all(len(found) == 1 for found in types.values())


def test_the_log_shows_what_is_shared_first_and_what_folding_empties_last() -> None:
    made = define_log(mapped(usage("proxy_id integer", "created_at timestamp"),
                             results("note text", "created_at timestamp")))  # fmt: skip
    assert [d.name for d in made] == ["id", "logged_at", "proxy_id", "note"]
    assert [d.emptied for d in made] == [False, False, False, True]
    assert made[0].filled_by == ("proxy_usage", "work_result")
    assert made[3].filled_by == ()


# --- what folds ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("one", "folds"),
    [
        (column("c", "text"), True),
        (column("c", "character varying(50)", base_type="character varying"), True),
        (column("c", "jsonb"), True),
        (column("c", "numeric(10,2)", base_type="numeric"), True),
        (column("c", "timestamp without time zone"), True),
        (column("c", "timestamp with time zone"), False),  # reads as the session's zone
        (column("c", "double precision"), False),  # as extra_float_digits
        (column("c", "json"), False),  # spaces and repeated keys matter
        (column("c", "bytea"), False),
        (column("c", "text", not_null=True), False),
        (column("c", "text", is_needed=True), False),
    ],
)
def test_only_what_is_exact_as_json_and_needed_by_nothing_folds(one: Any, folds: bool) -> None:
    assert is_foldable(one) is folds


def test_a_text_of_its_own_collation_stays_typed() -> None:
    german = replace(column("c", "text"), has_default_collation=False)
    assert not is_foldable(german)


def test_what_reports_read_and_what_other_logs_share_stays_typed() -> None:
    made = decided(
        usage("used_ip text"),
        results("completed_at timestamp", "status_code integer", "used_ip text", "note text"),
    ).retiring[-1]
    assert [c.legacy_name for c in made.folded] == ["note"]
    assert [c.legacy_name for c in made.typed] == ["id", "completed_at", "status_code", "used_ip"]


def test_leaves_fold_nothing() -> None:
    assert retiring(usage("note text")).folded == ()


# --- what is bound anew --------------------------------------------------------------------------
def bound(relation: Relation, **over: Any) -> list[str]:
    binding = bind_anew(retiring(replace(relation, **over)))
    views = [dependent.name for dependent in (*binding.replaced, *binding.rebuilt)]
    return [*views, *(routine.name for routine in binding.routines)]


def test_what_stands_on_a_leaf_stays_there() -> None:
    made = usage("n integer")
    over = (view_over(made, "public.seen", reads=("n",)),
            view_over(made, "public.kept", kind="materialized view", reads=("n",)))  # fmt: skip
    assert bound(made, dependents=over, routines=(routine("f()", reads=("n",)),)) == []


def test_what_reads_a_folded_column_is_bound_to_the_view() -> None:
    made = results("note text")
    over = (
        view_over(made, "public.reads_note", reads=("id", "note")),
        view_over(made, "public.reads_id", reads=("id",)),
        view_over(made, "public.kept", kind="materialized view", reads=("note",)),
        view_over(made, "public.kept_id", kind="materialized view", reads=("id",)),
    )
    routines = (routine("f()", reads=("note",)), routine("g()", reads=("id",)))
    told = bound(made, dependents=over, routines=routines)
    assert told == ["public.reads_note", "public.kept", "f()"]


def test_with_a_materialized_view_goes_all_that_stands_on_it() -> None:
    made = results("note text")
    kept = view_over(made, "public.kept", kind="materialized view", reads=("note",))
    above = replace(view_over(made, "public.above"), over=kept.oid, depth=2)
    higher = replace(view_over(made, "public.higher"), over=above.oid, depth=3)
    binding = bind_anew(retiring(replace(made, dependents=(kept, higher, above))))
    assert [d.name for d in binding.rebuilt] == ["public.kept", "public.above", "public.higher"]
    assert binding.replaced == ()


def test_everything_over_the_history_is_bound_to_the_slice() -> None:
    made = history()
    told = bound(made, dependents=(view_over(made, "public.seen"),), routines=(routine("f()"),))
    assert told == ["public.seen", "f()"]


def test_who_has_the_row_type_of_a_table_takes_the_view_s() -> None:
    made = usage()
    assert bound(made, routines=(routine("f()", by_row_type=True), routine("g()"))) == ["f()"]
    assert bound(made, dependents=(view_over(made, "public.rows", by_row_type=True),)) == [
        "public.rows"
    ]


def test_hand_written_history_triggers_are_those_that_write_the_history() -> None:
    writes = trigger(f"BEGIN INSERT INTO {HISTORY} VALUES (1); RETURN NEW; END")
    longer = trigger(f"BEGIN INSERT INTO {HISTORY}_old VALUES (1); RETURN NEW; END")
    slots = table(SLOTS, "id integer", triggers=(writes, longer, trigger()))
    assert history_triggers(hub(slots)) == (writes,)
    assert history_triggers(hub()) == ()


def test_leaves_are_not_called_as_their_views_are() -> None:
    """Catalogue queries without a schema find a retired name once."""
    views = {entry.table_name for entry in RETIRED}
    assert not views & {entry.leaf for entry in RETIRED}
    assert [entry.place for entry in RETIRED] == sorted(entry.place for entry in RETIRED)
