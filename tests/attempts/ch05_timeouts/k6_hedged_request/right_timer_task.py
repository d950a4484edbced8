"""The delay is a task too, and one wait is for the replicas and for the delay."""

import asyncio


async def hedged_request(fetch, replicas, delay):
    working, failed, started, clock = set(), [], 0, None
    try:
        while True:
            if started < len(replicas):
                working.add(asyncio.create_task(fetch(replicas[started])))
                started += 1
                clock = asyncio.create_task(asyncio.sleep(delay))
            watched = working - set(failed)
            if not watched:
                return failed[-1].result()
            if started < len(replicas):
                watched = watched | {clock}
            ended, _ = await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
            for task in ended - {clock}:
                if task.exception() is None:
                    return task.result()
                failed.append(task)
            clock.cancel()
    finally:
        clock.cancel()
        for task in working:
            task.cancel()
        await asyncio.gather(clock, *working, return_exceptions=True)
