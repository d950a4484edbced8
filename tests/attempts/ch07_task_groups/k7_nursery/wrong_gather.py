"""Gathers the children at the end.

Caught by: test_a_failure_cancels_the_others
"""

import asyncio


class Nursery:
    def __init__(self):
        self.tasks = []

    async def __aenter__(self):
        return self

    def start_soon(self, function, *args):
        self.tasks.append(asyncio.create_task(function(*args)))

    async def __aexit__(self, kind, error, tb):
        await asyncio.gather(*self.tasks)
