"""Takes the money before the approval, and brings back what the balance was.

Caught by: test_it_ends_as_if_one_after_another
"""


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve

    async def withdraw(self, n):
        if n <= 0:
            raise ValueError
        before = self.balance
        if before < n:
            raise InsufficientFunds
        self.balance -= n
        try:
            await self.approve(self.balance)
        except BaseException:
            self.balance = before
            raise


async def transfer(src, dst, n):
    await src.withdraw(n)
    dst.balance += n
