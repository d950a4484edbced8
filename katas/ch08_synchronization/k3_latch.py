"""Wait until enough have reported.

A service opens its door when its cache is warm, its database is connected and its
configuration is read: three reports, from three tasks. Until then every caller waits;
from then on every caller goes straight on.

You write  Latch
Tools      asyncio.Event
Level      core
Time       15 minutes
"""

import asyncio


class Latch:
    """A door that opens after a number of reports, and stays open.

    It counts reports, not waiting tasks: any number of tasks may wait, or none.

    Example:
        latch = Latch(2)
        latch.count_down()
        await latch.wait()  ->  waits until somebody counts down once more
        await latch.wait()  ->  None, at once
    """

    def __init__(self, count: int) -> None:
        """Open after `count` reports; with a count of 0 it is open from the start."""
        raise NotImplementedError

    def count_down(self) -> None:
        """Report; with the last report that is missing, the latch opens.

        All tasks that wait then go on, with no time in between.

        Raises:
            ValueError: the latch is open. It stays open.
        """
        raise NotImplementedError

    async def wait(self) -> None:
        """Wait until the latch is open; if it is open, this takes no time.

        Raises:
            asyncio.CancelledError: somebody cancels this. It changes nothing for the
                others that wait, nor for those that report.
        """
        raise NotImplementedError
