"""Fetch in batches.

A service takes a few questions at a time, and wants them answered before the next few
come. Send them batch by batch.

Given      fetch, a coroutine function
You write  in_batches
Tools      asyncio.gather, slices or itertools.islice
Level      further
Time       15 minutes
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


async def in_batches(
    fetch: Callable[[K], Awaitable[V]], ids: Sequence[K], size: int
) -> list[V]:
    """Return `await fetch(id)` for each id, in the order of `ids`, batch by batch.

    A batch has `size` ids (at least 1); the last one may have fewer. All requests of a
    batch are at work at the same time. The next batch begins when the whole batch
    before has been answered, and at once. An id that comes twice is fetched twice. No
    ids: an empty list.

    Example:
        await in_batches(fetch, [1, 2, 3, 4, 5], 2)  sends 1 and 2, then 3 and 4, then 5

    Raises:
        Whatever `fetch` raises: itself, not an ExceptionGroup. Then no further batch
            begins.
    """
    raise NotImplementedError
