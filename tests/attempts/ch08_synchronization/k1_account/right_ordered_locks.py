"""Takes both locks, in the order in which the accounts were made."""

import asyncio
import itertools

numbers = itertools.count()


class Account:
    def __init__(self, balance, approve):
        self.balance = balance
        self.approve = approve
        self.number = next(numbers)
        self.lock = asyncio.Lock()

    async def withdraw(self, n):
        check(n)
        async with self.lock:
            await self.take(n)

    async def take(self, n):
        left = self.balance - n
        if left < 0:
            raise InsufficientFunds
        await self.approve(left)
        self.balance = left


def check(n):
    if n < 1:
        raise ValueError(n)


async def transfer(src, dst, n):
    check(n)
    if src is dst:
        async with src.lock:
            await src.take(n)
            src.balance += n
        return
    first, second = sorted([src, dst], key=lambda account: account.number)
    async with first.lock, second.lock:
        await src.take(n)
        dst.balance += n
