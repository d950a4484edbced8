"""Wait as long as something comes.

A job on another machine sends its log, line by line, for a minute or for a
day. When no line has come for a minute, the machine is dead: stop reading, and
keep what came.

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

    The first message has to come within `idle` seconds from the call; each
    other one, and the end of the source, within `idle` seconds from the
    message before it. `idle` is more than 0. The whole may take any time.

    Otherwise the source is cancelled while it is being read. It may take a
    while to clean up, and ends cancelled; then SilenceError is raised, with
    what came before.

    The caller's task is left alone: its `cancelling()` stays as it was, also
    later. Cancelled, it cancels the source, waits until that has ended, and is
    cancelled itself.

    Example:
        await idle_timeout(lines_of_the_log(), 60)  ->  ["started", "working",
            "done"]

    Raises:
        What the source raises: that exception itself, also a TimeoutError.
    """
    raise NotImplementedError
