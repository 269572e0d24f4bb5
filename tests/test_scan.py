"""The scan of files: each script says in a comment what is to be found on its line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from retired_names import HEARTBEAT, HUB
from v1_hub.limits import NOT_FINDABLE
from v1_hub.names import Hub, Retired
from v1_hub.scan import Finding, exit_status, scan_paths, scan_text, tally
from v1_hub.show import Printer

SCRIPTS = Path(__file__).parent / "scan" / "scripts"
# What a comment cannot be written next to: strings of several lines.
INSIDE = {
    ("start.js", 5): "fine",
    ("migrate.ts", 6): "fine",
    ("migrate.ts", 7): "breaks 42809",
    ("schema.rb", 7): "differs",
    ("schema.rb", 8): "breaks 42809",
    ("report.php", 7): "breaks 42809",
    ("backup.sh", 4): "breaks",
    ("backup.sh", 12): "breaks 42809",
    ("backup.sh", 15): "breaks 42809",
    ("backup.sh", 16): "breaks 22023",
    ("old.sql", 4): "",
}
MARKS = ("breaks", "differs", "fine", "not readable")


def other(name: str) -> Retired:
    return replace(HEARTBEAT, name=name, leaf=("v1_hub", name.removeprefix("v1_hub_")))


ALL = Hub("public", 16, (*HUB.retired, other("v1_hub_proxy_ip_mapping"),
          other("v1_hub_client_activity_logs"), other("v1_hub_daily_work_tracking")))  # fmt: skip


def expected(path: Path) -> dict[int, str]:
    told = {}
    for number, line in enumerate(path.read_text().split("\n"), 1):
        comment = line.rpartition("# " if "# " in line else "-- " if "-- " in line else "// ")[2]
        if any(comment.startswith(mark) for mark in MARKS) and len(comment) < 20:
            told[number] = comment
    found = {line: told for (name, line), told in INSIDE.items() if name == path.name}
    return {line: one for line, one in {**told, **found}.items() if one}


def shown(found: list[Finding]) -> dict[int, str]:
    return {one.line or 0: f"{one.verdict} {one.sqlstate or ''}".strip() for one in found}


@pytest.mark.parametrize(
    "path", sorted(one for one in SCRIPTS.iterdir() if one.is_file() and one.suffix != ".bin"),
    ids=lambda path: path.name,
)  # fmt: skip
def test_every_statement_of_every_language_is_found_on_its_line(path: Path) -> None:
    assert shown(list(scan_paths([path], ALL))) == expected(path)


def test_nothing_in_node_modules_and_nothing_binary_is_lost_in_silence() -> None:
    found = list(scan_paths([SCRIPTS], ALL))
    assert not [one for one in found if "node_modules" in one.source]
    assert [one.verdict for one in found if one.source.endswith("blob.bin")] == ["not readable"]
    with pytest.raises(FileNotFoundError):
        list(scan_paths([SCRIPTS / "nowhere"], ALL))


def test_a_hundred_fine_statements_in_every_language_are_fine() -> None:
    """The same hundred, as strings of each language."""
    sql = (SCRIPTS.parent / "fine.sql").read_text()
    told = [one for one in sql.split("\n") if not one.startswith("--") and "'v1_" not in one]
    assert len(told) > 90
    quoted = {
        "javascript": "\n".join(f"q(`{one.replace('$', chr(92) + '$')}`);" for one in told),
        "typescript": "\n".join(f"await q<Row>(`{one}`);" for one in told),
        "python": "\n".join(f'q("""{one}""")' for one in told),
        "ruby": "\n".join(f"q <<~'SQL'\n{one}\nSQL" for one in told),
        "php": "<?php\n" + "\n".join(f"$q(<<<'SQL'\n{one}\nSQL);" for one in told),
        "bash": "psql <<'SQL'\n" + "\n".join(told) + "\nSQL\n",
    }
    plain = {one.statement for one in scan_text("x", "sql", "\n".join(told), ALL)}
    for language, text in quoted.items():
        found = scan_text("x", language, text, ALL)
        assert {one.verdict for one in found} == {"fine"}, language
        assert {one.statement for one in found} >= plain - {""}, language


def test_the_exit_status_is_for_ci() -> None:
    breaking = list(scan_paths([SCRIPTS / "start.js"], ALL))
    differing = [one for one in breaking if one.verdict != "breaks"]
    assert exit_status(breaking) == 3
    assert tally(breaking)["breaks"] == sum(one.verdict == "breaks" for one in breaking)
    assert exit_status(differing) == 0
    assert exit_status([]) == 0


def test_a_finding_says_what_to_write_instead() -> None:
    for one in scan_paths([SCRIPTS], ALL):
        assert one.verdict == "fine" or one.instead, one
        assert len(one.statement) <= 200


def test_a_backup_of_a_view_alone_has_no_rows() -> None:
    told = {
        "pg_dump -t v1_hub_proxy_usage hub": "v1_hub.proxy_usage",
        "pg_dump -tv1_hub_proxy_usage hub": "v1_hub.proxy_usage",
        "pg_dump -t v1_hub_proxy_usage -t v1_hub.proxy_usage hub": "",
        "PGPASSWORD=x /usr/bin/pg_dump --table 'public.v1_hub_proxy_usage'": "v1_hub.proxy_usage",
        "pg_dump --schema=public -f x": "-n v1_hub",
        "pg_dump -n public -n v1_hub": "",
        "pg_dump -T v1_hub_proxy_usage hub": "",
        "pg_dump hub": "",
    }
    for command, instead in told.items():
        found = scan_text("x", "bash", command, ALL)
        assert bool(found) == bool(instead), command
        assert not found or found[0].instead.endswith(instead), command


def test_what_no_scan_can_find_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    Printer(as_json=False).scanned([])
    last = capsys.readouterr().out.splitlines()[-1]
    Printer(as_json=True).scanned([])
    told = json.loads(capsys.readouterr().out)["not_findable"]
    assert len(told) == len(NOT_FINDABLE) > 0
    assert all(one["what"] in last and one["why"] for one in told)


def test_odd_files_are_read_or_told(tmp_path: Path) -> None:
    deep = " || ".join(["'x'"] * 4000)
    for name, raw in (
        ("bom.sql", b"\xef\xbb\xbfTRUNCATE v1_hub_proxy_usage;"),
        ("wide.sql", "TRUNCATE v1_hub_proxy_usage;".encode("utf-16")),
        ("latin.sql", "-- Ger\xe4t\nTRUNCATE v1_hub_proxy_usage;".encode("latin-1")),
        ("deep.sql", f"SELECT {deep} FROM v1_hub_proxy_usage;".encode()),
        ("broken.py", b"print 'TRUNCATE v1_hub_proxy_usage'"),
        ("tool", b"#!/usr/bin/env node\nq('TRUNCATE v1_hub_proxy_usage')"),
        ("empty.sql", b""),
        ("crlf.js", b"// x\r\nq(`\r\nTRUNCATE v1_hub_proxy_usage`)\r\n"),
    ):
        (tmp_path / name).write_bytes(raw)
    told = {Path(one.source).name: (one.verdict, one.line) for one in scan_paths([tmp_path], ALL)}
    assert told == {
        "bom.sql": ("breaks", 1),
        "wide.sql": ("not readable", None),
        "latin.sql": ("breaks", 2),
        "deep.sql": ("not readable", 1),
        "broken.py": ("not readable", 1),
        "tool": ("breaks", 2),
        "crlf.js": ("breaks", 3),
    }
