"""`kata demo --cpu`: what helps where a program computes, on this machine.

Four jobs count primes: with asyncio alone, in threads, and in processes with your
`cpu_map`. Meanwhile a task looks how long the event loop stands still.
"""

import asyncio
import math
import os
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from dojo.report import drawing
from dojo.virtual.timeline import Bar, Timeline

NAME = "cpu_map"
JOBS, LIMIT = 4, 1_000_000
WITH_A_GIL = """This Python has a GIL: of all its threads, one at a time computes.
So threads keep the event loop free, and are no faster. A free-threaded Python (there
is one since 3.13) has no GIL: in it, threads are about as fast as processes."""
FREE_THREADED = """This Python is free-threaded: threads compute at the same time, as
processes do. In a Python with a GIL they would take as long as asyncio alone."""

# When a job began and ended, by the clock that all processes share.
Times = tuple[float, float]
Way = Callable[[list[range]], Awaitable[list[Times]]]


def count_primes(numbers: range) -> Times:
    """Count the primes among odd numbers; a child process imports this function."""
    began = time.time()
    sum(all(n % d for d in range(3, math.isqrt(n) + 1, 2)) for n in numbers)
    return began, time.time()


def show(folder: Path) -> None:
    """Count in three ways, with the answer in a folder, and print what was seen."""
    # Not for a child process, which imports this module.
    from dojo.cli.demo import answers

    (cpu_map,) = answers(folder, [NAME], "kata demo --cpu --solutions")
    most = min(JOBS, os.cpu_count() or 1)
    print(f"{JOBS} jobs count the primes up to {LIMIT:,}, on {most} processors.\n")
    ways: dict[str, Way] = {
        "with asyncio alone": _alone,
        "in threads": _in_threads,
        f"in processes, with {NAME}": lambda jobs: cpu_map(count_primes, jobs, most),
    }
    alone, threads, processes = [_show_way(*way) for way in ways.items()]
    print(f"Asyncio alone 100%, threads {threads / alone:.0%}, ", end="")
    print(f"processes {processes / alone:.0%} (a machine that is busy spoils this).\n")
    has_a_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    print(WITH_A_GIL if has_a_gil else FREE_THREADED)


async def _alone(jobs: list[range]) -> list[Times]:
    async def count(job: range) -> Times:
        return count_primes(job)

    return await asyncio.gather(*map(count, jobs))


async def _in_threads(jobs: list[range]) -> list[Times]:
    return await asyncio.gather(*[asyncio.to_thread(count_primes, job) for job in jobs])


def _show_way(title: str, way: Way) -> float:
    """Count in one way, show what ran when, and return the seconds that it took."""
    began, ended, times, silence = asyncio.run(_measure(way))
    print(f"{title}: {ended - began:.2f} s; the loop stood still {silence:.2f} s\n")
    picture = drawing.picture(_timeline(times, began))
    print(picture, end="\n\n", flush=True)
    return ended - began


async def _measure(way: Way) -> tuple[float, float, list[Times], float]:
    """Return when all began and ended, when each did, the longest silence."""
    silences = list[float]()

    async def listen() -> None:
        while before := time.perf_counter():
            await asyncio.sleep(0.01)
            silences.append(time.perf_counter() - before)

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0.01)
    began = time.time()  # Each takes every fourth odd number: they take equally long.
    times = await way([range(3 + 2 * n, LIMIT, 2 * JOBS) for n in range(JOBS)])
    ended = time.time()
    await asyncio.sleep(0.01)
    listening.cancel()
    return began, ended, times, max(silences)


def _timeline(times: list[Times], zero: float) -> Timeline:
    """Return a bar for each job."""
    timeline, bars = Timeline(), dict[int, Bar]()
    events = [(at, n, end) for n, job in enumerate(times) for end, at in enumerate(job)]
    for at, n, is_end in sorted(events):
        if is_end:
            bars[n].end("answered", at - zero)
        else:
            bars[n] = Bar(f"job {n + 1}", at - zero)
    timeline.bars = [bars[n] for n in sorted(bars)]
    return timeline
