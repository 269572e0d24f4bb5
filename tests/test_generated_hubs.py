"""Generated hubs: install, writes, rollback and install again beside an untouched twin.

HUBS=n         how many hubs on all servers together (default 20)
HUB_SEED=n     the first seed (printed); every chunk of hubs has a seed of its own
HUB_SECONDS=n  as many hubs as so many seconds allow, from another seed every time (make fuzz)
HUB=n          this one hub, made smaller while it shows a difference
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from conftest import SERVERS
from hub_cycle import SEEN, Cycle, Difference, Hub, printing_apart, reduce_hub
from hubs import hubs, make_hub
from servers import Server

HUBS = int(os.environ.get("HUBS", "20"))
SECONDS = int(os.environ.get("HUB_SECONDS", "0"))
SEED = int(os.environ.get("HUB_SEED") or (time.time() if SECONDS else 20261123))
CHUNK = 25
THREADS = min(4, os.cpu_count() or 1)


def tell(hub: Hub, difference: str) -> str:
    return f"HUB={hub.number} pytest {__file__}\n{difference}\n--- the hub:\n{hub.script()}\n"


def run_chunk(cycle: Cycle, first: int, count: int, deadline: float) -> list[str]:
    """So many hubs of one seed; what differs."""
    differences = []

    @seed(first)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(hub=hubs())
    def every_hub_is_equal(hub: Hub) -> None:
        if time.monotonic() > deadline:
            return
        SEEN["hubs generated"] += 1
        try:
            cycle.run(hub, again=cycle.count % 3 == 0)
        except Difference as difference:
            differences.append(tell(hub, str(difference)))

    every_hub_is_equal()
    return differences


def list_chunks(server: Server) -> tuple[Iterator[tuple[int, int]], float]:
    """Seed and number of hubs of each chunk; when to stop at the latest."""
    first = SEED + 100000 * server.major
    if SECONDS:
        seconds = SECONDS / len(SERVERS)
        return ((first + turn, CHUNK) for turn in range(99999)), time.monotonic() + seconds
    count = -(-HUBS // len(SERVERS))
    sizes = [CHUNK] * (count // CHUNK) + ([count % CHUNK] if count % CHUNK else [])
    return ((first + turn, size) for turn, size in enumerate(sizes)), float("inf")


def run_hubs(server: Server) -> list[str]:
    """All chunks, in as many threads as there are cores, each with databases of its own."""
    chunks, deadline = list_chunks(server)
    taking = Lock()
    differences: list[str] = []
    with printing_apart():

        def work(cycle: Cycle) -> None:
            while time.monotonic() < deadline:
                with taking:
                    chunk = next(chunks, None)
                if chunk is None:
                    break
                differences.extend(run_chunk(cycle, *chunk, deadline))
            cycle.close()

        cycles = [Cycle(server) for _ in range(THREADS)]
        with ThreadPoolExecutor(THREADS) as pool:
            for done in [pool.submit(work, cycle) for cycle in cycles]:
                done.result()
    return differences


if "HUB" in os.environ:  # this one hub instead

    @pytest.mark.timeout(3600)
    def test_one_hub(server: Server) -> None:
        hub = make_hub(int(os.environ["HUB"]))
        cycle = Cycle(server)
        try:
            cycle.run(hub)
        except Difference as difference:
            smaller, told = reduce_hub(cycle, hub, str(difference))
            pytest.fail(tell(smaller, told), pytrace=False)
        finally:
            cycle.close()

else:

    @pytest.mark.timeout(max(3600, 2 * SECONDS))
    def test_generated_hubs_cannot_be_told_from_their_twins(
        server: Server, capsys: pytest.CaptureFixture[str]
    ) -> None:
        SEEN.clear()
        differences = run_hubs(server)
        with capsys.disabled():
            print(f"\n{server.id}, HUB_SEED={SEED}")
            for what, count in sorted(SEEN.items()):
                print(f"  {count:7,} {what}")
        told = "\n\n".join(differences[:10])
        assert not differences, f"{len(differences)} differences\n\n{told}"
