"""Takes the amount, then asks, and gives it back after a refusal.

Caught by: test_first_the_approval_then_the_money
"""


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve

    async def withdraw(self, amount):
        if self.balance < amount:
            raise InsufficientFunds
        self.balance -= amount
        try:
            await self.approve(amount)
        except BaseException:
            self.balance += amount
            raise


async def transfer(source, target, amount):
    await source.withdraw(amount)
    target.balance += amount
