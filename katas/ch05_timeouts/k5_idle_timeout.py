"""Wait as long as something comes.

A job on another machine sends its log, line by line. It may run for a minute or for a
day, and that is fine. But when no line has come for a minute, the machine is dead: then
stop reading, and keep the lines that came.

Given      SilenceError
You write  idle_timeout
Tools      asyncio.timeout, Timeout.reschedule, loop.time
Level      further
Time       25 minutes
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, TypeVar

T = TypeVar("T")


class SilenceError(TimeoutError):
    """Nothing came for too long.

    Attributes:
        messages: the list of what came before.
    """

    def __init__(self, messages: list[Any]) -> None:
        super().__init__(f"silence after {len(messages)} messages")
        self.messages = messages


async def idle_timeout(messages: AsyncIterator[T], idle: float) -> list[T]:
    """Read all messages until the source ends; return them in order.

    The whole may take any time. But the first message has to come within `idle` seconds
    from the call, and each other one, and the end of the source, within `idle` seconds
    from the message before it. `idle` is more than 0; what comes after exactly `idle`
    seconds is left open.

    If nothing comes for `idle` seconds, the source is cancelled while it is being read.
    It may take a while to clean up; when it has, SilenceError is raised. However this
    ends, its caller is left alone: after SilenceError, `cancelling()` of the caller's
    task is what it was before, and no timer of this cancels the caller later.

    Example:
        await idle_timeout(lines_of_the_log(), 60)  ->  ["started", "working", "done"]

    Raises:
        SilenceError: nothing came for `idle` seconds. It has what came before.
        Whatever the source raises: that exception itself, also if it is a TimeoutError.
        asyncio.CancelledError: somebody cancels this while it waits for a message; then
            the source is cancelled too, and has cleaned up when this is raised. Also
            where the cancellation comes at the very moment at which the silence becomes
            too long, or while the source cleans up after that (whether it comes to the
            end of that is left open).
    """
    raise NotImplementedError
