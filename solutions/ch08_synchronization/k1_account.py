"""Take money out of an account, and never too much.

A bank asks its fraud department about each payment. The answer takes a while, and
meanwhile other payments from the same account go on. In the end no account may have
paid out more than it had, and no money may be lost on its way to another account.

You write  Account, transfer
Tools      asyncio.Lock
Level      core
Time       30 minutes
"""

import asyncio
from collections.abc import Awaitable, Callable


class InsufficientFunds(Exception):
    """There is less in the account than was asked for."""


class Account:
    """An account of whole amounts; its attribute `balance` says what is in it.

    The balance is never below 0, not even for a moment. Many tasks use an account at
    the same time. To them it looks as if withdrawals and transfers were made one after
    another, in some order: each finds the balance that those before it have left.

    Args:
        balance: what is in it at first, 0 or more.
        approve: `await approve(amount)` returns when the amount may be paid out, and
            raises an exception where it may not. It takes a while.

    Example:
        account = Account(100, approve)
        await account.withdraw(60)
        account.balance  ->  40
    """

    def __init__(
        self, balance: int, approve: Callable[[int], Awaitable[object]]
    ) -> None:
        self.balance = balance
        self.approve = approve
        self.lock = asyncio.Lock()

    async def withdraw(self, amount: int) -> None:
        """Take an amount (more than 0) out of the account, once it is approved.

        The balance changes in one step, when the approval is there. Withdrawals from
        one account may wait for each other; different accounts never do.

        Raises:
            InsufficientFunds: there is less in the account. Whether `approve` is asked
                all the same is open.
            What `approve` raises.
            asyncio.CancelledError: somebody cancels this, at any moment.

            In each of these cases nothing is taken, and the account can be used as
            before.
        """
        async with self.lock:
            if self.balance < amount:
                raise InsufficientFunds(amount)
            await self.approve(amount)
            self.balance -= amount


async def transfer(source: Account, target: Account, amount: int) -> None:
    """Move an amount (more than 0) to another account, once the source approves.

    There may be transfers in both directions at the same time. The two accounts may be
    one and the same: then its balance is afterwards what it was before.

    Raises:
        The same as `Account.withdraw`, of the source, for the same reasons. In each of
        these cases neither of the balances has changed. So a transfer that is cancelled
        has moved the whole amount, or nothing.
    """
    await source.withdraw(amount)
    # No await in between: nobody can be cancelled with the money in hand.
    target.balance += amount
