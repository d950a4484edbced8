"""Slices, and gathers each slice."""

import asyncio


async def in_batches(fetch, ids, size):
    answers = []
    while ids:
        answers.extend(await asyncio.gather(*map(fetch, ids[:size])))
        ids = ids[size:]
    return answers
