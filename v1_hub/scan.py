"""Which statements break on the compatibility views. In: files, texts and a Hub; out: findings.

Nothing is left out in silence: what names a retired name and cannot be read is "not readable".
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pglast import ast
from pglast.parser import ParseError

from v1_hub import extract
from v1_hub.bodies import routine_statements
from v1_hub.failure import BLOCKED, DONE
from v1_hub.names import Hub, Retired, has_word
from v1_hub.reading import HOLE, Statement, looks_like_sql, statements
from v1_hub.scopes import is_a, walk
from v1_hub.verdict import Judgement, Verdict, judge

IGNORED = frozenset(
    (".git", ".hg", ".svn", "node_modules", "vendor", ".venv", "venv", "__pycache__", "dist",
     "build", ".tox", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".idea", "coverage")
)  # fmt: skip
LARGEST = 5_000_000  # bytes of a file that is read
RUNS_SQL = ("dblink", "dblink_exec", "dblink_open", "dblink_send_query", "schedule",
            "schedule_in_database", "query_to_xml")  # fmt: skip
HOLES = re.compile(f"{HOLE}+")
Judged = tuple[Statement, Judgement]


@dataclass(frozen=True)
class Finding:
    """One verdict: where (line is None for a query id or a job), on what, what to write instead."""

    source: str
    line: int | None
    statement: str
    verdict: Verdict
    name: str
    sqlstate: str | None
    why: str
    instead: str


def judge_text(text: str, hub: Hub, line: int = 1) -> list[Judged]:
    """Verdicts on every statement of an SQL text that names a retired name, in its order."""
    return [one for s in statements(text, line) for one in judge_statement(s, hub)]


def judge_statement(statement: Statement, hub: Hub) -> list[Judged]:
    """Verdicts on a statement, and on those in the body, or the constants, that it carries."""
    if statement.tree is None:
        return unreadable(statement, hub, statement.error)
    try:
        return judge_tree(statement, hub)
    except RecursionError:
        return unreadable(statement, hub, "nested too deep")


def judge_tree(statement: Statement, hub: Hub) -> list[Judged]:
    tree: Any = statement.tree
    found = [(statement, one) for one in judge(tree, hub)] or named_later(statement, hub)
    for text in (t for node in walk(tree) for t in carried(node)):
        found += judge_text(text, hub, statement.line)
    if is_a(tree, ast.DoStmt, ast.CreateFunctionStmt):
        inner = judge_routine(statement, tree, hub)
        found = inner + [one for one in found if not inner or one[1].verdict != "fine"]
    return found


def named_later(statement: Statement, hub: Hub) -> list[Judged]:
    """What would become of a statement whose table is named at run time, were it a retired one."""
    for relation in (one for one in walk(statement.tree) if is_a(one, ast.RangeVar)):
        if HOLE not in relation.relname or relation.schemaname not in (None, hub.schema):
            continue
        pattern = HOLES.sub("*", relation.relname)
        likely = sorted(hub.retired, key=lambda one: one.by_trigger)  # these know fewer limits
        one = next((one for one in likely if fnmatchcase(one.name, pattern)), None)
        alone = [replace(one, name=relation.relname)] if one else []
        for told in judge(statement.tree, replace(hub, retired=tuple(alone))):
            if one and told.verdict != "fine":
                why = f"named at run time: if it is {one.name}, {told.why}"
                return [(statement, by_hand(one, why))]
    return []


def carried(node: Any) -> Iterator[str]:
    """SQL that a function of a statement runs, like dblink's or cron.schedule's."""
    if is_a(node, ast.FuncCall) and node.funcname[-1].sval in RUNS_SQL:
        for one in (one.val for one in walk(node.args) if is_a(one, ast.A_Const)):
            if is_a(one, ast.String) and looks_like_sql(one.sval):
                yield one.sval


def judge_routine(statement: Statement, tree: Any, hub: Hub) -> list[Judged]:
    """Verdicts on what the body of a function or a DO block runs."""
    options = tree.args if is_a(tree, ast.DoStmt) else tree.options
    given = {one.defname: one.arg for one in options or ()}
    language = given["language"].sval.lower() if "language" in given else "plpgsql"
    body = given.get("as")
    text = str((body[0] if isinstance(body, tuple) else body).sval) if body else ""
    if not hub.may_be_named(text):
        return []
    line = statement.line + statement.text.count("\n", 0, max(statement.text.find(text), 0))
    if language == "sql":
        return judge_text(text, hub, line)
    if language != "plpgsql":
        return unreadable(statement, hub, f"written in {language}")
    try:
        return [one for s in routine_statements(statement.text, statement.line)
                for one in judge_statement(s, hub)]  # fmt: skip
    except ParseError as refused:
        return unreadable(statement, hub, str(refused.args[0]))


def unreadable(statement: Statement, hub: Hub, why: str) -> list[Judged]:
    one = next((one for one in hub.retired if has_word(statement.text, one.name)), None)
    return [(statement, by_hand(one, why))] if one else []


def by_hand(one: Retired, why: str) -> Judgement:
    return Judgement("not readable", one.name, why, None, "read it by hand")


def scan_text(source: str, language: str | None, text: str, hub: Hub) -> list[Finding]:
    """Findings in the text of a file; language as extract.language_of() tells it."""
    if language is None:
        return mentioned(source, text, hub, "a file of no language that is read here")
    if language == "sql":
        return [finding(source, *one) for one in judge_text(text, hub)]
    try:
        strings = list(extract.pieces(language, text))
    except (SyntaxError, ValueError, RecursionError) as refused:
        why = f"not Python as this Python reads it: {refused}"
        return mentioned(source, text, hub, why)
    found: list[Judged] = []
    if language == "bash":
        found += judge_shell(extract.Piece(1, text), hub)
        lines = [words for _, words in extract.commands(text) if extract.tool_of(words)]
        strings = [one for one in strings if not any(one.text in words for words in lines)]
    for piece in strings:
        found += judge_piece(piece, hub)
    told = [finding(source, *one) for one in found]
    return sorted(dict.fromkeys(told), key=lambda one: one.line or 0)


def judge_piece(piece: extract.Piece, hub: Hub) -> list[Judged]:
    """Verdicts on a string of a program: SQL, a shell's command, a bare name, or none of these."""
    bare = piece.text.strip().replace('"', "").rpartition(".")
    if hub.find(bare[0] or None, bare[2]):
        why = "a name by itself: the statement is made elsewhere"
        return unreadable(Statement(piece.line, piece.text, None), hub, why)
    if looks_like_sql(piece.text):
        return judge_text(piece.text, hub, piece.line)
    return judge_shell(piece, hub)


