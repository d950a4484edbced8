"""Holds a place of a semaphore while it waits for its children.

Caught by: test_a_deep_tree_is_walked
"""

import asyncio


async def walk_tree(list_children, root):
    places = asyncio.Semaphore(20)
    seen = set()

    async def visit(node):
        if node in seen:
            return
        seen.add(node)
        async with places:
            children = await list_children(node)
            async with asyncio.TaskGroup() as tg:
                for child in children:
                    tg.create_task(visit(child))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(root))
    return list(seen)
