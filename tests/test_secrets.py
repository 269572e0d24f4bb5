"""Which names of columns look like secrets, and what plan says of the audit; no server needed."""

from __future__ import annotations

import pytest

from v1_hub.secrets import AuditedTable, audit_lines, looks_secret, will_be_audited


@pytest.mark.parametrize(
    "name",
    [
        "api_token",
        "passwd",
        "userPassword",
        "PIN",
        "pin_code",
        "access_key",
        "apiKey",
        "api_keys",
        "secret2",
        "db_pwd",
        "session_id",
        "oauth_secret",
        "recovery_codes",
        "pass_phrase",
        "otp",
        "credential",
        "tokens",
    ],
)
def test_names_of_secrets_are_seen(name: str) -> None:
    assert looks_secret(name)


@pytest.mark.parametrize(
    "name",
    [
        "id",
        "keyword",
        "keyword_id",
        "allocation_key",
        "primary_key",
        "pinned",
        "shipping",
        "compass",
        "passenger",
        "status",
        "token_count",
        "last_password_change",
        "tokenized",
        "monkey",
        "session_role",
        "key",
        "passed",
    ],
)
def test_other_names_are_not(name: str) -> None:
    assert not looks_secret(name)


def table(**changes: object) -> AuditedTable:
    facts: dict[str, object] = {
        "schema_name": "public",
        "table_name": "sites",
        "audited": False,
        "operations": [],
        "masked": [],
        "ignored": [],
        "columns": ["id", "auth_key", "api_token", "seen"],
    }
    return AuditedTable(**{**facts, **changes})  # type: ignore[arg-type]


def test_what_install_will_audit_is_told_with_what_looks_like_a_secret() -> None:
    planned = will_be_audited([table()], {"sites": (["UPDATE"], ["seen", "gone"])})
    first, second = audit_lines(planned)
    assert first == "sites: UPDATE; ignored: seen; masked: auth_key"
    assert "api_token" in second
    assert "auth_key" not in second


def test_what_is_masked_is_not_pointed_out() -> None:
    masked = table(audited=True, operations=["DELETE"], masked=["auth_key", "api_token"])
    assert audit_lines([masked]) == ["sites: DELETE; masked: auth_key, api_token"]


def test_what_is_not_audited_is_not_told() -> None:
    assert audit_lines(will_be_audited([table()], {})) == []