def judge_shell(piece: extract.Piece, hub: Hub) -> list[Judged]:
    return [
        (Statement(line, " ".join(words), None), one)
        for line, words in extract.commands(piece.text, piece.line)
        for one in extract.judge_command(words, hub)
    ]


def mentioned(source: str, text: str, hub: Hub, why: str) -> list[Finding]:
    """The lines of a file nobody here can read that name a retired name."""
    return [
        finding(source, Statement(number, line, None), by_hand(one, why))
        for number, line in enumerate(text.split("\n"), 1)
        for one in hub.retired
        if has_word(line, one.name)
    ]


def finding(source: str, statement: Statement, one: Judgement) -> Finding:
    return Finding(source, statement.line, excerpt(statement.text), one.verdict, one.name,
                   one.sqlstate, one.why, one.instead)  # fmt: skip


def excerpt(text: str) -> str:
    """A statement on one line of 200 characters; a hole as …."""
    told = " ".join(HOLES.sub("…", text).split())
    return told if len(told) <= 200 else told[:199] + "…"


def scan_paths(paths: Iterable[Path], hub: Hub) -> Iterator[Finding]:
    """Findings in files, and in what lies in folders. Raises OSError where a path is not there."""
    for path in files_in(paths):
        raw = path.read_bytes()
        if b"\0" in raw[:8000] or len(raw) > LARGEST:
            names = [
                one.name.encode(code) for one in hub.retired for code in ("utf-8", "utf-16-le")
            ]
            if any(name in raw for name in names):
                yield Finding(str(path), None, path.name, "not readable", "", None,
                              "binary, or too large", "look where it comes from")  # fmt: skip
            continue
        text = raw.decode("utf-8-sig", errors="replace")
        yield from scan_text(str(path), extract.language_of(path, text), text, hub)


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(one for one in folders if one not in IGNORED)
            for name in sorted(names):
                if (Path(folder) / name).is_file():
                    yield Path(folder) / name


def tally(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each verdict, for a plan's one line: {"breaks": 3, "differs": 1}."""
    return dict(Counter(one.verdict for one in findings))


def exit_status(findings: Iterable[Finding]) -> int:
    """3 where something breaks; what is not readable is 0."""
    return BLOCKED if any(one.verdict == "breaks" for one in findings) else DONE
