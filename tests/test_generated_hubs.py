"""Generated hubs: install, writes, rollback and install again beside an untouched twin.

HUBS=n      how many hubs on all servers together (default 300)
HUB_SEED=n  the first seed (printed); a chunk of hubs has a seed of its own
HUB_SHRINK=1  on a difference, let Hypothesis find a smaller hub
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from queue import SimpleQueue

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from conftest import SERVERS
from hub_cycle import SEEN, Cycle, Difference, Hub, printing_apart
from hubs import hubs
from servers import Server

HUBS = int(os.environ.get("HUBS", "300"))
SEED = int(os.environ.get("HUB_SEED", "20261123"))
CHUNK = 10
THREADS = min(4, os.cpu_count() or 1)


def run_chunk(cycle: Cycle, first: int, count: int) -> None:
    """So many hubs of one seed; raises Difference with the hub that showed it."""
    phases = [Phase.generate] + ([Phase.shrink] if os.environ.get("HUB_SHRINK") else [])

    @seed(first)
    @settings(
        max_examples=count,
        phases=phases,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(hub=hubs())
    def every_hub_is_equal(hub: Hub) -> None:
        SEEN["examples"] += 1
        try:
            cycle.run(hub, again=cycle.count % 3 == 0)
        except Difference as difference:
            raise Difference(
                f"HUB_SEED={first} HUBS={count}\n{difference}\n--- the hub:\n{hub.script()}"
            ) from None

    every_hub_is_equal()


def run_hubs(server: Server, chunks: Iterator[int]) -> list[str]:
    """Chunks of hubs in as many threads as there are cores; the differences."""
    differences: list[str] = []
    with printing_apart() as printer, ThreadPoolExecutor(THREADS) as pool:
        cycles: SimpleQueue[Cycle] = SimpleQueue()
        for _ in range(THREADS):
            cycles.put(Cycle(server, printer))

        def work(first: int) -> None:
            cycle = cycles.get()
            try:
                run_chunk(cycle, first, CHUNK)
            finally:
                cycles.put(cycle)

        for done in as_completed([pool.submit(work, first) for first in chunks]):
            if error := done.exception():
                if not isinstance(error, Difference):
                    raise error
                differences.append(str(error))
        while not cycles.empty():
            cycles.get().close()
    return differences


@pytest.mark.timeout(3600)
def test_generated_hubs_cannot_be_told_from_their_twins(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    chunks = -(-HUBS // CHUNK // len(SERVERS))
    first = SEED + 1000 * server.major
    SEEN.clear()
    differences = run_hubs(server, iter(range(first, first + chunks)))
    with capsys.disabled():
        print(f"\n{server.id}: HUB_SEED={SEED}")
        for what, count in sorted(SEEN.items()):
            print(f"  {count:6} {what}")
    assert not differences, f"{len(differences)} differences\n\n" + "\n\n".join(differences)
