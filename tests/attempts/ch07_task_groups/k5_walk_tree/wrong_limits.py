"""Lists ten folders at a time.

Caught by: test_children_are_listed_together
"""

import asyncio


async def walk_tree(list_children, root):
    slots = asyncio.Semaphore(10)
    seen = {root}

    async def visit(node):
        async with slots:
            children = await list_children(node)
        for child in children:
            if child not in seen:
                seen.add(child)
                tg.create_task(visit(child))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(root))
    return list(seen)
