"""Templates to SQL. In: a path under sql/ and named values; out: SQL as a DBA would write it.

A template is Jinja over plain SQL. Every identifier goes through `ident`, every value through
`literal`; a name that a template uses and nobody gave is an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pglast import keywords
from psycopg import sql

SQL_DIR = Path(__file__).resolve().parent.parent / "sql"

# What quote_ident() quotes: every keyword but the unreserved ones.
QUOTED_KEYWORDS = frozenset(
    keywords.RESERVED_KEYWORDS | keywords.COL_NAME_KEYWORDS | keywords.TYPE_FUNC_NAME_KEYWORDS
)


def ident(name: str) -> str:
    """An identifier, quoted where PostgreSQL needs it, as quote_ident() does."""
    plain = name[:1].isalpha() or name[:1] == "_"
    plain = plain and name.isascii() and name == name.lower()
    plain = plain and name.replace("_", "a").isalnum() and name not in QUOTED_KEYWORDS
    return name if plain else '"' + name.replace('"', '""') + '"'


def literal(value: object) -> str:
    """A constant: text quoted, None as NULL, a list as an array."""
    return sql.Literal(value).as_string(None).strip()


def idents(names: Iterable[str], alias: str = "") -> str:
    """Identifiers with commas between them, each behind `alias.` where one is given."""
    return ", ".join(f"{alias}.{ident(name)}" if alias else ident(name) for name in names)


FILTERS = {"ident": ident, "literal": literal, "idents": idents}


def environment(folder: Path = SQL_DIR) -> Environment:
    made = Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # SQL, not HTML
    )
    made.filters.update(FILTERS)
    return made


ENVIRONMENT = environment()


def render(template: str, **values: object) -> str:
    """SQL of a template, e.g. render("steps/proxies/add_columns.sql", proxies=..., hub="public").

    Raises jinja2.UndefinedError for a value that the template names and the caller left out.
    """
    return ENVIRONMENT.get_template(template).render(**values)
