"""What rollback and finalize would do, on paper. Reads, and writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from v1_hub import batches, estimate, paper, subscribers
from v1_hub.back import cut_back
from v1_hub.binding import bind_back
from v1_hub.checks import Finding, Made
from v1_hub.connect import round_trip
from v1_hub.estimate import Load, Part
from v1_hub.facts import Connection, Hub, ask, read_hub
from v1_hub.paper import Paper
from v1_hub.registry import AUDIT_LOG, LOG, PROXIES
from v1_hub.relations import count_rows, describe_relations
from v1_hub.state import Installed, Retired, find_places, read_log_columns, read_retired
from v1_hub.values import leaf_name, view_name
from v1_hub.way_back import back_locks, finalize_step


def of_rollback(conn: Connection, schema: str, installed: Installed, made: Sequence[Made]) -> Paper:
    """The paper of a rollback, from where the hub stands now."""
    hub, rows = read_hub(conn, schema), read_retired(conn)
    notes = {
        LOG: "is dropped; its leaves are the tables",
        AUDIT_LOG: "waits in v1_hub_retired for the next install",
        **{row.table_name: "table again" for row in rows},
    }
    leaves = published(conn, hub, rows)
    locks = back_locks(conn, hub, rows, made)
    places = find_places(hub, rows, read_log_columns(conn))
    return Paper(
        "rollback",
        **told(conn, hub, rows, notes),
        estimate=estimate.over_line(
            estimate.of_rollback(load(conn, hub, rows, len(locks))), round_trip(conn)
        ),
        steps=cut_back(hub, places, installed.proxies, hides=batches.hides_gone(conn)),
        locks=locks,
        dropped=dropped(made),
        kept=[
            f"v1_hub_retired.{AUDIT_LOG}, with its settings and seals, and the log of runs",
            "v1_hub_retired.LEAF_extra: what new code wrote that is no column of the table",
        ],
        subscribers=subscribers.after_rollback(
            [view_name(schema, row.table_name) for row in rows if leaf_name(row.leaf) in leaves]
        ),
    )


def of_finalize(conn: Connection, schema: str) -> Paper:
    """The paper of finalize: what goes, and the space that it gives back."""
    hub, rows = read_hub(conn, schema), read_retired(conn)
    step, locks, gone = finalize_step(conn, schema)
    return Paper(
        "finalize",
        **told(conn, hub, rows, {}),
        estimate=estimate.of_finalize(load(conn, hub, rows, len(locks))),
        steps=[step],
        locks=locks,
        dropped=gone,
        kept=["the space of emptied columns, until VACUUM FULL of the leaf, which locks it"],
        notes=ended_publications(conn, hub, rows),
    )


def ended_publications(conn: Connection, hub: Hub, rows: Sequence[Retired]) -> list[Finding]:
    """Published originals that finalize drops."""
    leaves = published(conn, hub, rows)
    originals = [leaf_name(row.leaf) for row in rows if row.treatment == "history"]
    remedy = "Its publication ends; subscribers keep the rows that they have."
    return [
        Finding(name, f"is published by {', '.join(leaves[name])}, and goes", remedy)
        for name in originals
        if name in leaves
    ]


def told(
    conn: Connection, hub: Hub, rows: Sequence[Retired], notes: Mapping[str, str]
) -> dict[str, Any]:
    """What every paper of an installed hub begins with."""
    shown = describe_relations(conn, hub, rows)
    return {
        "place": paper.place(conn),
        "server": paper.server(conn),
        "schema": hub.schema,
        "phases": tuple(sorted({row.phase for row in rows})),
        "relations": [
            row._replace(note=notes.get(row.relation.rpartition(".")[2]) or row.note or "stays")
            for row in shown
        ],
    }


def load(conn: Connection, hub: Hub, rows: Sequence[Retired], locks: int) -> Load:
    """What a command of an installed hub works through."""
    tables = [relation.bytes for relation in hub.relations.values() if relation.is_table]
    parts = []
    for row in rows:
        if leaf := hub.own.get(row.leaf):
            view = hub.view(row.table_name)
            views = len(bind_back(view).rebuilt) if view else 0
            parts.append(Part(row.treatment, count_rows(conn, leaf), leaf.bytes, views))
            # The log is counted with its partitions.
            tables += [leaf.bytes] * (row.treatment in ("history", "whole"))
    return Load(locks, tables, parts)


def published(conn: Connection, hub: Hub, rows: Sequence[Retired]) -> dict[str, list[str]]:
    """Leaves, by quoted name, that are published, and by what."""
    oids = [hub.own[row.leaf].oid for row in rows if row.leaf in hub.own]
    found = ask(conn, subscribers.Publication, "facts/publications", oids=oids)
    return subscribers.by_table(found)


def dropped(made: Sequence[Made]) -> list[str]:
    """What a rollback drops: views and columns by name, the rest of our objects counted."""
    ours = [m for m in made if AUDIT_LOG not in m.identity]
    views = [m.identity for m in ours if m.fate == "view"]
    merged = [
        m.identity.rpartition(".")
        for m in ours
        if m.type == "table column" and f".{PROXIES}." in m.identity
    ]
    columns = ", ".join(column for _, _, column in merged)
    kinds = Counter(
        m.type for m in ours if m.fate is None and m.type in ("function", "table", "trigger")
    )
    counted = ", ".join(f"{number} {kind}s" for kind, number in sorted(kinds.items()))
    return [
        *([f"views, for the tables: {', '.join(views)}"] if views else []),
        *([f"columns of {merged[0][0]}: {columns}"] if merged else []),
        f"of schema v1_hub: {counted}",
    ]
