"""Two clauses, and a list of errors for each."""

import asyncio


def flat(group):
    for e in group.exceptions:
        if isinstance(e, BaseExceptionGroup):
            yield from flat(e)
        else:
            yield e


async def sort_errors(coros):
    values, oses = [], []
    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                tg.create_task(coro)
    except* ValueError as eg:
        values = list(flat(eg))
    except* OSError as eg:
        oses = list(flat(eg))
    return Counts(len(values), len(oses))
