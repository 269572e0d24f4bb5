"""The files under sql/: reading, splitting into statements, running."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from installer.model import Failure, StatementFailed

SQL_DIR = Path(__file__).resolve().parent.parent / "sql"

SQL_TOKEN = re.compile(
    r"""
    (?P<comment> --[^\n]* | /\*.*?\*/ )
    | (?P<blank> \s+ )
    | (?P<end> ; )
    | (?: \b[eE]'(?:[^'\\]|\\.|'')*' | '(?:[^']|'')*' | "(?:[^"]|"")*" )
    | (?P<tag> \$(?:[^\W\d]\w*)?\$ ) .*? (?P=tag)
    | \w+ | .
    """,
    re.VERBOSE | re.DOTALL,
)


class SqlFile(NamedTuple):
    name: str
    text: str


def split_statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement with the line on which it begins; comments before it are left out."""
    start: int | None = None
    for token in SQL_TOKEN.finditer(text):
        if token["end"]:
            if start is not None:
                yield 1 + text.count("\n", 0, start), text[start : token.end()]
            start = None
        elif start is None and not token["comment"] and not token["blank"]:
            start = token.start()
    if start is not None:
        yield 1 + text.count("\n", 0, start), text[start:].rstrip()


def quote_schema(conn: psycopg.Connection[Any], schema: str) -> str:
    """The schema as the files write it; the signs that PostgreSQL bars from @extschema@ are out."""
    if re.search(r"[\"'$%\\]", schema):
        raise Failure(f"schema name {schema} has a quote, $, % or backslash in it")
    row = conn.execute(
        "SELECT quote_ident(n.nspname) FROM pg_namespace AS n WHERE n.nspname = %s", [schema]
    ).fetchone()
    if row is None:
        raise Failure(
            f"there is no schema {schema} in this database",
            hint="name the schema of the hub with --schema",
        )
    return str(row[0])


def read_files(folder: Path, hub: str) -> list[SqlFile]:
    """The files of a folder in sorted order, with the quoted schema in place of their one token."""
    return [
        SqlFile(
            f"{path.relative_to(SQL_DIR.parent)}", path.read_text("utf-8").replace("@hub@", hub)
        )
        for path in sorted(folder.glob("*.sql"))
    ]


def run_sql(conn: psycopg.Connection[Any], text: str, source: str, first_line: int = 1) -> None:
    try:
        conn.execute(text.encode())  # without parameters it is sent as it stands
    except psycopg.Error as error:
        before = text[: int(error.diag.statement_position or 1) - 1]
        line = before.count("\n")
        shown = text.split("\n")[line] if text else ""
        raise StatementFailed(error, source, first_line + line, shown) from None


def run_file(conn: psycopg.Connection[Any], file: SqlFile) -> None:
    for line, statement in split_statements(file.text):
        run_sql(conn, statement, file.name, line)
