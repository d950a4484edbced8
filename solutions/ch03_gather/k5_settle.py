"""Let all of them finish, and sort out the failures.

A report is sent to ten addresses. Some fail, and that must not stop the others. In the
end somebody wants to know what went well, and what went wrong.

You write  settle
Tools      asyncio.gather with return_exceptions, or asyncio.wait
Level      core
Time       15 minutes
"""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


async def settle(
    coros: Iterable[Coroutine[Any, Any, T]],
) -> tuple[list[T], list[BaseException]]:
    """Run all coroutines at the same time; return the results, and the errors.

    Both lists are in the order of `coros`. It waits for all of them: a failure stops no
    other, and is never raised. A coroutine that ends with asyncio.CancelledError has
    failed with that error. What a coroutine returns is a result, also if it is None or
    an exception class; no coroutine here returns an exception object.

    Example:
        await settle([send("ada"), send("nobody"), send("alan")])
        ->  (["sent to ada", "sent to alan"], [LookupError("nobody")])
    """
    settled = await asyncio.gather(*coros, return_exceptions=True)
    results = [item for item in settled if not isinstance(item, BaseException)]
    errors = [item for item in settled if isinstance(item, BaseException)]
    return results, errors
