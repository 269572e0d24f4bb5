"""Three charts as SVG, transparent, in colours that read on a light and on a dark page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench import hubs

INK = "#808890"
COLOURS = {hubs.UNTOUCHED: "#8b949e", hubs.ADOPTED: "#3d8fe0", hubs.ALL_ON: "#d9822b"}
KINDS = {
    "prepare and cut over": "#3d8fe0",
    "finish": "#d98c3f",
}
PARTS = {
    "tables": ("#3d8fe0", ("hub", "registry"), False),
    "indexes": ("#56a8a0", ("hub", "registry"), True),
    "change history / audit log": ("#d9822b", ("history", "audit log"), None),
    "originals, until finalize": ("#8b949e", ("originals",), None),
}
STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "v1_hub",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": INK,
    "axes.titlecolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "savefig.transparent": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
}


def draw(told: dict[str, Any], folder: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    folder.mkdir(parents=True, exist_ok=True)
    with plt.rc_context(STYLE):  # type: ignore[arg-type, unused-ignore]
        for name, make in (
            ("speed", draw_speed),
            ("install", draw_install),
            ("size", draw_size),
        ):
            figure = make(plt, told)
            figure.savefig(folder / f"{name}.svg", bbox_inches="tight", metadata={"Date": None})
            plt.close(figure)


def draw_speed(plt: Any, told: dict[str, Any]) -> Any:
    """A bar a shape and hub, the spread as a whisker; the line is the untouched hub."""
    rows = [
        (name, shape["clients"]) for name, shape in told["shapes"].items() if "clients" in shape
    ]
    if told["mix"]:
        rows.append(("the mix", told["mix"]["clients"]))
    figure, axes = plt.subplots(1, 2, figsize=(9, 0.36 * len(rows) + 1.3), sharey=True)
    for axis, clients in zip(axes, ("1", "8"), strict=True):
        for offset, hub in ((-0.19, hubs.ADOPTED), (0.19, hubs.ALL_ON)):
            found = [one[clients][hub] for _, one in rows]
            axis.barh(
                [place + offset for place in range(len(rows))],
                [one["ratio"] for one in found],
                height=0.36,
                color=COLOURS[hub],
                label=hub,
                xerr=[
                    [max(0.0, one["ratio"] - one["low"]) for one in found],
                    [max(0.0, one["high"] - one["ratio"]) for one in found],
                ],
                error_kw={"ecolor": INK, "elinewidth": 1},
            )
        axis.axvline(1, color=INK, linewidth=1, linestyle="--")
        axis.set_xlim(0, 1.5)
        axis.set_ylim(len(rows) - 0.4, -0.6)
        axis.set_title(f"{clients} client{'' if clients == '1' else 's'}", fontsize=10)
        axis.set_xlabel("transactions a second, untouched hub = 1")
    axes[0].set_yticks(range(len(rows)), [name.replace("_", " ") for name, _ in rows])
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="upper right", ncols=2, bbox_to_anchor=(0.98, 1.0))
    figure.tight_layout(rect=(0, 0, 1, 0.97))
    return figure


def draw_install(plt: Any, told: dict[str, Any]) -> Any:
    """Seconds of each stage against rows; the cut-over lies flat, the finish does not."""
    runs = told["install"]
    figure, axis = plt.subplots(figsize=(6.5, 3.6))
    for kind, colour in KINDS.items():
        points = [(run["rows"], run[kind]) for run in runs]
        axis.plot(
            [rows for rows, _ in points],
            [max(seconds, 1e-3) for _, seconds in points],
            marker="o",
            color=colour,
            label=kind,
        )
    axis.set_xscale("log")
    axis.set_yscale("log")
    axis.set_xlabel("usage rows (activity: a half, results: a third of it)")
    axis.set_ylabel("seconds")
    axis.set_title("install, by kind of work", fontsize=10)
    axis.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    return figure


def draw_size(plt: Any, told: dict[str, Any]) -> Any:
    sides = [
        ("before", told["sizes"][hubs.UNTOUCHED]),
        ("before, copied\ntables anew", told["sizes"][hubs.REBUILT]),
        ("after", told["sizes"][hubs.ALL_ON]),
    ]
    figure, axis = plt.subplots(figsize=(6.5, 2.4))
    left = [0.0] * len(sides)
    for label, (colour, parts, is_index) in PARTS.items():
        widths = [
            sum(
                one["bytes"]
                for one in sizes
                if one["part"] in parts and is_index in (None, one["is_index"])
            )
            / 1e6
            for _, sizes in sides
        ]
        axis.barh(range(len(sides)), widths, left=left, height=0.6, color=colour, label=label)
        left = [one + more for one, more in zip(left, widths, strict=True)]
    axis.set_yticks(range(len(sides)), [name for name, _ in sides])
    axis.invert_yaxis()
    axis.set_xlabel("MB")
    axis.legend(loc="upper center", bbox_to_anchor=(0.45, -0.25), ncols=2)
    return figure
