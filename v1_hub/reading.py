"""Text to statements. In: SQL as it stands in files, strings, bodies; out: pglast's trees.

What an application puts into a statement at run time is a hole. An extractor marks it with HOLE;
the placeholders of drivers (%s, %(name)s, ?, :name, {name}) are found here among pglast's tokens,
and only where a text is not SQL without that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from pglast import ast, parse_sql
from pglast.parser import ParseError, Token, scan, split

HOLE = "\ue000"  # one for each character that an application fills in; pglast takes it for a letter
VERBS = frozenset(
    ("alter", "analyze", "call", "cluster", "comment", "copy", "create", "declare", "delete", "do",
     "drop", "execute", "explain", "grant", "import", "insert", "lock", "merge", "prepare",
     "reindex", "refresh", "revoke", "select", "set", "table", "truncate", "update", "vacuum",
     "values", "with")
)  # fmt: skip
FILLS = ("0", "(0)", "_ = 0", " ")  # a value, a row, an assignment, nothing


@dataclass(frozen=True)
class Statement:
    """One statement of a text: the line it begins on (from 1), its text, and tree or error."""

    line: int
    text: str
    tree: ast.Node | None
    error: str = ""


def statements(text: str, line: int = 1) -> Iterator[Statement]:
    """Every statement of an SQL text, psql's script language included."""
    text = without_psql(text)
    if HOLE not in text:
        with suppress(ParseError):
            yield from read_whole(text, line)
            return
    for part in parts(text):
        tree, error = parsed(text[part])
        yield placed(text, part.start, part.stop, line, tree, error)


def read_whole(text: str, line: int = 1) -> list[Statement]:
    """Every statement of a text that is SQL alone. Raises ParseError for any other."""
    found = []
    for raw in parse_sql(text):
        start = raw.stmt_location or 0
        stop = start + raw.stmt_len if raw.stmt_len else len(text)
        found.append(placed(text, start, stop, line, raw.stmt, ""))
    return found


def placed(
    text: str, start: int, stop: int, line: int, tree: ast.Node | None, error: str
) -> Statement:
    body = text[start:stop]
    try:
        first = next((t.start for t in scan(body) if not t.name.endswith("_COMMENT")), 0)
    except ParseError:
        first = len(body) - len(body.lstrip())
    return Statement(line + text.count("\n", 0, start + first), body[first:].strip(), tree, error)


def parts(text: str) -> list[slice]:
    """Where the statements of a text are that does not parse as a whole."""
    try:
        return list(split(text, with_parser=False, only_slices=True))
    except ParseError:
        return [slice(0, len(text))]


def parsed(text: str) -> tuple[ast.Node | None, str]:
    """The tree of one statement, with holes; else the error of the parser."""
    error = ""
    for attempt in filled(text):
        try:
            found = parse_sql(attempt)
        except ParseError as refused:
            error = error or str(refused.args[0])
        else:
            if len(found) == 1:
                return found[0].stmt, ""
            return None, "nothing, or more than one statement"
    return None, error


def filled(text: str) -> Iterator[str]:
    """The ways to fill the holes of a statement, likelier ones first; one wins where it parses."""
    yield text
    with suppress(ParseError):
        text = without_placeholders(text)
    yield text
    yield by_and_by(text)


def by_and_by(text: str) -> str:
    """Fills a hole where the parser stops with what takes it furthest, then the next one."""
    for _ in range(text.count(HOLE)):
        at = stops_at(text)
        end = text.rfind(HOLE, 0, len(text) - at + 1)
        if at == 0 or end < 0:
            break
        start = len(text[: end + 1].rstrip(HOLE))
        end = len(text) - len(text[end:].lstrip(HOLE)) - 1
        tried = [text[:start] + fill + text[end + 1 :] for fill in FILLS]
        text = min(tried, key=stops_at)
    return text


def stops_at(text: str) -> int:
    """How many characters are left where the parser stops; 0 where it reads all."""
    try:
        parse_sql(text)
    except ParseError as refused:
        at = refused.args[1] if refused.args[1:] else None
        return 1 if at is None else max(len(text) - at, 1)
    return 0


def without_placeholders(text: str) -> str:
    """The placeholders of drivers and of psql as holes; lengths stay, and so do lines."""
    made = list(text)
    tokens = scan(text)
    for at in range(len(tokens)):
        if found := placeholder_end(text, tokens, at):
            start, end = found
            made[start : end + 1] = HOLE * (end + 1 - start)
    return "".join(made)


def placeholder_end(text: str, tokens: list[Token], at: int) -> tuple[int, int] | None:
    """First and last character of the placeholder that this token begins, if it begins one."""
    token = tokens[at]
    mark = text[token.end]
    close = tokens[at + 1 : at + 5]
    joined = bool(close) and close[0].start == token.end + 1
    before = tokens[at - 1] if at else None
    if mark == "?" and (token.name == "Op" or token.start == token.end):
        operand = before is not None and (
            before.name in ("IDENT", "SCONST", "ICONST", "PARAM", "ASCII_41", "ASCII_93")
        )
        return None if operand and token.start == token.end else (token.end, token.end)
    if not joined:
        return None
    word = text[close[0].start : close[0].end + 1]
    if mark == "%" and word in ("s", "I", "L"):
        return token.end, close[0].end
    if mark == "%" and word == "(" and len(close) > 3 and text[close[3].start] in "sdbt":
        return token.end, close[3].end
    if mark == ":" and token.name == "ASCII_58" and close[0].name != "ASCII_61":
        return token.start, close[0].end
    if mark == "@" and close[0].name == "IDENT":
        return token.end, close[0].end
    if mark == "{":
        stop = text.find("}", token.end)
        return (token.start, stop) if stop >= 0 else None
    return None


def without_psql(text: str) -> str:
    """An SQL script without psql's commands and COPY's data: \\copy as COPY, the rest blank."""
    if "\\" not in text:
        return text
    made, data = [], False
    for line in text.split("\n"):
        bare = line.strip()
        if data:
            data, line = bare != "\\.", ""
        elif bare.lower().startswith("\\copy "):
            line = line.replace("\\", "", 1).rstrip("; ") + ";"
            line = client_side(line)
        elif bare.startswith("\\"):
            line = ""
        data = data or bare.lower().endswith("from stdin;")
        made.append(line)
    return "\n".join(made)


def client_side(line: str) -> str:
    """\\copy's file as a constant, which COPY wants: only in quotes is it one already."""
    words = line.rstrip(";").split()
    for at, word in enumerate(words):
        if word.lower() in ("from", "to") and at + 1 < len(words):
            file = words[at + 1]
            if not file.startswith(("'", "(")) and file.lower() not in ("stdin", "stdout"):
                words[at + 1] = "stdin" if word.lower() == "from" else "stdout"
    return " ".join(words) + ";"


def looks_like_sql(text: str) -> bool:
    """Whether a string begins as a statement does; comments before it do not count."""
    if text.lstrip().lower().startswith("\\copy "):
        return True
    try:
        first = next((t for t in scan(text) if not t.name.endswith("_COMMENT")), None)
    except ParseError:
        return text.split(None, 1)[:1] != [] and text.split(None, 1)[0].lower() in VERBS
    if first is not None and first.name == "ASCII_40":
        return text.lstrip(" \n(").split(" ", 1)[0].lower() in VERBS
    return first is not None and text[first.start : first.end + 1].lower() in VERBS
