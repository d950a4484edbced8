"""Raises the first error; what fails while it is cancelled is lost.

Caught by: test_every_failure_comes_out
"""

import asyncio


async def walk_tree(list_children, root):
    seen = {root}
    tasks = {asyncio.create_task(list_children(root))}
    try:
        while tasks:
            done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                try:
                    children = task.result()
                except Exception as e:
                    raise ExceptionGroup("walk", [e]) from None
                for child in children:
                    if child not in seen:
                        seen.add(child)
                        tasks.add(asyncio.create_task(list_children(child)))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return list(seen)
