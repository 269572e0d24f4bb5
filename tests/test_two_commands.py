"""Two commands on one hub: who comes later goes on with it, the other one ends, no row is lost."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conftest import NewHub, RunInstall
from faults import contents, interrupt, shape_of
from servers import assert_verified
from v1_hub import batches, commands, sqlfile, stages, way_back
from v1_hub.failure import BLOCKED, DONE


@pytest.mark.parametrize(
    ("one", "module", "function", "other"),
    [
        ("install", stages, "attach", "install"),
        ("install", batches, "copy_history", "rollback"),
        ("rollback", way_back, "save_extra", "rollback"),
        ("rollback", commands, "run_cut_back", "install"),
    ],
)
def test_a_command_ends_where_another_has_gone_on_with_the_hub(
    one: str,
    module: ModuleType,
    function: str,
    other: str,
    new_hub: NewHub,
    run_install: RunInstall,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The other one comes in between two transactions, before a function of the first."""
    hub = new_hub(consolidated=one == "rollback")
    shape = shape_of(new_hub(consolidated=False))
    before = contents(hub, shape)
    wanted = getattr(module, function)

    def between(*arguments: Any, **named: Any) -> Any:
        monkeypatch.undo()
        assert run_install(hub, other, "--yes").status == DONE
        return wanted(*arguments, **named)

    monkeypatch.setattr(module, function, between)
    ran = run_install(hub, one, "--yes")
    assert contents(hub, shape) == before
    assert ran.status == BLOCKED, ran.err
    assert "another command has gone on with the hub in schema public" in ran.err
    assert run_install(hub, "install").status == DONE
    assert_verified(hub)
    assert contents(hub, shape) == before


def test_a_file_of_sql_ends_where_a_rollback_has_begun(
    new_hub: NewHub, run_install: RunInstall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = new_hub(consolidated=True)
    shape = shape_of(new_hub(consolidated=False))
    before = contents(hub, shape)
    script = tmp_path / "change.sql"
    script.write_text("ALTER TABLE v1_hub_work_results ADD COLUMN note text;")
    find_ways = sqlfile.find_ways

    def then(*arguments: Any) -> Any:
        interrupt(hub, "rollback", way_back, "renew_indexes")
        return find_ways(*arguments)

    monkeypatch.setattr(sqlfile, "find_ways", then)
    ran = run_install(hub, "sql", str(script))
    assert ran.status == BLOCKED, ran.err
    assert "is returning" in ran.err
    assert contents(hub, shape) == before
    assert run_install(hub, "rollback").status == DONE
    assert contents(hub, shape) == before
