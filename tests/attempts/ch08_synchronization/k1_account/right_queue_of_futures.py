"""A flag says that somebody is at work; the others wait in a queue of futures."""

import asyncio
from collections import deque


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self._approve = approve
        self._busy = False
        self._queue = deque()

    async def withdraw(self, amount):
        while self._busy:
            turn = asyncio.get_running_loop().create_future()
            self._queue.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                self._wake_next()
                raise
        self._busy = True
        try:
            if self.balance < amount:
                raise InsufficientFunds()
            await self._approve(amount)
            self.balance -= amount
        finally:
            self._busy = False
            self._wake_next()

    def _wake_next(self):
        while self._queue and not self._busy:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return


async def transfer(source, target, amount):
    await source.withdraw(amount)
    target.balance += amount
