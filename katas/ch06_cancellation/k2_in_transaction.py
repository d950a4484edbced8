"""Commit, or roll back.

A customer closed the page in the middle of a transfer, and the open
transaction kept both accounts locked. The program below did that. Repair it.

Given      Transaction, and a program that is wrong
You write  in_transaction
Tools      try, except, finally, BaseException
Level      core
Time       15 minutes
"""

from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Transaction(Protocol):
    """A transaction of a database."""

    async def begin(self) -> None:
        """If this raises, nothing has begun."""

    async def commit(self) -> None:
        """If this raises, the transaction is still open."""

    async def rollback(self) -> None:
        """Take it back. Nobody cancels this, and it never fails."""


async def in_transaction(
    tx: Transaction, work: Callable[[], Coroutine[Any, Any, T]]
) -> T:
    """Begin, do the work, commit; return the result of the work.

    If the work or the commit raises anything, or is cancelled, the transaction
    is rolled back, once; when that is over, the same exception goes on. If
    begin raises, nothing else is done.

    Whatever the work returns is committed, and not rolled back after that. A
    time-out around it works.

    Example:
        await in_transaction(tx, transfer)  ->  what transfer() returns
    """
    await tx.begin()
    try:
        result = await work()
    except Exception:
        await tx.rollback()
        raise
    await tx.commit()
    return result
