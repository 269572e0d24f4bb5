"""Every type that a column can have, with values that are easily spoilt on the way."""

from __future__ import annotations

LONG = "긴 글 " * 900

# Type as written in DDL → input text of values. What a user makes (MADE) is in the hub's schema.
TYPES: dict[str, tuple[str, ...]] = {
    "smallint": ("0", "-32768", "32767"),
    "integer": ("0", "-2147483648", "2147483647", "7"),
    "bigint": ("-9223372036854775808", "9223372036854775807", "9007199254740993"),
    "numeric": ("1.50", "-0.00", "NaN", "Infinity", "-Infinity", "1e-30", "9" * 60 + ".10"),
    "numeric(10,2)": ("1.50", "0.00", "-99999999.99", "NaN"),
    "numeric(5,-2)": ("1200", "-9999900"),
    "numeric(3,5)": ("0.00999", "-0.00001"),
    "real": ("-0", "1.1", "NaN", "Infinity", "1e-45", "3.4028235e38"),
    "double precision": ("-0", "0.30000000000000004", "NaN", "-Infinity", "5e-324", "1e308"),
    "money": ("1.50", "-0.01", "92233720368547758.07"),
    "boolean": ("t", "f"),
    "text": (
        "",
        " ",
        "it's",
        'a "quote"',
        "back\\slash",
        "100 %s",
        "null",
        "한글",
        "e\u0301",
        LONG,
    ),
    "character varying": ("", " padded ", "\t\n", "{}", "\U0001f600"),
    "character varying(20)": ("", "  two  ", "스무 글자", "exactly twenty chars"),
    "character varying(1)": ("", "x", " "),
    "character(6)": ("", "ab", "ab   ", "한글"),
    "character(1)": ("", "y"),
    '"char"': ("", "a", "\\377"),
    "name": ("", "pg_class", "x" * 63),
    "bytea": ("\\x", "\\x00ff27", "\\x5c5c"),
    "date": ("infinity", "-infinity", "0044-03-15 BC", "5874897-12-31", "2024-02-29"),
    "timestamp without time zone": (
        "infinity",
        "-infinity",
        "4713-01-01 00:00:00 BC",
        "294276-12-31 23:59:59.999999",
        "2024-02-29 00:00:00.000001",
    ),
    "timestamp(0) without time zone": ("2024-12-31 23:59:59.5", "infinity"),
    "timestamp(3) without time zone": ("2024-01-01 00:00:00.1235",),
    "timestamp with time zone": ("infinity", "0001-01-01 00:00:00+00 BC", "2024-03-31 02:30+09"),
    "time without time zone": ("00:00", "24:00:00", "23:59:59.999999"),
    "time(2) without time zone": ("12:34:56.789",),
    "time with time zone": ("00:00+00", "24:00:00-15:59", "12:00:00.000001+05:45"),
    "interval": (
        "0",
        "-1 mon +1 day -00:00:01",
        "178000000 years",
        "1 year 2 mons 3 days",
        "24:00",
    ),
    "interval day to second(3)": ("1 day 00:00:01.2345",),
    "interval year to month": ("-1 year -1 mon",),
    "uuid": ("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-4fff-bfff-ffffffffffff"),
    "json": ('{"a": 1, "a": 2}', " [1.50,  null] ", "null", '"\\u0000"', '{"b":1,"a":-0}', '""'),
    "jsonb": ("null", "{}", "[]", '{"a": null}', '[[], {"": 1.50}]', '"null"', "-0.0", "1e100"),
    "jsonpath": ("$", '$."a b"[*] ? (@ > 1)'),
    "xml": ("", "<a>1</a>", "text <b/> &amp;", "<?xml version='1.0'?><a/>"),
    "inet": ("10.0.0.1", "10.0.0.1/8", "::1", "::ffff:1.2.3.4/96", "0.0.0.0/0"),
    "cidr": ("10.0.0.0/8", "::/0"),
    "macaddr": ("08:00:2b:01:02:03",),
    "macaddr8": ("08:00:2b:01:02:03:04:05",),
    "bit(3)": ("101", "000"),
    "bit varying": ("", "1", "0" * 70),
    "bit varying(5)": ("", "10101"),
    "tsvector": ("", "'it''s':1A,2 'a b'", "b a"),
    "tsquery": ("", "'a' & !'b c' <2> 'd':*B"),
    "point": ("(0,-0)", "(NaN,Infinity)", "(1.5,2)"),
    "line": ("{1,-1,0}",),
    "lseg": ("[(0,0),(1,1)]",),
    "box": ("(1,1),(0,0)",),
    "path": ("[(0,0),(1,1)]", "((0,0),(1,1))"),
    "polygon": ("((0,0),(1,0),(1,1))",),
    "circle": ("<(0,0),1.5>",),
    "int4range": ("empty", "(,)", "[1,3]", "(,5)"),
    "int8range": ("[-9223372036854775808,9223372036854775806]", "empty"),
    "numrange": ("[1.50,2.0)", "(,NaN]", "empty"),
    "daterange": ("[-infinity,infinity]", "[2024-01-01,)", "empty"),
    "tsrange": ("[-infinity,infinity]", "(2024-01-01,2024-01-02]"),
    "tstzrange": ('["2024-01-01 00:00+00",)', "empty"),
    "int4multirange": ("{}", "{[1,2],[5,6]}", "{(,)}"),
    "nummultirange": ("{[1.50,2],[3,3]}",),
    "datemultirange": ("{}", "{[2024-01-01,2024-02-01),[2025-01-01,)}"),
    "tsmultirange": ("{}",),
    "tstzmultirange": ("{}",),
    "int8multirange": ("{}", "{[1,2)}"),
    "pg_lsn": ("0/0", "16/B374D848"),
    "pg_snapshot": ("10:20:10,14,15",),
    "txid_snapshot": ("10:20:10",),
    "xid": ("3", "4294967295"),
    "xid8": ("18446744073709551615",),
    "cid": ("1",),
    "tid": ("(0,1)", "(4294967295,65535)"),
    "oid": ("0", "4294967295"),
    "regclass": ("pg_class", "-", "999999999"),
    "regtype": ("integer", "-"),
    "regproc": ("now", "-"),
    "regprocedure": ("abs(integer)", "0"),
    "regoper": ("||/", "0"),
    "regoperator": ("+(integer,integer)", "0"),
    "regrole": ("pg_monitor", "-"),
    "regnamespace": ("pg_catalog", "-"),
    "regconfig": ("simple",),
    "regdictionary": ("simple",),
    "regcollation": ('"C"',),
    "refcursor": ("", "my cursor"),
    "aclitem": ("postgres=r/postgres",),
    "int2vector": ("", "1 2 3"),
    "oidvector": ("", "1 2 3"),
    # Arrays: empty, of NULL, nested, with other bounds.
    "integer[]": ("{}", "{NULL}", "{{1,2},{3,NULL}}", "[0:1]={1,2}"),
    "text[]": ("{}", "{NULL}", '{"NULL","",","}', '{{"a\\"b"},{" c "}}', '{"{}"}'),
    "character varying(20)[]": ("{}", "{ab,NULL}"),
    "numeric(10,2)[]": ("{1.50,NaN}",),
    "double precision[]": ("{-0,NaN,Infinity}",),
    "timestamp without time zone[]": ("{infinity,NULL}",),
    "jsonb[]": ("{}", '{"null",NULL,"{\\"a\\": 1}"}'),
    "json[]": ('{"{\\"a\\":1,\\"a\\":2}"}',),
    "bytea[]": ('{"\\\\x00ff"}',),
    "uuid[]": ("{}",),
    "boolean[]": ("{t,f,NULL}",),
    "inet[]": ("{10.0.0.1/8}",),
    "int4range[]": ('{"[1,3)",empty}',),
    "date[]": ("{infinity,0044-03-15 BC}",),
    "interval[]": ('{"1 mon",NULL}',),
    "character(6)[]": ("{ab}",),
    "xml[]": ("{<a/>}",),
    "point[]": ('{"(1,2)"}',),
    "bit(3)[]": ("{101}",),
    "regclass[]": ("{pg_class}",),
}

