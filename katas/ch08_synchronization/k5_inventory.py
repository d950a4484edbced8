"""Take what is there, or wait for it.

A shop has a few of each thing. Orders take what they need, and wait while there is not
enough; deliveries add to the stock. A colleague has written `Inventory` for them. It
runs, and it is wrong: now and then the shop sells what it does not have, and now and
then an order waits beside a full shelf. Repair it, so that it does what its docstrings
say.

You write  Inventory
Tools      asyncio.Condition
Level      core
Time       20 minutes
"""

import asyncio


class Inventory:
    """A stock that many tasks take from and add to.

    The stock is never below zero, not for a moment. It is what was there at the
    beginning, plus what was added, less what was taken.

    Attributes:
        stock: how many there are now.

    Example:
        inventory = Inventory(5)
        await inventory.take(3)  ->  None, at once; the stock is 2
        await inventory.take(4)  ->  waits until somebody has added 2
    """

    def __init__(self, stock: int = 0) -> None:
        """Begin with `stock` things."""
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n: int) -> None:
        """Take `n`, at least 1; wait until there are that many.

        All `n` are taken at the same moment, and none of them before. Nobody waits
        while there is enough: a task that needs 1 may pass one that waits for 5. If the
        stock is enough for one of several that wait, but not for all of them, it is
        open which one gets it.

        Raises:
            asyncio.CancelledError: somebody cancels this. Then it has taken nothing,
                and whatever it waited for is there for the others.
        """
        async with self._changed:
            if self.stock < n:
                await self._changed.wait()
            self.stock -= n

    async def add(self, n: int) -> None:
        """Add `n`, at least 1; this takes no time.

        Each task that waits for no more than there is now goes on, as far as the stock
        goes, with no time in between.

        Raises:
            asyncio.CancelledError: somebody cancels this. Then it has added nothing.
        """
        async with self._changed:
            self.stock += n
            self._changed.notify()
