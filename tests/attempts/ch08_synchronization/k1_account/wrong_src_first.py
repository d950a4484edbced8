"""Holds the lock of src while it waits for that of dst.

Caught by: test_opposite_transfers_do_not_block_each_other
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
    if src is dst:
        await src.withdraw(n)
        src.balance += n
        return
    async with src.lock:
        async with dst.lock:
            if src.balance < n:
                raise InsufficientFunds
            await src.approve(src.balance - n)
            src.balance -= n
            dst.balance += n
