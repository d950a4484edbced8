"""Makes a new lock for each withdrawal.

Caught by: test_two_withdrawals_do_not_take_the_same_money
"""

import asyncio


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve

    async def withdraw(self, n):
        if n <= 0:
            raise ValueError
        lock = asyncio.Lock()
        async with lock:
            if self.balance < n:
                raise InsufficientFunds
            await self.approve(self.balance - n)
            self.balance -= n


async def transfer(src, dst, n):
    await src.withdraw(n)
    dst.balance += n
