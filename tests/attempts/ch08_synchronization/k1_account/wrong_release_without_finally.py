"""Does not give the lock back when the approval is refused.

Caught by: test_a_refused_withdrawal_changes_nothing
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
        if self.balance < n:
            self.lock.release()
            raise InsufficientFunds
        await self.approve(self.balance - n)
        self.balance -= n
        self.lock.release()


async def transfer(src, dst, n):
    await src.withdraw(n)
    dst.balance += n
