"""Walk a tree that shows itself on the way.

A drive full of folders lies on a slow server. Which folders are in a folder is
known only when it has been listed.

Given      list_children: call it with a folder, and you get a coroutine
You write  walk_tree
Tools      asyncio.TaskGroup, a task that starts tasks
Level      core
Time       25 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

# Call it with a folder: you get a coroutine, which gives the folders right
# below.
ListChildren = Callable[[str], Coroutine[Any, Any, list[str]]]


async def walk_tree(list_children: ListChildren, root: str) -> list[str]:
    """Return the root and all folders below it, each once, in any order.

    Each folder is listed once, also where several ways lead to it, as soon as
    it is known, whatever else is being listed.

    A failure cancels the others at once, in all branches, waits until they
    have ended, and comes out in an ExceptionGroup. So do the errors of those
    that fail while they clean up.

    Cancelled, it cancels what it started, waits until that has ended, and is
    cancelled itself.

    Example:
        A drive: "home" holds "ada" and "bob", and "ada" holds "music".
        await walk_tree(list_children, "home")
        ->  ["home", "ada", "bob", "music"], in this order or in another one
    """
    known = {root}

    async def visit(folder: str) -> None:
        children = await list_children(folder)
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            # The listing has ignored that; the group takes no more tasks.
            return
        for child in children:
            if child not in known:
                # Not later: another parent may name it while this one is listed.
                known.add(child)
                group.create_task(visit(child))

    async with asyncio.TaskGroup() as group:
        group.create_task(visit(root))
    return list(known)
