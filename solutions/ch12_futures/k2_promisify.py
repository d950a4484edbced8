"""Make a callback API awaitable.

An old library for weather stations knows no `await`. Its functions take two
callbacks, one for the answer, one for an error. Build a bridge for all of
them.

You write  promisify
Tools      create_future, set_result, set_exception
Level      core
Time       20 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


def promisify(fn: Callable[..., object]) -> Callable[..., Coroutine[Any, Any, Any]]:
    """Return a coroutine function that does what `fn` does.

    `fn(*args, callback=..., errback=...)` begins something. Before it returns,
    or later, it calls callback(value) or errback(exception).

    Awaited, the coroutine function calls fn once, with its own arguments. Then
    it returns the value, or raises the exception. The first call of callback
    or errback decides. Later ones are ignored, and raise nothing.

    What fn itself raises comes out. Cancelled, it is cancelled itself at once.

    Any object may be a value. promisify is also called where no loop runs.

    Example:
        measure = promisify(library.measure)
        await measure("Berlin")  ->  what library.measure gives to its callback
    """

    async def call(*args: Any) -> Any:
        outcome: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def callback(value: Any) -> None:
            if not outcome.done():
                outcome.set_result(value)

        def errback(error: Exception) -> None:
            if not outcome.done():
                outcome.set_exception(error)

        fn(*args, callback=callback, errback=errback)
        return await outcome

    return call
