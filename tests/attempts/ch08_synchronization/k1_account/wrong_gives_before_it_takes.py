"""The target has the money before the source has approved.

Caught by: test_a_transfer_of_too_much_changes_neither
"""

import asyncio


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve
        self.lock = asyncio.Lock()

    async def withdraw(self, amount):
        async with self.lock:
            if self.balance < amount:
                raise InsufficientFunds
            await self.approve(amount)
            self.balance -= amount


async def transfer(source, target, amount):
    target.balance += amount
    await source.withdraw(amount)
