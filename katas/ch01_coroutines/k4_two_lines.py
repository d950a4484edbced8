"""Repair two lines.

A colleague has written `make_tea`. It should boil the water, then let the tea
stand for a while, and let others work meanwhile. Two of its lines are wrong.
Repair both.

Given      boil_water
You write  make_tea
Tools      await, asyncio.sleep
Level      first hour
Time       5 minutes
"""

import asyncio
import time


async def boil_water(cups: int) -> str:
    await asyncio.sleep(2)
    return f"{cups} cups of hot water"


async def make_tea(cups: int, seconds: float) -> str:
    """Return "tea from N cups of hot water", after 2 s and `seconds` more.

    While this coroutine waits, others can run: two of them together (chapter 3
    shows how) take as long as one.

    Example:
        await make_tea(3, 4)  ->  "tea from 3 cups of hot water", six seconds
            later
    """
    water = boil_water(cups)
    time.sleep(seconds)
    return f"tea from {water}"


if __name__ == "__main__":
    began = time.perf_counter()
    print(asyncio.run(make_tea(3, 1)))
    print(f"after {time.perf_counter() - began:.1f} s")
