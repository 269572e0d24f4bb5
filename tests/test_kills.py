"""Killed at a random moment, the next run completes it, and the rows are those of an untouched hub.

KILLS=n      kills of each stage in each way on each server (`make kills`: 20; by default one, on
             one server or the other)
KILL_ROWS=n  uses in the hub (default 1000)
KILL_SEED=n  the moments (told); other ones every time where KILLS is given
"""

from __future__ import annotations

import functools
import os
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from conftest import SERVERS, RunInstall
from faults import (
    Contents,
    Kill,
    assert_it_works,
    contents,
    crash_server,
    dump,
    end_sessions,
    kill,
    kill_installer,
    shape_of,
    start,
    state_of,
)
from servers import Database, Server, assert_verified, running_server

KILLS = int(os.environ.get("KILLS", "1"))
ROWS = int(os.environ.get("KILL_ROWS", "1000"))
SEED = int(os.environ.get("KILL_SEED") or (time.time() if KILLS > 1 else 20261125))

# A stage of a command: what is run for it.
STAGES = {"install": "install", "finish": "install", "rollback": "rollback", "finalize": "finalize"}
BACK = ("rollback", "finalize")
BACK_EVERY = 5  # of the installs that were killed, so many are rolled back, the first among them
WAYS: list[Kill] = [kill_installer, end_sessions, crash_server]
# A single round kills each stage in each way once, on one server or the other.
CASES = [
    (server, stage, how)
    for one, server in enumerate(SERVERS)
    for two, stage in enumerate(STAGES)
    for three, how in enumerate(WAYS)
    if KILLS > 1 or (one + two + three) % len(SERVERS) == 0
]


class Untouched(NamedTuple):
    """The twin that nothing was done to."""

    shape: dict[str, str]
    rows: Contents
    dump: list[str]


@pytest.fixture(scope="module")
def own_server(server: Server) -> Iterator[Server]:
    """A server of this module's own, for it is killed as well."""
    with running_server(server.id, server.local.bindir) as own:
        yield own


@pytest.fixture(scope="module")
def untouched(own_server: Server) -> Untouched:
    hub = own_server.hub(consolidated=False, sample_rows=ROWS)
    shape = shape_of(hub)
    return Untouched(shape, contents(hub, shape), dump(hub))


def new_hub(server: Server, stage: str) -> Database:
    return server.hub(consolidated=stage in BACK, sample_rows=ROWS)


def start_stage(hub: Database, stage: str) -> subprocess.Popen[str]:
    """The command; of an install that is to be killed while it finishes, its cut-over is over."""
    process = start(hub, STAGES[stage])
    while stage == "finish" and not is_cut_over(hub):
        assert process.poll() is None
        time.sleep(0.01)
    return process


def is_cut_over(hub: Database) -> bool:
    return hub.value("SELECT to_regclass('v1_hub.hub')") is not None


def seconds_of(server: Server, stage: str) -> float:
    """How long a stage is at work in the database."""
    hub = new_hub(server, stage)
    process = start_stage(hub, stage)
    began = time.monotonic()
    while stage == "install" and not is_cut_over(hub):
        time.sleep(0.01)
    cut_over = time.monotonic() - began
    told, _ = process.communicate()
    assert process.returncode == 0, told
    server.drop(hub)
    return cut_over if stage == "install" else time.monotonic() - began


def complete(
    hub: Database, stage: str, twin: Untouched, run_install: RunInstall, *, and_back: bool
) -> None:
    """The next run; and back, where that is asked for and there is a way back."""
    assert_it_works(hub, twin.shape, twin.rows)
    ran = run_install(hub, STAGES[stage], "--yes")
    assert ran.status == 0, ran.err
    if stage != "rollback":
        assert_it_works(hub, twin.shape, twin.rows)
        assert_verified(hub)
    if stage == "finalize":
        assert state_of(hub, run_install) == "finalized"
    elif stage == "rollback" or and_back:
        assert run_install(hub, "rollback", "--yes").status == 0
        assert contents(hub, twin.shape) == twin.rows
        assert dump(hub) == twin.dump


@pytest.fixture(scope="module")
def length(own_server: Server) -> Callable[[str], float]:
    return functools.cache(lambda stage: seconds_of(own_server, stage))


@pytest.mark.timeout(max(600, 60 * KILLS))
@pytest.mark.parametrize(
    ("server", "stage", "how"),
    CASES,
    indirect=["server"],
    ids=[f"{server}-{stage}-{how.__name__}" for server, stage, how in CASES],
)
def test_killed_at_a_random_moment_the_next_run_completes_it(
    stage: str,
    how: Kill,
    own_server: Server,
    untouched: Untouched,
    length: Callable[[str], float],
    run_install: RunInstall,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = length(stage)
    moments = random.Random(f"{SEED} {own_server.id} {stage} {how.__name__}")
    left: Counter[str] = Counter()
    late = 0
    while left.total() < KILLS:
        hub = new_hub(own_server, stage)
        process = start_stage(hub, stage)
        moment = moments.uniform(0, whole)
        time.sleep(moment)
        landed = kill(hub, process, how)
        if landed:
            left[state_of(hub, run_install)] += 1
        late += not landed
        try:
            and_back = left.total() % BACK_EVERY == 1
            complete(hub, stage, untouched, run_install, and_back=and_back)
        except AssertionError:
            with capsys.disabled():
                print(f"\nKILL_SEED={SEED}: killed after {moment:.3f} s of {whole:.3f}")
            raise
        own_server.drop(hub)
        assert late <= 2 * KILLS + 5, "it ends before it can be killed"
    if KILLS > 1:
        told = ", ".join(f"{count} {state}" for state, count in left.items())
        with capsys.disabled():
            print(
                f"\n{own_server.id}: {how.__name__} in {stage}, {KILLS} kills within "
                f"{whole:.1f} s, seed {SEED}, all completed; left by the kills: {told}"
            )
