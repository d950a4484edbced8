"""Wait until everybody is ready.

A server opens its doors when its database, its cache and its queue are connected.
Each of them counts the latch down by one; whoever wants in waits at the latch. Once it
is open, it stays open.

You write  Latch
Tools      asyncio.Event
Level      core
Time       15 minutes
"""


class Latch:
    """A door that opens when it has been counted down to 0, and stays open.

    Args:
        count: how often it has to be counted down, 0 or more. At 0 it is open.

    Raises:
        ValueError: `count` is below 0.

    Example:
        latch = Latch(2)
        asyncio.create_task(connect(database, latch))  # each of them calls
        asyncio.create_task(connect(cache, latch))     # latch.count_down()
        await latch.wait()  # returns when both have done so
    """

    def __init__(self, count: int) -> None:
        raise NotImplementedError

    def count_down(self) -> None:
        """Count down by one; the last time opens the latch.

        Raises:
            ValueError: the latch is open already. It stays open.
        """
        raise NotImplementedError

    async def wait(self) -> None:
        """Wait until the latch is open; where it is open, return at once.

        Any number of tasks may wait, and all of them go on at the moment at which it is
        opened. One that is cancelled while it waits stops waiting; that changes nothing
        for the others, nor for the count.
        """
        raise NotImplementedError
