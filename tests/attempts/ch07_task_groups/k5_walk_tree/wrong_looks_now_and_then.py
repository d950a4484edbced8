"""Looks a hundred times a second whether all is done.

Caught by: test_any_tree
"""

import asyncio


async def walk_tree(list_children, root):
    known = {root}
    left = [root]

    async def visit(node):
        for child in await list_children(node):
            if child not in known:
                known.add(child)
                left.append(child)
                tg.create_task(visit(child))
        left.remove(node)

    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(root))
        while left:
            await asyncio.sleep(0.01)
    return list(known)
