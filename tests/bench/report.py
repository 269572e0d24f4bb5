"""What was measured, as Markdown for docs/performance.md and as charts, against the bars set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench import charts, hubs, shapes

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"


def ratio(told: dict[str, Any], shape: str, hub: str, clients: str) -> float | None:
    one = told["shapes"].get(shape, {}).get("clients", {}).get(clients)
    return one[hub]["ratio"] if one else None


def worst(told: dict[str, Any], names: list[str], hub: str) -> tuple[float, str] | None:
    found = [
        (value, f"{name}, {clients} client{'' if clients == '1' else 's'}")
        for name in names
        for clients in ("1", "8")
        if (value := ratio(told, name, hub, clients)) is not None
    ]
    return min(found) if found else None


def count_below(told: dict[str, Any], names: list[str], hub: str, bar: float) -> str:
    found = [ratio(told, name, hub, clients) for name in names for clients in ("1", "8")]
    measured = [value for value in found if value is not None]
    return f"{sum(value < bar for value in measured)} of {len(measured)}"


def total_bytes(sizes: list[dict[str, Any]], *parts: str) -> int:
    return sum(one["bytes"] for one in sizes if one["part"] in parts)


def size_ratio(told: dict[str, Any], before: str) -> float:
    """Change history stands aside on both sides: it moves into the audit log."""
    after = told["sizes"][hubs.ALL_ON]
    return total_bytes(after, "hub", "registry") / total_bytes(told["sizes"][before], "hub")


# What is wanted with everything on, at 1 and at 8 clients.
BARS = {
    "usage_insert": ("usage INSERT", 0.8, 0.7),
    "heartbeat": ("heartbeat", 0.8, 0.8),
    "mapping_update": ("change of addresses, four rows", 0.45, 0.45),
    "mapping_upsert": ("upsert of an address", 0.45, 0.45),
    "result_by_id": ("folded view: reads by id", 0.95, 0.95),
    "result_by_allocation": ("folded view: reads by allocation", 0.95, 0.95),
    "report_seven_days": ("folded view: seven-day report", 0.9, 0.9),
    "result_insert": ("folded view: INSERT", 0.9, 0.9),
    "mix": ("the mix", 0.8, 0.7),
}


def list_bars(told: dict[str, Any]) -> list[tuple[str, float, str, bool]]:
    """Bar, wanted, measured beside the control, met; all adopted views are met by the worst."""
    found = []
    apart = (*shapes.FOLDED, *shapes.SEVERAL_VIEWS)
    names = [name for name in told["shapes"] if name not in apart]
    if seen := worst(told, names, hubs.ADOPTED):
        text = f"{seen[0]:.2f} ({seen[1]}); {count_below(told, names, hubs.ADOPTED, 0.95)} below"
        text += f" (of the control {count_below(told, names, hubs.CONTROL, 0.95)})"
        found.append(
            ("adopted views, without audit and merged columns", 0.95, text, seen[0] >= 0.95)
        )
    measured = {**told["shapes"], **({"mix": told["mix"]} if told["mix"] else {})}
    for shape, (title, *wanted) in BARS.items():
        for (clients, one), bar in zip(
            measured.get(shape, {}).get("clients", {}).items(), wanted, strict=False
        ):
            reached = one[hubs.ALL_ON]["ratio"]
            text = f"{reached:.2f} (control {one[hubs.CONTROL]['ratio']:.2f}"
            text += f", bare triggers {one[hubs.BARE]['ratio']:.2f})" if hubs.BARE in one else ")"
            title_of = f"{title}, {clients} client{'' if clients == '1' else 's'}"
            found.append((title_of, bar, text, reached >= bar))
    share = size_ratio(told, hubs.UNTOUCHED)
    text = f"{share:.2f} ({size_ratio(told, hubs.REBUILT):.2f} of tables written anew)"
    found.append(
        ("size of tables and indexes, at most; change history aside", 1.15, text, share <= 1.15)
    )
    return found


def cell(one: dict[str, Any] | None) -> str:
    return f"{one['ratio']:.2f} ({one['low']:.2f}–{one['high']:.2f})" if one else "-"


def shapes_table(told: dict[str, Any]) -> list[str]:
    lines = [
        "| shape | control, 1 client | 8 clients | adopted, 1 client | 8 clients | "
        "all on, 1 client | 8 clients | WAL bytes: untouched | adopted | all on |",
        "| --- |" + " ---: |" * 9,
    ]
    for name, shape in told["shapes"].items():
        if "error" in shape:
            lines.append(f"| {name} | failed: {shape['error'].splitlines()[0]} |" + " |" * 8)
            continue
        cells = [
            cell(shape["clients"].get(clients, {}).get(hub))
            for hub in hubs.HUBS[1:]
            for clients in ("1", "8")
        ]
        cells += [f"{shape['wal'][hub]:,.0f}" for hub in (hubs.UNTOUCHED, *hubs.CONSOLIDATED)]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    if told["mix"]:
        mix = told["mix"]["clients"]
        cells = [cell(mix[clients].get(hub)) for hub in hubs.HUBS[1:] for clients in ("1", "8")]
        lines.append("| **the mix** | " + " | ".join(cells) + " | | | |")
    return lines


def install_table(told: dict[str, Any]) -> list[str]:
    kinds = ["total", "locked", *charts.KINDS]
    lines = ["| usage rows | " + " | ".join(f"{kind}, s" for kind in kinds) + " |"]
    lines.append("| ---: |" + " ---: |" * len(kinds))
    for run in told["install"]:
        cells = [f"{run[kind]:.2f}" for kind in kinds]
        lines.append(f"| {run['rows']:,} | " + " | ".join(cells) + " |")
    return lines


def sizes_table(told: dict[str, Any]) -> list[str]:
    before, rebuilt, after = (
        told["sizes"][hub] for hub in (hubs.UNTOUCHED, hubs.REBUILT, hubs.ALL_ON)
    )
    lines = [
        "| MB | before | before, copied tables written anew | after |",
        "| --- |" + " ---: |" * 3,
    ]

    def add(name: str, one: int, two: int, three: int) -> None:
        lines.append(
            f"| {name} | " + " | ".join(f"{n / 1e6:,.2f}" for n in (one, two, three)) + " |"
        )

    names = sorted({one["table"] for one in [*before, *after] if one["part"] == "hub"})
    for name in names:
        for is_index in (False, True):
            found = [
                sum(
                    one["bytes"]
                    for one in side
                    if one["part"] == "hub" and one["table"] == name and one["is_index"] == is_index
                )
                for side in (before, rebuilt, after)
            ]
            if max(found) >= 1_000_000:
                add(f"{name}{', indexes' if is_index else ''}", *found)
    for title, parts in (
        ("**hub, all tables and indexes**", ("hub", "registry")),
        ("change history: table before, audit log after", ("history", "audit log")),
        ("originals of copied tables, until `finalize`", ("originals",)),
    ):
        add(title, *(total_bytes(side, *parts) for side in (before, rebuilt, after)))
    return lines


def write_report(told: dict[str, Any], folder: Path) -> str:
    charts.draw(told, folder / "charts")
    settings = told["settings"]
    durable = (
        "durable commits (fsync on, PostgreSQL's default)"
        if settings["fsync"] == "on"
        else "fsync off, so that no write hides behind the disk"
    )
    bars = [
        f"| {text} | {bar:g} | {seen} | {'met' if met else '**missed**'} |"
        for text, bar, seen, met in list_bars(told)
    ]
    weights = ", ".join(
        f"{name} {weight}" for name, weight in told["mix"].get("weights", {}).items()
    )
    lines = [
        f"PostgreSQL {told['postgresql']}, {told['machine']}, {told['when'][:10]}; "
        f"{told['rows']:,} usage, {told['rows'] // 2:,} activity, {told['rows'] // 3:,} result "
        f"rows; shared_buffers {settings['shared_buffers']}, {durable}. Each number is the "
        f"median of {told['rounds']} interleaved rounds of {told['seconds']:g} s, prepared: "
        "transactions a second relative to the untouched hub in the same round, with the worst "
        "and the best round. Autovacuum is off while shapes run (all hubs are vacuumed before "
        "each that writes), on during the mix. WAL is without full-page images. "
        f"Load of the machine before the run: {told['load_before']:g}.",
        "",
        "| bar | wanted | measured | |",
        "| --- | ---: | --- | --- |",
        *bars,
        "",
        *shapes_table(told),
        "",
        *(f"{hub.capitalize()}: {means}." for hub, means in told["hubs"].items()),
        f"The mix, in per cent: {weights or 'left out'}.",
        "",
        *install_table(told),
        "",
        *sizes_table(told),
    ]
    slow = [name for name, shape in told["shapes"].items() if "plans" in shape]
    if slow:
        lines += [
            "",
            "Plans of what lost more than a tenth are in results.json: " + ", ".join(slow),
        ]
    return "\n".join(lines)


def put_into(page: str, report: str) -> str:
    """The page with the report between its markers."""
    begin = page.index("<!-- bench: begin -->") + len("<!-- bench: begin -->")
    end = page.index("<!-- bench: end -->", begin)
    return f"{page[:begin]}\n{report}\n{page[end:]}"


def write_page(report: str) -> None:
    """Put the report into docs/performance.md."""
    PAGE.write_text(put_into(PAGE.read_text("utf-8"), report), "utf-8")
