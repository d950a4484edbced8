"""Withdraws, and pays in under the lock of the other account; puts it back if not."""

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
    if src is dst:
        src.balance += n
        return
    try:
        async with dst.lock:
            dst.balance += n
    except BaseException:
        src.balance += n
        raise
