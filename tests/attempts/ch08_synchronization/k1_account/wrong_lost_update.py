"""Writes back what it has read before the approval.

Caught by: test_as_if_one_after_another
"""


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve

    async def withdraw(self, amount):
        left = self.balance - amount
        if left < 0:
            raise InsufficientFunds
        await self.approve(amount)
        self.balance = left


async def transfer(source, target, amount):
    await source.withdraw(amount)
    target.balance += amount
