"""Commit, or roll back.

Money goes from one account to another, in a transaction of the database. A night came
in which half of a transfer stayed behind, open, and locked both accounts: the customer
had closed the page. The program below did that. Repair it.

Given      Transaction, and a program that is wrong
You write  in_transaction
Tools      try, except, finally, BaseException
Level      core
Time       15 minutes
"""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Transaction(Protocol):
    """A transaction of a database. Each step takes a while."""

    async def begin(self) -> object:
        """Begin. This may fail, and then nothing has begun."""

    async def commit(self) -> object:
        """Make it last. This may fail, and then the transaction is still open."""

    async def rollback(self) -> object:
        """Take back what was done, and end the transaction. This never fails."""


async def in_transaction(tx: Transaction, work: Callable[[], Awaitable[T]]) -> T:
    """Do `work()` in the transaction `tx`, and return its result.

    The steps are begin, work, commit, one after another. Whatever the work returns, it
    is committed, also where the work has dealt with a cancellation and returns.

    If the work or the commit fails, or is cancelled, the transaction is rolled back,
    once; when that has ended, the exception goes on. If begin fails or is cancelled,
    nothing has begun: its exception goes on, and no other step is done.

    Nobody cancels the rollback; what happens then is left open.

    Example:
        await in_transaction(tx, transfer)  ->  what transfer() returns

    Raises:
        Whatever begin, the work or the commit raises, asyncio.CancelledError included:
            that very exception.
    """
    await tx.begin()
    try:
        result = await work()
        await tx.commit()
    except BaseException:
        # A CancelledError is no Exception, and leaves as much half done as one.
        await tx.rollback()
        raise
    return result
