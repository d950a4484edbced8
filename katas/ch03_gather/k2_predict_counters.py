"""Predict: two counters at the same time.

First read part 3 of lesson 1, katas/ch01_coroutines/README.md.

Two programs are given, and each starts two counters with `gather`. The only
difference is how a counter waits: `await asyncio.sleep(1)` in the first
program, `time.sleep(1)` in the second one. Say which lines each program
prints, in which order.

Given      counting and blocking; do not change them
You write  printed_by_counting, printed_by_blocking
Tools      a list of strings
Level      first hour
Time       8 minutes
"""

import asyncio
import time


async def count(name: str, times: int) -> None:
    for number in range(times):
        print(f"{name} {number}")
        await asyncio.sleep(1)


async def counting(first: str, second: str, times: int) -> None:
    await asyncio.gather(count(first, times), count(second, times))
    print("done")


async def block(name: str, times: int) -> None:
    for number in range(times):
        print(f"{name} {number}")
        time.sleep(1)


async def blocking(first: str, second: str, times: int) -> None:
    await asyncio.gather(block(first, times), block(second, times))
    print("done")


def printed_by_counting(first: str, second: str, times: int) -> list[str]:
    """Return the lines that `counting(first, second, times)` prints, in order.

    Example:
        printed_by_counting("egg", "tea", 2)  ->  a list of five lines
    """
    raise NotImplementedError


def printed_by_blocking(first: str, second: str, times: int) -> list[str]:
    """Return the lines that `blocking(first, second, times)` prints, in order.

    Example:
        printed_by_blocking("egg", "tea", 2)  ->  a list of five lines
    """
    raise NotImplementedError


if __name__ == "__main__":
    print("you predict:", printed_by_counting("egg", "tea", 2))
    print("counting prints:")
    asyncio.run(counting("egg", "tea", 2))
    print("you predict:", printed_by_blocking("egg", "tea", 2))
    print("blocking prints:")
    asyncio.run(blocking("egg", "tea", 2))
