"""Returns a set.

Caught by: test_two_ways_to_one_folder_are_one_listing
"""

import asyncio


async def walk_tree(list_children, root):
    known = {root}

    async def visit(node):
        for child in await list_children(node):
            if child not in known:
                known.add(child)
                tg.create_task(visit(child))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(root))
    return known
