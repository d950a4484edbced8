"""Each call makes a lock, and nobody else ever waits for that one.

Caught by: test_two_withdrawals_together
"""

import asyncio


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve

    async def withdraw(self, amount):
        async with asyncio.Lock():
            if self.balance < amount:
                raise InsufficientFunds
            await self.approve(amount)
            self.balance -= amount


async def transfer(source, target, amount):
    await source.withdraw(amount)
    target.balance += amount
