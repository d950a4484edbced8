"""Everybody draws a number, and goes in when all with smaller ones are in or gone."""

import asyncio
import itertools
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.numbers = itertools.count()
        self.waiting = {}
        self.inside = {}
        self.wake_up = asyncio.Event()

    def wake(self):
        self.wake_up.set()
        self.wake_up = asyncio.Event()

    def may_enter(self, me, kind):
        if any(number < me for number in self.waiting if number != me):
            return False
        return not self.inside or (kind == "r" and set(self.inside.values()) == {"r"})

    @asynccontextmanager
    async def hold(self, kind):
        me = next(self.numbers)
        self.waiting[me] = kind
        try:
            while not self.may_enter(me, kind):
                await self.wake_up.wait()
            self.inside[me] = kind
        finally:
            del self.waiting[me]
            self.wake()
        try:
            yield
        finally:
            del self.inside[me]
            self.wake()

    def reader(self):
        return self.hold("r")

    def writer(self):
        return self.hold("w")
