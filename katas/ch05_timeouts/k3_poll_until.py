"""Ask again until it is ready.

A report is made on another machine, and nobody tells you when it is there. You can only
ask: at once, then every two seconds. After a minute you give up.

You write  poll_until
Tools      asyncio.timeout, asyncio.sleep
Level      core
Time       15 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


async def poll_until(
    check: Callable[[], Coroutine[Any, Any, bool]], interval: float, timeout: float
) -> None:
    """Ask `check()` again and again, until the answer is True.

    The first question comes at once. After an answer that is False, it waits `interval`
    seconds, and asks again: a check that takes no time is asked at 0, `interval`,
    2 * `interval` and so on. It ends with the first True. `interval` is more than 0.

    When `timeout` seconds have passed since this began, it ends, whether it waits for
    an answer or for the next question. A check that is at work is cancelled then. It
    may take a while to clean up; it has ended before this ends. A timeout of 0 or less
    has passed at once.

    Left open: a question or an answer that is due exactly at the timeout; with a
    timeout of 0 or less, whether it asks at all; a cancellation exactly when an answer
    comes, or while a check cleans up because of the timeout.

    Example:
        await poll_until(report_is_there, 2, 60)
        ->  None, when the report is there: it is asked for at 0 s, 2 s, 4 s, ...

    Raises:
        TimeoutError: the timeout has passed.
        What `check` raises, also if it is a TimeoutError. Then it is not asked again.
        asyncio.CancelledError: somebody cancels this. Then a check that is at work is
            cancelled, and has ended when this is raised.
    """
    raise NotImplementedError
