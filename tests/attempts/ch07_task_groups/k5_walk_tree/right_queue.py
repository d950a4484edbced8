"""The body of the group takes results from a queue, and starts the next listings."""

import asyncio


async def walk_tree(list_children, root):
    answers = asyncio.Queue()

    async def ask(node):
        answers.put_nowait(await list_children(node))

    nodes = {root: None}
    async with asyncio.TaskGroup() as tg:
        tg.create_task(ask(root))
        missing = 1
        while missing:
            for node in await answers.get():
                if node not in nodes:
                    nodes[node] = None
                    missing += 1
                    tg.create_task(ask(node))
            missing -= 1
    return [*nodes]
