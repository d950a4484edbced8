"""Wait until enough have reported.

A service opens its door when its cache is warm, its database is connected and
its configuration is read: three reports, from three tasks. Until then callers
wait; from then on they go straight on.

You write  Latch
Tools      asyncio.Event
Level      core
Time       15 minutes
"""

import asyncio


class Latch:
    """A door that opens after a number of reports, and stays open.

    Example:
        latch = Latch(2)
        latch.count_down()
        await latch.wait()  ->  waits until somebody counts down once more
        await latch.wait()  ->  None, at once
    """

    def __init__(self, count: int) -> None:
        """Open after `count` reports; with 0 it is open from the start."""
        raise NotImplementedError

    def count_down(self) -> None:
        """Report; the last report that is missing opens the latch.

        Raises:
            ValueError: the latch is open.
        """
        raise NotImplementedError

    async def wait(self) -> None:
        """Wait until the latch is open; then all go on at once.

        Any number of tasks may wait. One that is cancelled meanwhile ends with
        a CancelledError, and changes nothing for the others.
        """
        raise NotImplementedError
