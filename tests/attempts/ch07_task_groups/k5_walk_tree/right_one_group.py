"""One task group, into which every task starts the next ones."""

import asyncio


async def walk_tree(list_children, root):
    found = []
    async with asyncio.TaskGroup() as tg:

        def enter(node):
            if node not in found:
                found.append(node)
                tg.create_task(look(node))

        async def look(node):
            for below in await list_children(node):
                enter(below)

        enter(root)
    return found
