"""A transfer holds both locks, and takes them in the same order each time."""

import asyncio
import contextlib


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self._approve = approve
        self._lock = asyncio.Lock()

    async def withdraw(self, amount):
        async with self._lock:
            await self._take(amount)

    async def _take(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(f"{amount} of {self.balance}")
        await self._approve(amount)
        self.balance = self.balance - amount


async def transfer(source, target, amount):
    async with contextlib.AsyncExitStack() as stack:
        for account in sorted({source, target}, key=id):
            await stack.enter_async_context(account._lock)
        await source._take(amount)
        target.balance += amount
