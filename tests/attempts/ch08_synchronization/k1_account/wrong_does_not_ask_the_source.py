"""A transfer moves the amount without asking.

Caught by: test_the_source_approves
"""

import asyncio


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve
        self.lock = asyncio.Lock()

    async def withdraw(self, amount):
        async with self.lock:
            if self.balance < amount:
                raise InsufficientFunds
            await self.approve(amount)
            self.balance -= amount


async def transfer(source, target, amount):
    if source.balance < amount:
        raise InsufficientFunds
    source.balance -= amount
    target.balance += amount
