"""Takes the first error out of its group.

Caught by: test_a_failure_comes_out_in_a_group
"""

import asyncio


async def fetch_group(fetch, ids):
    try:
        async with asyncio.TaskGroup() as tg:
            tasks = [tg.create_task(fetch(id)) for id in ids]
    except ExceptionGroup as eg:
        raise eg.exceptions[0]
    return [t.result() for t in tasks]
