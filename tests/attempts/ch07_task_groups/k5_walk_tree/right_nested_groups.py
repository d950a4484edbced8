"""A task group for each folder, inside the task of the folder above."""

import asyncio


async def walk_tree(list_children, root):
    seen = set()

    async def walk(node):
        if node in seen:
            return
        seen.add(node)
        children = await list_children(node)
        async with asyncio.TaskGroup() as tg:
            for child in children:
                tg.create_task(walk(child))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(walk(root))
    return list(seen)
