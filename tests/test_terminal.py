"""What each command shows in a terminal of 100 × 35, and in a pipe."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import struct
import subprocess
import sys
import termios
import unicodedata
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from conftest import NEWEST, NewHub, RunInstall
from servers import Database
from v1_hub import show

ROOT = Path(__file__).resolve().parent.parent
LINES, COLUMNS = 35, 100
PART = re.compile(r"\x1b\[([\d;?]*)([A-Za-z])|([\s\S])")


def environment(hub: Database) -> dict[str, str]:
    told = conninfo_to_dict(hub.url())
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "dbname": "PGDATABASE"}
    given = {variable: str(told[name]) for name, variable in names.items() if name in told}
    # A runner's COLUMNS and LINES would go before those of the terminal.
    own = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    return {**own, **given, "TERM": "xterm"}


def on_terminal(hub: Database, *argv: str) -> tuple[int, str]:
    """Exit status, and what the program writes; it is answered yes where it asks."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    command = [sys.executable, "install.py", *argv]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(hub), stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        told = b""
        with contextlib.suppress(OSError):  # Linux: the other end is closed
            while part := os.read(ours, 65536):
                told += part
                if part.endswith(b"Type yes: "):
                    os.write(ours, b"yes\n")
    os.close(ours)
    return process.returncode, told.decode()


def in_pipe(hub: Database, *argv: str) -> str:
    return subprocess.run(
        [sys.executable, "install.py", *argv],
        cwd=ROOT,
        env=environment(hub),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    ).stdout


def on_screen(told: str) -> list[str]:
    """The lines that stand there in the end. Raises AssertionError for what is no plain text."""
    lines: dict[int, str] = {}
    row, wide = 0, 0
    for part in PART.finditer(told):
        number, command, character = part.groups()
        line = lines.setdefault(row, "")
        if command == "A":
            row -= int(number or 1)
        elif command == "K":
            assert number == "2"
            lines[row], wide = "", 0
        elif command:
            assert command in "mhl", part.group()
        elif character == "\n":
            row += 1
        elif character == "\r":
            wide = 0
        else:
            assert character.isprintable(), repr(character)
            lines[row] = line + character if wide else character
            wide += 2 if unicodedata.east_asian_width(character) in "WF" else 1
            assert wide <= COLUMNS, f"broken by the terminal: {lines[row]}"
    return [lines.get(one, "").rstrip() for one in range(max(lines) + 1)]


COMMANDS: dict[str, tuple[int, list[str]]] = {
    "plan": (2, ["v1_hub_daily_results: is built anew", "locks  ", "disk   ", "masked: v1_hub_"]),
    "install": (0, ["13 tables are 8 now", "Back:     make rollback"]),
    "status": (0, ["Audited", "Last runs"]),
    "verify": (0, ["checks ok"]),
    "health": (0, ["stage"]),
    "scan": (0, ["What no scan can find"]),
    "usage": (0, ["v1_hub_work_results: no use was seen"]),
    "rollback --dry-run": (2, ["Dropped", "Kept", "locks  ", "disk   "]),
    "finalize --dry-run": (2, ["Dropped", "Kept", "locks  ", "disk   "]),
    "rollback": (0, ["the 13 tables are back"]),
}


@pytest.mark.parametrize("server", [NEWEST], indirect=True)  # each shows the same lines
def test_each_command_fits_a_terminal_and_is_plain_in_a_pipe(new_hub: NewHub) -> None:
    hub = new_hub()
    for command, (status, wanted) in COMMANDS.items():
        if status == 2:
            piped = in_pipe(hub, *command.split())
            assert all(one.isprintable() or one == "\n" for one in piped)
            assert "\N{HORIZONTAL ELLIPSIS}" not in piped
            assert "Locks, ACCESS EXCLUSIVE" in piped  # there, each with its name
        ended, told = on_terminal(hub, *command.split())
        lines = on_screen(told)
        assert (command, ended) == (command, status), told
        assert len(lines) <= LINES, "\n".join(lines)  # the last is the prompt's
        assert "\N{HORIZONTAL ELLIPSIS}" not in told
        for text in wanted:
            assert text in "\n".join(lines)


@pytest.mark.parametrize("command", ["health", "scan"])
def test_what_needs_somebody_is_not_squeezed(command: str, new_hub: NewHub) -> None:
    hub = new_hub(consolidated=True)
    hub.query("UPDATE v1_hub.hub SET audit_due = '{public.v1_hub_clients}'")
    hub.query("CREATE FUNCTION old() RETURNS void LANGUAGE sql AS 'TRUNCATE v1_hub_proxy_usage'")
    _, told = on_terminal(hub, command)
    remedy = {
        "health": "  audit due: install.py install",
        "scan": "    instead: install.py sql FILE; DELETE FROM v1_hub_proxy_usage",
    }
    assert any(line.startswith(remedy[command]) for line in on_screen(told)), told


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_hints_call_an_installed_package_by_its_command(
    form: list[str], hub_db: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show, "IN_CHECKOUT", False)
    hub_db.query("UPDATE v1_hub.hub SET stage = 'finishing'")
    for command in (["health"], ["finalize", "--yes"]):
        ran = run_install(hub_db, *command, *form)
        told = ran.out + ran.err
        assert "v1-hub install goes on with it" in told
        assert "install.py" not in told
