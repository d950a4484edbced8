"""Each one waits for the failure of the one before it only.

Caught by: test_a_failure_of_any_asks_the_next
"""

import asyncio


async def hedged_request(fetch, replicas, delay):
    errors = []
    failed = [asyncio.Event() for _ in replicas]

    async def ask(number):
        if number:
            await started[number - 1].wait()
            try:
                async with asyncio.timeout(delay):
                    await failed[number - 1].wait()
            except TimeoutError:
                pass
        started[number].set()
        try:
            return await fetch(replicas[number])
        except Exception as error:
            errors.append(error)
            failed[number].set()
            raise

    started = [asyncio.Event() for _ in replicas]
    tasks = [asyncio.create_task(ask(n)) for n in range(len(replicas))]
    pending = set(tasks)
    try:
        while pending:
            done, pending = await asyncio.wait(
                pending, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                if task.exception() is None:
                    return task.result()
        raise errors[-1]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
