"""Returns a copy from inside the block, before the tasks have run.

Caught by: test_every_folder_is_found
"""

import asyncio


async def walk_tree(list_children, root):
    seen = {root}

    async def visit(node):
        for child in await list_children(node):
            if child not in seen:
                seen.add(child)
                tg.create_task(visit(child))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(root))
        return list(seen)
