"""One clause for both, and a loop."""

import asyncio


async def sort_errors(coros):
    known = []

    def collect(eg):
        for e in eg.exceptions:
            if isinstance(e, BaseExceptionGroup):
                collect(e)
            else:
                known.append(e)

    try:
        async with asyncio.TaskGroup() as tg:
            for c in list(coros):
                tg.create_task(c)
    except* (ValueError, OSError) as eg:
        collect(eg)
    v = sum(1 for e in known if isinstance(e, ValueError))
    return Counts(value_errors=v, os_errors=len(known) - v)
