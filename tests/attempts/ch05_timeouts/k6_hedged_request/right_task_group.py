"""A task group in which the winner cancels the others."""

import asyncio


async def hedged_request(fetch, replicas, delay):
    answers, errors, tasks = [], [], []
    moved = asyncio.Event()

    async def ask(replica):
        try:
            answer = await fetch(replica)
        except Exception as error:
            errors.append(error)
        else:
            answers.append(answer)
            for task in tasks:
                if task is not asyncio.current_task():
                    task.cancel()
        moved.set()

    async with asyncio.TaskGroup() as group:
        for replica in replicas:
            moved.clear()
            tasks.append(group.create_task(ask(replica)))
            try:
                async with asyncio.timeout(delay):
                    await moved.wait()
            except TimeoutError:
                pass
            if answers:
                break
    if answers:
        return answers[0]
    raise errors[-1]