# Types of the hub's own: DDL that makes each, {0} being its name, and its values.
MADE: dict[str, tuple[str, tuple[str, ...]]] = {
    "Status enum": (
        "CREATE TYPE {0} AS ENUM ('success', 'it''s', '', '상태', 'a,b')",
        ("success", "it's", "", "상태", "a,b"),
    ),
    "per%cent": (
        "CREATE DOMAIN {0} AS numeric(6,3) CHECK (VALUE BETWEEN -100 AND 100)",
        ("1.50", "-0.001", "100"),
    ),
    "not_empty": (
        "CREATE DOMAIN {0} AS text COLLATE \"C\" DEFAULT 'given' CHECK (VALUE <> '')",
        ("a", "it's", "한"),
    ),
    "required": ("CREATE DOMAIN {0} AS integer NOT NULL DEFAULT 5", ("1", "-1")),
    "numbers": (
        "CREATE DOMAIN {0} AS integer[] CHECK (cardinality(VALUE) < 5)",
        ("{}", "{1,NULL}"),
    ),
    "pair": (
        'CREATE TYPE {0} AS ("a b" integer, "c" text, d numeric(5,2))',
        ("(1,,)", '(,"x ""y"", z",1.50)', "(,,)"),
    ),
    "text range": ("CREATE TYPE {0} AS RANGE (subtype = text)", ("[a,b)", "empty", "(,)")),
}
MADE_ARRAYS = {
    "Status enum": ("{}", '{success,NULL,""}'),
    "pair": ("{}", '{"(1,\\"a b\\",)",NULL}'),
    "not_empty": ("{a,b}",),
}

# Types with a default btree operator class: fit for keys, ORDER BY and DISTINCT.
KEY_TYPES = (
    "integer",
    "bigint",
    "uuid",
    "text",
    "smallint",
    "character varying(20)",
    "numeric",
    "date",
    "timestamp without time zone",
    "inet",
)


def key_value(type_name: str, number: int) -> str:
    """The number-th value of a type of KEY_TYPES; no two are equal."""
    if type_name == "uuid":
        return f"00000000-0000-4000-8000-{number:012d}"
    if type_name in ("text", "character varying(20)"):
        return f"it's {number}"
    if type_name == "date":
        return f"2024-01-{number % 28 + 1:02d}"
    if type_name.startswith("timestamp"):
        return f"2024-01-{number % 28 + 1:02d} 12:00:00.{number:06d}"
    if type_name == "inet":
        return f"10.0.0.{number}"
    return str(number)
