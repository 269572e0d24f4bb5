"""Relations of a query under other names: what is renamed, and what only looks alike."""

from __future__ import annotations

import pytest
from pglast.parser import ParseError

from v1_hub.rename import rename_relations

NAMES = {
    ("public", "v1_hub_proxy_usage"): ("v1_hub", "proxy_usage"),
    ("Hub Nord", "Ta ble"): ("v1_hub", "Lea f"),
}


@pytest.mark.parametrize(
    ("query", "renamed"),
    [
        ("SELECT 1 FROM public.v1_hub_proxy_usage",
         "SELECT 1 FROM v1_hub.proxy_usage AS v1_hub_proxy_usage"),
        ("SELECT u.id FROM public.v1_hub_proxy_usage u", "SELECT u.id FROM v1_hub.proxy_usage u"),
        ("SELECT u.id FROM public.v1_hub_proxy_usage AS u (id)",
         "SELECT u.id FROM v1_hub.proxy_usage AS u (id)"),
        ("SELECT v1_hub_proxy_usage.id FROM public.v1_hub_proxy_usage",
         "SELECT v1_hub_proxy_usage.id FROM v1_hub.proxy_usage AS v1_hub_proxy_usage"),
        ("SELECT 1 FROM public . v1_hub_proxy_usage",
         "SELECT 1 FROM v1_hub.proxy_usage AS v1_hub_proxy_usage"),
        ('SELECT 1 FROM "Hub Nord"."Ta ble"',
         'SELECT 1 FROM v1_hub."Lea f" AS "Ta ble"'),
        ("SELECT 1 FROM other.v1_hub_proxy_usage", "SELECT 1 FROM other.v1_hub_proxy_usage"),
        ("SELECT 1 FROM v1_hub_proxy_usage", "SELECT 1 FROM v1_hub_proxy_usage"),
        ("SELECT 'public.v1_hub_proxy_usage'", "SELECT 'public.v1_hub_proxy_usage'"),
        ("SELECT 1 -- public.v1_hub_proxy_usage", "SELECT 1 -- public.v1_hub_proxy_usage"),
        ("SELECT 'public.v1_hub_proxy_usage'::regclass", "SELECT 'v1_hub.proxy_usage'::regclass"),
        ("SELECT 'public.v1_hub_proxy_usage'::text", "SELECT 'public.v1_hub_proxy_usage'::text"),
    ],
)  # fmt: skip
def test_a_relation_is_renamed_and_nothing_that_looks_like_it(query: str, renamed: str) -> None:
    assert rename_relations(query, NAMES) == renamed


def test_every_place_of_a_query_is_found() -> None:
    query = (
        "WITH c AS (SELECT 1 FROM public.v1_hub_proxy_usage) SELECT (SELECT count(*) FROM "
        "public.v1_hub_proxy_usage x) FROM c JOIN public.v1_hub_proxy_usage y ON true "
        "WHERE EXISTS (SELECT 1 FROM public.v1_hub_proxy_usage z) "
        "UNION SELECT 1 FROM public.v1_hub_proxy_usage"
    )
    told = rename_relations(query, NAMES)
    assert "public." not in told
    assert told.count("v1_hub.proxy_usage") == 5


def test_what_stands_behind_letters_of_several_bytes_is_found() -> None:
    query = "SELECT '작업 허브' AS \"이름\" FROM public.v1_hub_proxy_usage AS u"
    assert rename_relations(query, NAMES) == (
        "SELECT '작업 허브' AS \"이름\" FROM v1_hub.proxy_usage AS u"
    )


def test_there_and_back_gives_the_query_as_it_was() -> None:
    back = {new: old for old, new in NAMES.items()}
    for query in (
        "SELECT v1_hub_proxy_usage.id FROM public.v1_hub_proxy_usage, other",
        'SELECT "Ta ble".id FROM ("Hub Nord"."Ta ble" JOIN public.v1_hub_proxy_usage u USING (id))',
    ):
        assert rename_relations(rename_relations(query, NAMES), back) == query
    named = "SELECT 1 FROM v1_hub.proxy_usage v1_hub_proxy_usage (a)"
    assert rename_relations(named, back).endswith(
        "public.v1_hub_proxy_usage v1_hub_proxy_usage (a)"
    )


def test_without_names_the_query_stays_as_it_stands() -> None:
    query = "SELECT  1\n  FROM public.v1_hub_proxy_usage"
    assert rename_relations(query, {}) == query


def test_what_is_no_sql_is_an_error() -> None:
    with pytest.raises(ParseError):
        rename_relations("SELECT FROM FROM", NAMES)
