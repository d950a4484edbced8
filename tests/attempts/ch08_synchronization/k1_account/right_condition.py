"""A condition tells when the account is free again."""

import asyncio


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self._approve = approve
        self._busy = False
        self._freed = asyncio.Condition()

    async def withdraw(self, n):
        await self._take(n)

    async def _take(self, n):
        if n <= 0:
            raise ValueError("n has to be positive")
        async with self._freed:
            await self._freed.wait_for(lambda: not self._busy)
            self._busy = True
            try:
                if n > self.balance:
                    raise InsufficientFunds
                await self._approve(self.balance - n)
                self.balance -= n
            finally:
                self._busy = False
                self._freed.notify()


async def transfer(src, dst, n):
    await src.withdraw(n)
    dst.balance += n
