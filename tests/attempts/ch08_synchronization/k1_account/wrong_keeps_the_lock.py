"""After an error the lock is never given back.

Caught by: test_a_refusal_takes_nothing
"""

import asyncio


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve
        self.lock = asyncio.Lock()

    async def withdraw(self, amount):
        await self.lock.acquire()
        if self.balance < amount:
            self.lock.release()
            raise InsufficientFunds
        await self.approve(amount)
        self.balance -= amount
        self.lock.release()


async def transfer(source, target, amount):
    await source.withdraw(amount)
    target.balance += amount
