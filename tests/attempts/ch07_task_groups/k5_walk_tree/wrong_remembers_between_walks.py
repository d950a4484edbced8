"""Keeps what it knows in a default argument, for all walks together.

Caught by: test_any_tree
"""

import asyncio


async def walk_tree(list_children, root, known={}):
    async def visit(node):
        for child in await list_children(node):
            if child not in known:
                known[child] = True
                tg.create_task(visit(child))

    known[root] = True
    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(root))
    return list(known)
