"""Templates to SQL: names that need quotes, values, grants, and a template that lacks a value."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2
import pytest
from pglast import parse_sql
from pglast.parser import ParseError

from v1_hub.registry import RETIRED
from v1_hub.rename import quote
from v1_hub.render import (
    SQL_DIR,
    Grant,
    environment,
    grants,
    ident,
    idents,
    literal,
    render,
    role,
    roles,
    with_options,
)

HOSTILE = [
    "Hub Nord",
    'a"b',
    '""',
    "작업",
    "select",
    "user",
    "between",
    "left",
    "1a",
    "a-b",
    "a$b",
    "%s %I %1$s",
    "it's",
    "a\\b",
    "{{ x }}",
    "a;DROP TABLE b--",
    "$v1_hub$",
    "Ä",
    " ",
]


def parsed(statement: str) -> list[Any]:
    return [one.stmt for one in parse_sql(statement)]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_quoted_and_read_back_as_it_was(name: str) -> None:
    assert ident(name).startswith('"')
    found = parsed(f"SELECT 1 FROM {ident(name)}.{ident(name)} AS {ident(name)}")[0].fromClause[0]
    assert (found.schemaname, found.relname, found.alias.aliasname) == (name, name, name)


@pytest.mark.parametrize("name", ["a", "_a1", "v1_hub_proxy_usage", "name", "action", "id"])
def test_a_plain_name_stays_plain(name: str) -> None:
    assert ident(name) == name


@pytest.mark.parametrize("value", [*HOSTILE, "", "\n", "a\\'b", "E'x'", "''"])
def test_a_text_is_read_back_as_it_was(value: str) -> None:
    # A backslash makes it an E'' string, whatever standard_conforming_strings says.
    constant = parsed(f"SELECT {literal(value)}")[0].targetList[0].val
    assert constant.val.sval == value


def test_values_are_written_as_a_hand_would() -> None:
    assert [literal(value) for value in (None, 7, "a'b", True, -1)] == [
        "NULL", "7", "'a''b'", "true", "-1"
    ]  # fmt: skip
    assert literal(["a", 'b"']) == """'{a,"b\\""}'""" or literal(["a"]).startswith("'{")


def test_lists_of_names_and_roles() -> None:
    assert idents(["a", "B"]) == 'a, "B"'
    assert idents(["a", "B"], "l") == 'l.a, l."B"'
    assert (role(None), role("public")) == ("PUBLIC", "public")
    assert roles([None, "Reader"]) == 'PUBLIC, "Reader"'
    assert quote(("Hub Nord", "t")) == '"Hub Nord".t'


def test_grants_of_the_owner_come_first_and_one_statement_says_all_that_is_alike() -> None:
    rights = [
        ("reader", "SELECT", False),
        (None, "SELECT", False),
        ("auditor", "SELECT", False),
        ("owner", "INSERT", True),
        ("reader", "INSERT", False),
        ("reader", "UPDATE", True),
    ]
    assert grants(rights, "owner") == [
        Grant("owner", "INSERT", ""),  # an owner's rights are grantable without saying so
        Grant("PUBLIC, auditor", "SELECT", ""),
        Grant("reader", "INSERT, SELECT", ""),
        Grant("reader", "UPDATE", " WITH GRANT OPTION"),
    ]


def test_grants_on_a_column_name_it_behind_each_privilege() -> None:
    rights = [('Re"ader', "SELECT", False), ('Re"ader', "UPDATE", False)]
    assert grants(rights, "owner", "a b") == [
        Grant('"Re""ader"', 'SELECT ("a b"), UPDATE ("a b")', "")
    ]
    assert grants([], "owner") == []


@pytest.mark.parametrize(
    ("options", "told"),
    [((), ""), (("security_invoker=true", "check_option=local"),
              " WITH (security_invoker=true, check_option=local)")],
)  # fmt: skip
def test_options_of_a_view(options: Sequence[str], told: str) -> None:
    assert with_options(options) == told


def test_a_value_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        render("steps/hub/finalize.sql", log="public.log")


def test_nothing_is_left_of_an_empty_loop_but_one_blank_line() -> None:
    told = render("steps/hub/finalize.sql", log="public.log", emptied=[], originals=[])
    assert "\n\n\n" not in told
    assert told.endswith(";\n")
    assert not told.startswith("\n")


def test_finalize_of_hostile_names_is_sql() -> None:
    told = render("steps/hub/finalize.sql", log='"a b".log', emptied=HOSTILE, originals=HOSTILE[:2])
    alter, *drops, _ = parsed(told)
    assert [command.name for command in alter.cmds] == HOSTILE
    assert len(drops) == 2


def templates() -> list[str]:
    return sorted(
        str(path.relative_to(SQL_DIR))
        for folder in ("steps", "runtime")
        for path in (SQL_DIR / folder).rglob("*.sql")
    )


@pytest.mark.parametrize("name", templates())
def test_every_template_is_read_by_jinja_and_uses_known_filters(name: str) -> None:
    environment().get_template(name)


def test_a_template_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("{% for n in names %}\nDROP {{ n | ident }};\n{% endfor %}\n")
    told = environment(tmp_path).get_template("a.sql").render(names=["a", "B"])
    assert told == 'DROP a;\nDROP "B";\n'


@pytest.mark.parametrize("hub", ["public", "Hub Nord", "작업 허브", "select"])
def test_runtime_files_are_sql_in_any_schema(hub: str) -> None:
    from v1_hub.package import runtime_files

    for name, text in runtime_files(hub):
        try:
            assert parse_sql(text), name
        except ParseError as error:
            raise AssertionError(f"{name}: {error}") from error


def test_no_leaf_needs_quotes() -> None:
    assert [ident(entry.leaf) for entry in RETIRED] == [entry.leaf for entry in RETIRED]


def test_a_value_is_never_taken_for_a_template() -> None:
    hostile: dict[str, Any] = {"log": "{{ 1 }}", "emptied": ["{% if %}"], "originals": []}
    assert '"{% if %}"' in render("steps/hub/finalize.sql", **hostile)


def test_sql_that_is_sent_has_letters_that_every_database_has() -> None:
    """A database in LATIN1 knows no arrow. The reference hub's sample rows are Korean."""
    for path in SQL_DIR.rglob("*.sql"):
        if "reference" not in path.parts:
            assert path.read_text(encoding="utf-8").isascii(), path
