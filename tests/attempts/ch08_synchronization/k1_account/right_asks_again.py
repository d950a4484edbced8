"""No lock: asks again if the balance has become smaller meanwhile."""


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve

    async def withdraw(self, n):
        if n <= 0:
            raise ValueError(n)
        while True:
            left = self.balance - n
            if left < 0:
                raise InsufficientFunds
            await self.approve(left)
            if self.balance - n >= left:
                self.balance -= n
                return


async def transfer(src, dst, n):
    await src.withdraw(n)
    dst.balance += n
