"""All accounts share one lock.

Caught by: test_accounts_do_not_wait_for_each_other
"""

import asyncio

LOCK = asyncio.Lock()


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve

    async def withdraw(self, amount):
        async with LOCK:
            if self.balance < amount:
                raise InsufficientFunds
            await self.approve(amount)
            self.balance -= amount


async def transfer(source, target, amount):
    await source.withdraw(amount)
    target.balance += amount
