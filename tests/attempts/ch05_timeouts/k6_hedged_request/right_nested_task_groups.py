"""The shape of Happy Eyeballs: each one brings the next with it, in a group."""

import asyncio


async def hedged_request(fetch, replicas, delay):
    outcome, errors, open_tasks = [], [], set()
    failed = asyncio.Event()

    async def ask(number):
        open_tasks.add(asyncio.current_task())
        try:
            answer = await fetch(replicas[number])
        except Exception as error:
            errors.append(error)
            failed.set()
        else:
            outcome.append(answer)
            for task in open_tasks - {asyncio.current_task()}:
                task.cancel()
        finally:
            open_tasks.discard(asyncio.current_task())

    async def start(number):
        nonlocal failed
        failed = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(ask(number))
            if number + 1 == len(replicas):
                return
            helper = asyncio.current_task()
            open_tasks.add(helper)
            try:
                async with asyncio.timeout(delay):
                    await failed.wait()
            except TimeoutError:
                pass
            finally:
                open_tasks.discard(helper)
            if not outcome:
                group.create_task(start(number + 1))

    async with asyncio.TaskGroup() as group:
        group.create_task(start(0))
    if outcome:
        return outcome[0]
    raise errors[-1]
