"""Remembers a folder when it has been listed; it may have been named twice by then.

Caught by: test_two_ways_to_one_folder_are_one_listing
"""

import asyncio


async def walk_tree(list_children, root):
    done = []

    async def visit(node):
        if node in done:
            return
        children = await list_children(node)
        if node in done:
            return
        done.append(node)
        for child in children:
            tg.create_task(visit(child))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(root))
    return done
