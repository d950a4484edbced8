"""Lists a folder once for each way that leads to it.

Caught by: test_two_ways_to_one_folder_are_one_listing
"""

import asyncio


async def walk_tree(list_children, root):
    found = set()

    async def visit(node):
        found.add(node)
        for child in await list_children(node):
            tg.create_task(visit(child))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(root))
    return list(found)
