"""Servers, databases and hubs for the tests; servers.py makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from hub_cycle import Cycle
from servers import (
    SAMPLE_ROWS,
    SETTINGS,
    Database,
    Server,
    apply_audit,
    find_servers,
    has,
    running_server,
)
from v1_hub import cli
from v1_hub.connect import LIBPQ_VARIABLES


class Ran(NamedTuple):
    """What a run of install.py came to."""

    status: int
    out: str
    err: str


class Twins(NamedTuple):
    """The same hub twice: as it was, and consolidated."""

    legacy: Database
    hub: Database


RunInstall = Callable[..., Ran]
NewHub = Callable[..., Database]

SERVERS = find_servers()
NEWEST = list(SERVERS)[-1]


def pytest_report_header() -> list[str]:
    return [f"PostgreSQL: {name} in {bindir}" for name, bindir in SERVERS.items()]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What a server has not is no test of it: @pytest.mark.needs(version=18, icu=True)."""
    left_out = []
    for item in list(items):
        for mark in item.iter_markers("needs"):
            name = item.callspec.params["server"]  # type: ignore[attr-defined]
            if not has(SERVERS[name], **mark.kwargs):
                items.remove(item)
                left_out.append(item)
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session", params=SERVERS)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A running server; every test that asks for it runs on each PostgreSQL found here."""
    with running_server(request.param, SERVERS[request.param]) as started:
        yield started


@pytest.fixture(scope="session", params=SERVERS)
def statistics_server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A running server that keeps statistics of its statements."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(SETTINGS, "shared_preload_libraries", "pg_stat_statements")
        with running_server(request.param, SERVERS[request.param]) as started:
            yield started


@pytest.fixture(autouse=True)
def _no_server_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches a database that the developer's environment names."""
    for name in ("DATABASE_URL", "ARGS", "MAKEFLAGS", "MAKEOVERRIDES", *LIBPQ_VARIABLES):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def new_hub(server: Server) -> Iterator[NewHub]:
    """Makes hubs: new_hub(consolidated=False, sample_rows=600)."""
    made: list[Database] = []

    def make(*, consolidated: bool = False, sample_rows: int = SAMPLE_ROWS) -> Database:
        made.append(server.hub(consolidated=consolidated, sample_rows=sample_rows))
        return made[-1]

    yield make
    for database in made:
        server.drop(database)


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    """An empty database, owned by an ordinary role."""
    made = server.create()
    yield made
    server.drop(made)


@pytest.fixture
def audited(database: Database) -> Database:
    """An empty database with the audit log in it, owned by an ordinary role."""
    apply_audit(database)
    return database


@pytest.fixture
def legacy_db(new_hub: NewHub) -> Database:
    """The reference hub with sample rows, untouched."""
    return new_hub(consolidated=False)


@pytest.fixture
def hub_db(new_hub: NewHub) -> Database:
    """The reference hub with sample rows, consolidated."""
    return new_hub(consolidated=True)


@pytest.fixture(scope="module")
def cycle(server: Server) -> Iterator[Cycle]:
    """Installs hubs and compares them with their twins, each in place of the one before."""
    made = Cycle(server, pg_dump_every=1)
    yield made
    made.close()


@pytest.fixture
def twins(new_hub: NewHub) -> Twins:
    """The untouched and the consolidated hub, from the same rows."""
    return Twins(new_hub(consolidated=False), new_hub(consolidated=True))


@pytest.fixture
def run_install(capsys: pytest.CaptureFixture[str]) -> RunInstall:
    """Runs install.py in this process: run_install(database, "plan", "--json")."""

    def run(database: Database | None, *argv: str, user: str = "hub_owner") -> Ran:
        capsys.readouterr()
        target = ["--database-url", database.url(user)] if database else []
        status = cli.main([*argv, *target])
        return Ran(status, *capsys.readouterr())

    return run
