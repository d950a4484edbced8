"""Takes the money first and puts it back if refused: others are refused for nothing.

Caught by: test_it_ends_as_if_one_after_another
"""


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve

    async def withdraw(self, n):
        if n <= 0:
            raise ValueError
        if self.balance < n:
            raise InsufficientFunds
        self.balance -= n
        try:
            await self.approve(self.balance)
        except BaseException:
            self.balance += n
            raise


async def transfer(src, dst, n):
    await src.withdraw(n)
    dst.balance += n
