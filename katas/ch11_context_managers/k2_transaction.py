"""All of the block, or nothing.

A shop books an order in three tables: all of it, or nothing. A larger function
may call this one. Then its transaction is a part.

Given      Connection, which has one transaction at a time, with parts in it
You write  transaction
Tools      contextlib.asynccontextmanager, try, except, BaseException
Level      core
Time       15 minutes
"""

import contextlib
from collections.abc import AsyncIterator
from typing import Protocol


class Connection(Protocol):
    """If a call raises, nothing has changed. No rollback raises."""

    @property
    def in_transaction(self) -> bool:
        """Whether there is a transaction."""

    async def begin(self) -> None:
        """Begin a transaction."""

    async def commit(self) -> None:
        """Keep it."""

    async def rollback(self) -> None:
        """Undo it."""

    async def savepoint(self) -> None:
        """Begin a part."""

    async def release(self) -> None:
        """Keep the newest part."""

    async def rollback_to(self) -> None:
        """Undo the newest part."""


@contextlib.asynccontextmanager
async def transaction(conn: Connection) -> AsyncIterator[None]:
    """Begin before the block, and commit when it ends well.

    If the block or the commit raises anything, or is cancelled, roll back;
    then the same exception goes on. If begin does, do nothing else.

    If there is a transaction when the block is entered, the block is a part:
    do the same with savepoint, release and rollback_to.

    Example:
        async with transaction(conn):
            await book_order(conn)
            async with transaction(conn):
                await book_voucher(conn)
    """
    raise NotImplementedError
    yield  # delete this line too: it makes an async generator of the stub
