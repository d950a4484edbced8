"""Lend connections, and lend them again.

A database allows ten connections, and to open one takes a while. Hundreds of
requests share them.

Given      Connection, PoolClosed, and connect, which makes a connection
You write  Pool
Tools      contextlib.asynccontextmanager, asyncio.Semaphore
Level      further
Time       35 minutes
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, Protocol


class Connection(Protocol):
    """A connection. While somebody uses it, it may break."""

    @property
    def is_open(self) -> bool:
        """Whether it can be used."""

    async def close(self) -> None:
        """Close it. Nobody cancels this, and it never fails."""


class PoolClosed(Exception):
    """A closed pool lends nothing."""


class Pool:
    """At most `size` connections, which are lent to blocks.

    Nobody waits while fewer than `size` are lent. First come, first served:
    one that comes just when a connection comes back is behind those that wait.
    One that is cancelled while it waits is not missed.

    Example:
        pool = Pool(connect, 10)
        async with pool.acquire() as connection:
            await load(connection)
        await pool.close()
    """

    def __init__(
        self, connect: Callable[[], Coroutine[Any, Any, Connection]], size: int
    ) -> None:
        """Have no connection yet. `await connect()` makes a new one."""
        raise NotImplementedError

    @contextlib.asynccontextmanager
    async def acquire(self) -> AsyncIterator[Connection]:
        """Lend the block a connection, which nobody else has meanwhile.

        It is the one that came back last. If none is there, a new one is made;
        if that fails, or is cancelled, its place is free again.

        It comes back however the block is left; an exception goes on. If it is
        not open then, it is dropped, and its place is free.

        Raises:
            PoolClosed: close() has been called.
        """
        raise NotImplementedError
        yield  # delete this line too: it makes an async generator of the stub

    async def close(self) -> None:
        """Wait until all have come back, and close them. Call it once.

        Those that wait already are still served.
        """
        raise NotImplementedError
