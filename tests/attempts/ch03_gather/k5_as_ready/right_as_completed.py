"""Loops over as_completed, and keeps the failures."""

import asyncio


async def as_ready(coros, on_result):
    failures = []
    for ended in asyncio.as_completed([*coros]):
        try:
            on_result(await ended)
        except Exception as error:
            failures.append(error)
    if failures:
        raise failures[0]
