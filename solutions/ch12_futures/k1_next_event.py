"""Wait for the next event.

A customer clicked twice, and the shop stopped with an InvalidStateError.
Others left the page, and the shop kept a listener for each of them. The
program below did both. Repair it.

Given      Emitter, and a program that is wrong
You write  next_event
Tools      create_future, done, finally
Level      core
Time       15 minutes
"""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol


class Emitter(Protocol):
    """Calls listeners when something happens."""

    def on(self, name: str, listener: Callable[[Any], object]) -> None:
        """Call listener(payload) at each event of this name."""

    def off(self, name: str, listener: Callable[[Any], object]) -> None:
        """Remove the listener, if it is there."""


async def next_event(emitter: Emitter, name: str) -> Any:
    """Wait until there is an event of this name, and return its payload.

    It listens from its first step on, and the first event counts. Others that
    follow are ignored: its listener never raises an exception.

    However it ends, its listener is removed. Cancelled, it is cancelled itself
    at once.

    Any object may be a payload. Many tasks may wait for the same event.

    Example:
        await next_event(button, "click")  ->  the payload of the next click
    """
    event: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def listener(payload: Any) -> None:
        # A second event, or a cancellation, may have come before we got control.
        if not event.done():
            event.set_result(payload)

    emitter.on(name, listener)
    try:
        return await event
    finally:
        emitter.off(name, listener)
