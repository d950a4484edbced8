"""Do not spend the same money twice.

A shop keeps the money of its customers. Before money leaves an account, another service
has to approve it, and that takes a while. Two payments come at the same moment, both
look at the balance, and both find enough. In the evening the account is below zero.

Given      InsufficientFunds
You write  the methods of Account, transfer
Tools      asyncio.Lock
Level      core
Time       25 minutes
"""

import asyncio
from collections.abc import Awaitable, Callable


class InsufficientFunds(Exception):
    """There is less money in the account than was asked for."""


class Account:
    """Money that many tasks use at the same time.

    Whatever these tasks do together, it ends as if they had done it one after another,
    in some order. No account waits for a withdrawal from another account.

    Args:
        balance: the money in it at first.
        approve: a coroutine function. `await approve(left)` is asked before money
            leaves the account, with the balance that will be left. It raises an
            exception to say no. Where it says yes, it also says yes to more.

    Attributes:
        balance: the money in the account now. Anybody may read it at any time, and it
            is never negative.

    Example:
        account = Account(100, approve)
        await account.withdraw(30)  ->  asks approve(70); then account.balance is 70
    """

    balance: int

    def __init__(
        self, balance: int, approve: Callable[[int], Awaitable[object]]
    ) -> None:
        """Open an account."""
        raise NotImplementedError

    async def withdraw(self, n: int) -> None:
        """Take `n` out of the account, once it is approved.

        What is left afterwards is never less than what `approve` was asked about. It
        may be more, if a transfer has brought money meanwhile.

        If this raises an exception, or is cancelled, the balance is as if nobody had
        asked, and the next withdrawal can go on.

        Raises:
            ValueError: `n` is not positive. Nobody is asked.
            InsufficientFunds: less than `n` is there. Nobody is asked.
            Exception: whatever `approve` raises.
        """
        raise NotImplementedError


async def transfer(src: Account, dst: Account, n: int) -> None:
    """Move `n` from one account to another.

    It needs the approval of `src`, as a withdrawal does; `dst` is not asked. On its way
    the money may be in neither account, but it is never in both. A transfer from an
    account to itself needs the approval too, and then changes nothing.

    Transfers in opposite directions do not wait for each other for ever. Transfers
    that have no account in common do not wait for each other at all.

    If this raises an exception, or is cancelled, no money has moved.

    Raises:
        ValueError, InsufficientFunds, Exception: as `src.withdraw(n)`.
    """
    raise NotImplementedError
