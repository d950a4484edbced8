"""Walk a tree that shows itself on the way.

A drive full of folders lies on a slow server. You know which folders are in a folder
only when it has been listed. You want the names of all, and you do not want to wait for
one listing after another.

You write  walk_tree
Tools      asyncio.TaskGroup, a task that starts tasks
Level      core
Time       25 minutes
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import TypeVar

N = TypeVar("N", bound=Hashable)


async def walk_tree(
    list_children: Callable[[N], Awaitable[list[N]]], root: N
) -> list[N]:
    """Return the root and every node below it, each of them once, in any order.

    `list_children(node)` takes a while, and gives the nodes right below. Each node is
    listed as soon as it is known, together with all others that are known, however many
    they are and however deep they lie. Where several ways lead to one node, or a way
    leads back up, that node is listed once all the same.

    When a listing fails, all others are cancelled at once. They may take a while to
    clean up; when all of them have ended, an ExceptionGroup is raised.

    Example:
        A drive: "home" holds "ada" and "bob", and "ada" holds "music".
        await walk_tree(list_children, "home")
        ->  ["home", "ada", "bob", "music"], in this order or in another one

    Raises:
        ExceptionGroup: a listing failed, also if it is that of the root. The errors of
            all listings that failed, also while they cleaned up, are in the group, or
            in groups inside it.
        asyncio.CancelledError: somebody cancels this; then all listings are cancelled,
            and have ended when this is raised.
    """
    raise NotImplementedError
