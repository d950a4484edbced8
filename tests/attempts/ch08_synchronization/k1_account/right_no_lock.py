"""Asks first, then looks at the balance and changes it without an await in between."""


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve

    async def withdraw(self, amount):
        if self.balance < amount:
            raise InsufficientFunds
        await self.approve(amount)
        if self.balance < amount:
            raise InsufficientFunds
        self.balance -= amount


async def transfer(source, target, amount):
    await source.withdraw(amount)
    target.balance += amount
