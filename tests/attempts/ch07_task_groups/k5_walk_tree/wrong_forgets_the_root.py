"""Returns only what lies below the root.

Caught by: test_every_folder_is_found
"""

import asyncio


async def walk_tree(list_children, root):
    result = []

    async def visit(node):
        for child in await list_children(node):
            if child not in result and child != root:
                result.append(child)
                tg.create_task(visit(child))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(root))
    return result
