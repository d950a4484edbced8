"""Gathers the process and the load, and tidies up."""

import asyncio


async def overlap(load_next, process, first):
    chunk, results = first, []
    while chunk is not None:
        try:
            async with asyncio.TaskGroup() as group:
                working = group.create_task(process(chunk))
                loading = group.create_task(load_next())
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        results.append(working.result())
        chunk = loading.result()
    return results
