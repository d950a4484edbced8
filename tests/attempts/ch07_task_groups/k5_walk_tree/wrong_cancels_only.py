"""Cancels the others after a failure, and raises before they have ended.

Caught by: test_the_others_have_cleaned_up
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
    return list(seen)
