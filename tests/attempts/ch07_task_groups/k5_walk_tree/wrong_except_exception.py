"""Tidies up after an Exception, and a cancellation is none.

Caught by: test_a_cancelled_walk_has_cleaned_up
"""

import asyncio


async def walk_tree(list_children, root):
    seen = {root: None}
    tasks = []

    async def visit(node):
        for child in await list_children(node):
            if child not in seen:
                seen[child] = None
                tasks.append(asyncio.create_task(visit(child)))

    tasks.append(asyncio.create_task(visit(root)))
    try:
        while any(not t.done() for t in tasks):
            await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
            for t in tasks:
                if t.done():
                    t.result()
    except Exception as error:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise ExceptionGroup("walk", [error]) from None
    return list(seen)
