"""A transfer takes the lock of the source, then that of the target.

Caught by: test_transfers_in_both_directions
"""

import asyncio


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve
        self.lock = asyncio.Lock()

    async def withdraw(self, amount):
        async with self.lock:
            await self.take(amount)

    async def take(self, amount):
        if self.balance < amount:
            raise InsufficientFunds
        await self.approve(amount)
        self.balance -= amount


async def transfer(source, target, amount):
    if source is target:
        await source.withdraw(amount)
        source.balance += amount
        return
    async with source.lock, target.lock:
        await source.take(amount)
        target.balance += amount
