"""Drops the errors, and returns what has succeeded.

Caught by: test_a_failure_comes_out_in_a_group
"""

import asyncio


async def fetch_group(fetch, ids):
    tasks = []
    try:
        async with asyncio.TaskGroup() as tg:
            tasks += [tg.create_task(fetch(id)) for id in ids]
    except* Exception as errors:
        print(errors.exceptions)
    return [t.result() for t in tasks if not t.cancelled() and not t.exception()]
