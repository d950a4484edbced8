"""Starts tasks that nobody waits for.

Caught by: test_every_folder_is_found
"""

import asyncio


async def walk_tree(list_children, root):
    seen = [root]

    async def visit(node):
        for child in await list_children(node):
            if child not in seen:
                seen.append(child)
                asyncio.create_task(visit(child))

    await visit(root)
    return seen
