"""Take what is there, or wait for it.

Orders take from a stock, or wait; deliveries add to it. A colleague has
written `Inventory`. It runs, and it is wrong: the shop sells what it does not
have, and orders wait beside a full shelf. Repair it.

You write  Inventory
Tools      asyncio.Condition
Level      core
Time       20 minutes
"""

import asyncio


class Inventory:
    """A stock that many tasks take from and add to; it is never below zero.

    Example:
        inventory = Inventory(5)
        await inventory.take(3)  ->  None, at once; inventory.stock is 2
        await inventory.take(4)  ->  waits until somebody has added 2
    """

    def __init__(self, stock: int = 0) -> None:
        """Begin with `stock` things."""
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n: int) -> None:
        """Take all `n` at one moment, as soon as there are that many.

        Nobody waits while there is enough: a task that needs 1 may pass one
        that waits for 5. One that is cancelled while it waits ends with a
        CancelledError, has taken nothing, and leaves what is there to the
        others.
        """
        async with self._changed:
            await self._changed.wait_for(lambda: self.stock >= n)
            self.stock -= n

    async def add(self, n: int) -> None:
        """Add `n`, without waiting."""
        async with self._changed:
            self.stock += n
            # The first that is woken may need more than there is: all have to look.
            self._changed.notify_all()
