"""Has one lock for all accounts.

Caught by: test_accounts_do_not_wait_for_each_other
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


bank = None


async def transfer(src, dst, n):
    global bank
    bank = bank or asyncio.Lock()
    async with bank:
        await src.withdraw(n)
        dst.balance += n
