"""Open them all, and close them all.

A job needs files and a connection. Once the connection could not be opened,
and the files stayed open. The program below did that. Repair it.

Given      Resource, and a program that is wrong
You write  open_all
Tools      contextlib.AsyncExitStack
Level      core
Time       20 minutes
"""

import contextlib
from collections.abc import AsyncIterator, Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Resource(Protocol[T_co]):
    """Something to open and close."""

    async def open(self) -> T_co:
        """Return its value. If this raises, it is not open."""

    async def close(self) -> None:
        """If this raises, it is closed, too."""


@contextlib.asynccontextmanager
async def open_all(resources: Iterable[Resource[T]]) -> AsyncIterator[list[T]]:
    """Open all, one after another; give the block the list of their values.

    However the block is left, close all, one after another, the last one
    first. Where an open raises, or is cancelled, close those before it.

    A close that raises, or is cancelled, does not keep the others open.

    The exception that was raised last comes out.

    Example:
        async with open_all([file, connection]) as [text, cursor]:
            ...  # Both are open. The connection is closed first.
    """
    async with contextlib.AsyncExitStack() as stack:
        values = []
        for resource in resources:
            values.append(await resource.open())
            stack.push_async_callback(resource.close)
        yield values
