"""Take a value, or something that will become one.

A library lets its users pass a plain value, or anything that can be awaited: a
coroutine, a task, a future (which will hold a result later), an object of
their own. Write the function that makes no difference between them.

You write  maybe_await
Tools      inspect.isawaitable, collections.abc.Awaitable
Level      further
Time       15 minutes
"""

import asyncio
import inspect
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def maybe_await(value: T | Awaitable[T]) -> T:
    """Return `value` itself, or its result where it can be awaited.

    These can be awaited: coroutines, tasks, futures, and every object whose
    class has `__await__`. All else is a plain value, and is returned as it is:
    strings, lists, generators, functions, also coroutine functions, also
    classes.

    Whatever an awaitable raises reaches the caller unchanged. The result of an
    awaitable is returned as it is, even if it could be awaited again.

    Example:
        await maybe_await(3)                        ->  3
        await maybe_await(asyncio.sleep(1, "done")) ->  "done", one second
            later
    """
    raise NotImplementedError


async def main() -> None:
    print(await maybe_await(3))
    said: str = await maybe_await(asyncio.sleep(1, "done"))
    print(said)


if __name__ == "__main__":
    asyncio.run(main())
