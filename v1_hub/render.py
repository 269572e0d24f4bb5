"""Templates to SQL. In: a path under sql/ and named values; out: SQL as a DBA would write it.

A template is Jinja over plain SQL. Every identifier goes through `ident`, every value through
`literal`; a name that a template uses and nobody gave is an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pglast import keywords
from psycopg import sql

HERE = Path(__file__).resolve().parent
IN_CHECKOUT = not (HERE / "sql").is_dir()  # else installed, with the SQL inside
SQL_DIR = HERE.parent / "sql" if IN_CHECKOUT else HERE / "sql"

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


# What PL/pgSQL reserves besides: there the column of a record needs quotes.
PLPGSQL_KEYWORDS = frozenset(
    ["begin", "by", "declare", "execute", "foreach", "if", "loop", "strict", "while"]
)


def field(name: str) -> str:
    """A column, behind the name of its row: ident() for PL/pgSQL, where NEW.by is no column."""
    return f'"{name}"' if name in PLPGSQL_KEYWORDS else ident(name)


def literal(value: object) -> str:
    """A constant: text quoted, None as NULL, a list or tuple as an array."""
    given = list(value) if isinstance(value, tuple) else value
    return sql.Literal(given).as_string(None).strip()


def document(value: object) -> str:
    """A value as JSON for the database, which may have no Unicode to escape to."""
    return json.dumps(value, ensure_ascii=False)


def idents(names: Iterable[str], alias: str = "") -> str:
    """Identifiers with commas between them, each behind `alias.` where one is given."""
    return ", ".join(f"{alias}.{field(name)}" if alias else ident(name) for name in names)


def role(name: str | None) -> str:
    """A grantee; None is PUBLIC."""
    return "PUBLIC" if name is None else ident(name)


def roles(names: Iterable[str | None]) -> str:
    """Grantees with commas between them."""
    return ", ".join(map(role, names))


class Grant(NamedTuple):
    """What one GRANT says: `privileges` with their column, `option` behind the grantees."""

    grantees: str
    privileges: str
    option: str


def grants(
    rights: Iterable[tuple[str | None, str, bool]], owner: str, column: str | None = None
) -> list[Grant]:
    """GRANT statements of an access list, the owner's first; the grantor is who runs them.

    Who holds the same is in one statement: each of them writes the whole access list anew.
    """
    on = "" if column is None else f" ({ident(column)})"
    held: dict[tuple[str | None, bool], set[str]] = {}
    for grantee, privilege, grantable in rights:
        key = (grantee, grantable and grantee != owner)
        held.setdefault(key, set()).add(privilege + on)
    alike: dict[tuple[bool, str, bool], list[str | None]] = {}
    for (grantee, grantable), privileges in sorted(
        held.items(), key=lambda item: (item[0][0] != owner, item[0][0] or "", item[0][1])
    ):
        key_of_all = (grantee == owner, ", ".join(sorted(privileges)), grantable)
        alike.setdefault(key_of_all, []).append(grantee)
    return [
        Grant(roles(names), privileges, " WITH GRANT OPTION" if grantable else "")
        for (_, privileges, grantable), names in alike.items()
    ]


def with_options(options: Iterable[str]) -> str:
    """The WITH clause of a view, empty where it has no options."""
    listed = ", ".join(options)
    return f" WITH ({listed})" if listed else ""


FILTERS = {f.__name__: f for f in (ident, field, literal, idents, roles, grants, with_options)}


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


def read_sql(name: str) -> str:
    """The text of a query that is no template, e.g. read_sql("facts/columns")."""
    return (SQL_DIR / f"{name}.sql").read_text("utf-8")


# What an empty loop leaves behind.
BLANK_LINES = re.compile(r"\n\s*\n(\s*\n)+")


def render(template: str, **values: object) -> str:
    """SQL of a template, e.g. render("steps/proxies/add_columns.sql", proxies=..., hub="public").

    Raises jinja2.UndefinedError for a value that the template names and the caller left out.
    """
    text = ENVIRONMENT.get_template(template).render(**values)
    return BLANK_LINES.sub("\n\n", text).strip() + "\n"
