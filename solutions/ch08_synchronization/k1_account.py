"""Do not spend the same money twice.

A service approves each payment, which takes a while. Two payments look at the
balance together, and both find enough.

Given      InsufficientFunds
You write  the methods of Account, transfer
Tools      asyncio.Lock
Level      core
Time       25 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class InsufficientFunds(Exception):
    """Less is there than was asked for."""


class Account:
    """Money that many tasks use.

    Whatever they do together, it ends as if one after another.

    Example:
        account = Account(100, approve)
        await account.withdraw(30)  ->  awaits approve(70); then
            account.balance is 70
    """

    balance: int

    def __init__(
        self, balance: int, approve: Callable[[int], Coroutine[Any, Any, None]]
    ) -> None:
        """Begin with `balance`; `approve` raises an exception to say no."""
        self.balance = balance
        self._approve = approve
        self._lock = asyncio.Lock()

    async def withdraw(self, n: int) -> None:
        """Take `n`, once `approve(what will be left)` has ended.

        If it fails or is cancelled, nothing has changed, and others can go on.

        Raises:
            InsufficientFunds: less than `n` is there. Nobody is asked.
            Whatever `approve` raises.
        """
        async with self._lock:
            if self.balance < n:
                raise InsufficientFunds(f"{n} of {self.balance}")
            await self._approve(self.balance - n)
            # Not `= left`: a transfer may have brought money meanwhile.
            self.balance -= n


async def transfer(src: Account, dst: Account, n: int) -> None:
    """Move `n`: for `src` it is a withdrawal; `dst` is not asked.

    Both may be the same account. Calls without a common account do not wait
    for each other.
    """
    await src.withdraw(n)
    # There is no await in between: nobody can cancel this half-way.
    dst.balance += n
