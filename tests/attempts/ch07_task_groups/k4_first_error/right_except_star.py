"""Takes the group apart in an except* clause."""

import asyncio


async def first_error(coros):
    errors = []
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(c) for c in coros]
    except* BaseException as caught:
        errors.extend(caught.exceptions)
    if errors:
        raise errors[0]
    return [t.result() for t in tasks]
