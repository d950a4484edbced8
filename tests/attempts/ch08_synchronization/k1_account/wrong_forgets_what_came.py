"""Writes what was approved, though a transfer has brought money meanwhile.

Caught by: test_what_is_brought_is_not_lost
"""

import asyncio


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve
        self.lock = asyncio.Lock()

    async def withdraw(self, n):
        if n <= 0:
            raise ValueError
        async with self.lock:
            left = self.balance - n
            if left < 0:
                raise InsufficientFunds
            await self.approve(left)
            self.balance = left


async def transfer(src, dst, n):
    await src.withdraw(n)
    dst.balance += n
