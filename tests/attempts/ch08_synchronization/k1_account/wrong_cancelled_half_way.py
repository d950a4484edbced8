"""Loses the money when it is cancelled before it pays in.

Caught by: test_a_cancelled_transfer_moves_nothing
"""

import asyncio


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve
        self.lock = asyncio.Lock()

    async def withdraw(self, n):
        if n <= 0:
            raise ValueError("n")
        async with self.lock:
            if n > self.balance:
                raise InsufficientFunds
            await self.approve(self.balance - n)
            self.balance -= n


async def transfer(src, dst, n):
    await src.withdraw(n)
    async with dst.lock:
        dst.balance += n
