"""Returns at once where both accounts are the same, and asks nobody.

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
            raise ValueError
        async with self.lock:
            if self.balance < n:
                raise InsufficientFunds
            await self.approve(self.balance - n)
            self.balance -= n


async def transfer(src, dst, n):
    if src is dst:
        return
    await src.withdraw(n)
    dst.balance += n
