"""Takes the same lock twice when src is dst.

Caught by: test_a_transfer_to_itself
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
    if n <= 0:
        raise ValueError
    first, second = sorted([src, dst], key=id)
    async with first.lock, second.lock:
        if src.balance < n:
            raise InsufficientFunds
        await src.approve(src.balance - n)
        src.balance -= n
        dst.balance += n
