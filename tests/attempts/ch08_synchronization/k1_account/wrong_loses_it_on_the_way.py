"""Waits for the lock of the target with the money in hand.

Caught by: test_a_cancelled_transfer_is_whole_or_nothing
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

    async def deposit(self, amount):
        async with self.lock:
            self.balance += amount


async def transfer(source, target, amount):
    await source.withdraw(amount)
    await target.deposit(amount)
