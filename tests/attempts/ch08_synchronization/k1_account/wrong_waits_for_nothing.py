"""Raises when the account is in use, instead of waiting.

Caught by: test_each_withdrawal_counts
"""


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve
        self.busy = False

    async def withdraw(self, n):
        if n <= 0:
            raise ValueError
        if self.busy or n > self.balance:
            raise InsufficientFunds
        self.busy = True
        try:
            await self.approve(self.balance - n)
            self.balance -= n
        finally:
            self.busy = False


async def transfer(src, dst, n):
    await src.withdraw(n)
    dst.balance += n
