"""Looks at the balance, waits for the approval, and takes the amount.

Caught by: test_two_withdrawals_together
"""


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve

    async def withdraw(self, amount):
        if self.balance < amount:
            raise InsufficientFunds
        await self.approve(amount)
        self.balance -= amount


async def transfer(source, target, amount):
    await source.withdraw(amount)
    target.balance += amount
