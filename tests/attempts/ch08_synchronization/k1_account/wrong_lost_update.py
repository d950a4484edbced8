"""Writes the balance that it saw before it waited.

Caught by: test_each_withdrawal_counts
"""


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve

    async def withdraw(self, n):
        if n <= 0:
            raise ValueError
        left = self.balance - n
        if left < 0:
            raise InsufficientFunds
        await self.approve(left)
        self.balance = left


async def transfer(src, dst, n):
    await src.withdraw(n)
    dst.balance += n
