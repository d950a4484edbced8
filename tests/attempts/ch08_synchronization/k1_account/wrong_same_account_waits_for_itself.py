"""Takes the locks in the same order each time, also twice the same one.

Caught by: test_a_transfer_to_the_same_account
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
    first, second = sorted([source, target], key=id)
    async with first.lock, second.lock:
        await source.take(amount)
        target.balance += amount
