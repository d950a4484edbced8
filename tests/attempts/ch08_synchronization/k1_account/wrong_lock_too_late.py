"""Asks for the approval first, and locks only the change.

Caught by: test_no_less_is_left_than_was_approved
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
        if self.balance < n:
            raise InsufficientFunds
        await self.approve(self.balance - n)
        async with self.lock:
            if self.balance < n:
                raise InsufficientFunds
            self.balance -= n


async def transfer(src, dst, n):
    await src.withdraw(n)
    dst.balance += n
