"""Takes batches out of an iterator, and runs each in a task group."""

import asyncio
from itertools import islice


async def in_batches(fetch, ids, size):
    left, answers = iter(ids), []
    while batch := list(islice(left, size)):
        tasks = [asyncio.create_task(fetch(x)) for x in batch]
        answers += [await task for task in tasks]
    return answers
