"""Gives the lock back after an Exception, and a cancellation is none.

Caught by: test_any_calls_some_of_them_cancelled
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
        await self.lock.acquire()
        try:
            if self.balance < n:
                raise InsufficientFunds
            await self.approve(self.balance - n)
        except Exception:
            self.lock.release()
            raise
        self.balance -= n
        self.lock.release()


async def transfer(src, dst, n):
    await src.withdraw(n)
    dst.balance += n
