"""Where there is too little, the lock is never given back.

Caught by: test_too_little
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
            raise InsufficientFunds
        try:
            await self.approve(amount)
            self.balance -= amount
        finally:
            self.lock.release()


async def transfer(source, target, amount):
    await source.withdraw(amount)
    await target.lock.acquire()
    target.balance += amount
    target.lock.release()
