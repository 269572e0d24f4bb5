"""What the audit log would write in clear. In: tables as in sql/facts/audit.sql; out: lines.

A name is a guess, so what looks like a secret is pointed out and left to people to mask.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

ALWAYS_MASKED = ("password", "auth_key", "secret", "token")

SECRET_WORDS = frozenset(
    ("password", "passwd", "passwort", "pwd", "pass", "passphrase", "secret", "token", "apikey",
     "credential", "credentials", "otp", "totp", "pin", "cvv", "cvc", "salt", "jwt", "bearer",
     "mnemonic")
)  # fmt: skip
KEYS = ("api", "auth", "access", "private", "secret", "encryption", "signing", "session", "ssh",
        "license")  # fmt: skip
SECRET_PAIRS = frozenset(
    (*((first, "key") for first in KEYS), ("session", "id"), ("recovery", "code"), ("auth", "code"))
)


@dataclass(frozen=True)
class AuditedTable:
    """A table with its columns; masked and ignored hold where it is audited."""

    schema_name: str
    table_name: str
    audited: bool
    operations: Sequence[str]
    masked: Sequence[str]
    ignored: Sequence[str]
    columns: Sequence[str]


def looks_secret(column: str) -> bool:
    """Whether a column of this name probably holds a secret: api_token, userPasswd, PIN."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", column)
    words = [word.rstrip("0123456789") for word in re.split(r"[\W_]+", spaced.lower())]
    words = [word for word in words if word]
    if any(word in SECRET_WORDS or word.removesuffix("s") in SECRET_WORDS for word in words):
        # last_password_change, token_count: told about a secret, and none itself
        return words[-1] not in {"count", "at", "date", "length", "type", "expires", "change"}
    return any((a, b.removesuffix("s")) in SECRET_PAIRS for a, b in itertools.pairwise(words))


def will_be_audited(
    tables: Iterable[AuditedTable], defaults: Mapping[str, tuple[Sequence[str], Sequence[str]]]
) -> list[AuditedTable]:
    """What is audited once installed; defaults: operations and ignored columns by name."""
    return [
        table if table.audited else planned(table, *defaults[table.table_name])
        for table in tables
        if table.audited or table.table_name in defaults
    ]


def planned(table: AuditedTable, operations: Sequence[str], ignored: Sequence[str]) -> AuditedTable:
    """A table of which install switches the audit on."""
    return replace(
        table,
        audited=True,
        operations=operations,
        masked=[name for name in table.columns if name.lower() in ALWAYS_MASKED],
        ignored=[name for name in ignored if name in table.columns],
    )


def audit_lines(tables: Iterable[AuditedTable], schema: str = "public") -> list[str]:
    """A line for each audited table, and one with the remedy for what looks like a secret."""
    lines = []
    for table in tables:
        hub = table.schema_name == schema
        name = table.table_name if hub else f"{table.schema_name}.{table.table_name}"
        told = [f"{name}: {', '.join(table.operations)}"]
        if table.ignored:
            told.append(f"ignored: {', '.join(table.ignored)}")
        if table.masked:
            told.append(f"masked: {', '.join(table.masked)}")
        lines += ["; ".join(told), *(f"  {line}" for line in secret_lines([table]))]
    return lines


def secret_lines(tables: Iterable[AuditedTable]) -> list[str]:
    """A line with the remedy for each table with what looks like a secret."""
    lines = []
    for table in tables:
        found = [
            name
            for name in table.columns
            if looks_secret(name) and name not in table.masked and name.lower() not in ALWAYS_MASKED
        ]
        if found:
            secrets = [*(name for name in table.masked if name not in ALWAYS_MASKED), *found]
            full_name = f"{table.schema_name}.{table.table_name}"
            lines.append(
                f"not masked, though named like a secret: {', '.join(found)}; mask with "
                f"v1_hub.audit_enable('{full_name}', p_secrets => '{{{','.join(secrets)}}}')"
            )
    return lines
