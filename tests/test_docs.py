"""Every SQL and console block of README and docs runs as printed, on a hub with sample rows.

A page begins on a consolidated hub; `<!-- hub: untouched -->` or `<!-- hub: installed -->` before a
block gives it a new one. `<!-- fails: 42809 -->`: the block is refused so. `<!-- not run: why -->`:
it cannot be run here.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import NEWEST, SERVERS, NewHub
from servers import OWNER, Database

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
MOST_NOT_RUN = 9  # five of them are the two servers of docs/audit.md, which test_archive.py runs
MARKS = ("hub", "fails", "not run")
PLACEHOLDER = "postgresql://me@host/db"

# They would touch the developer's own server or installation, or take an hour.
LEFT_OUT = (
    "make stop",
    "make clean",
    "make test",
    "make lint",
    "make fuzz",
    "make kills",
    "make bench",
    "make er",
)


class Block(NamedTuple):
    """A fenced block, with the marks in the comments right above it."""

    place: str
    language: str
    text: str
    marks: dict[str, str]


def read_blocks(page: Path) -> Iterator[Block]:
    marks: dict[str, str] = {}
    lines = page.read_text("utf-8").splitlines()
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.startswith("```"):
            start = number
            while not lines[number].startswith("```"):
                number += 1
            text = "\n".join(lines[start:number])
            number += 1
            yield Block(f"{page.name}:{start}", line[3:].strip(), text, marks)
            marks = {}
        elif mark := re.fullmatch(r"<!-- ([a-z ]+): (.*) -->", line):
            if mark[1] in MARKS:
                marks[mark[1]] = mark[2]
        elif line.strip():
            marks = {}


def shell(command: str, database: Database, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command with this database as that of the environment, and the server's own programs."""
    local = database.server.local
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    parts = dict(word.split("=", 1) for word in shlex.split(database.url()))
    clean |= {
        "PATH": f"{local.bindir}:{ROOT / '.venv' / 'bin'}:{clean['PATH']}",
        "PGHOST": parts["host"],
        "PGPORT": parts["port"],
        "PGDATABASE": database.name,
        "PGUSER": OWNER,
        "DATABASE_URL": database.url(),
        "TMPDIR": str(folder),
    }
    return subprocess.run(
        command.replace(PLACEHOLDER, f"postgresql:///{database.name}"),
        shell=True,
        cwd=ROOT,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def run_sql(block: Block, database: Database, folder: Path) -> None:
    file = folder / "block.sql"
    file.write_text(block.text + "\n", "utf-8")
    ran = shell(f"psql -Xq -v ON_ERROR_STOP=1 -v VERBOSITY=verbose -f {file}", database, folder)
    if wanted := block.marks.get("fails"):
        assert ran.returncode, f"{block.place} works: no limit any more"
        assert f"ERROR:  {wanted}:" in ran.stderr, (block.place, ran.stderr)
    else:
        assert ran.returncode == 0, (block.place, ran.stderr)


def run_console(block: Block, database: Database, folder: Path) -> None:
    for line in block.text.splitlines():
        assert line.startswith("$ "), f"{block.place}: only commands, each after a dollar: {line}"
        command = line[2:]
        if not command.startswith(LEFT_OUT):
            ran = shell(command, database, folder)
            told = (block.place, command, ran.stdout[-2000:], ran.stderr[-2000:])
            assert ran.returncode == int(block.marks.get("fails", 0)), told


# README on every server, the longer pages on the newest.
RUNS = [(name, page) for page in PAGES for name in SERVERS if page is PAGES[0] or name == NEWEST]


@pytest.mark.parametrize(
    ("server", "page"), RUNS, ids=[f"{n}-{p.name}" for n, p in RUNS], indirect=["server"]
)
def test_every_block_runs_as_printed(page: Path, new_hub: NewHub, tmp_path: Path) -> None:
    database = None
    for block in read_blocks(page):
        if block.language not in ("sql", "console") or "not run" in block.marks:
            continue
        if database is None or "hub" in block.marks:
            database = new_hub(consolidated=block.marks.get("hub") != "untouched")
        if block.language == "sql":
            run_sql(block, database, tmp_path)
        else:
            run_console(block, database, tmp_path)


def test_few_blocks_are_not_run_and_each_says_why() -> None:
    reasons = [
        b.marks["not run"] for page in PAGES for b in read_blocks(page) if "not run" in b.marks
    ]
    assert all(reasons)
    assert len(reasons) <= MOST_NOT_RUN, reasons


def test_the_readme_is_read_in_a_few_minutes() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 200


def anchors(page: Path) -> set[str]:
    """The headings of a page, as GitHub and GitLab make links of them."""
    titles = re.findall(r"(?m)^#+ (.+)$", page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if target.startswith("http"):
            continue
        file, _, anchor = target.partition("#")
        found = (page.parent / file).resolve() if file else page
        assert found.exists(), (page.name, target)
        if anchor:
            assert anchor in anchors(found), (page.name, target)


def test_the_benchmark_and_the_pictures_find_their_places() -> None:
    for name, marks in {
        "performance.md": ("<!-- bench: begin -->", "<!-- bench: end -->"),
        "hub.md": ("<!-- er: before", "<!-- er: end -->", "<!-- er: after", "<!-- er: end -->"),
    }.items():
        text = (ROOT / "docs" / name).read_text("utf-8")
        assert re.search(".*".join(marks), text, re.DOTALL), name
