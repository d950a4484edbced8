"""Wait until there is enough in stock.

A shop sells what it has. Who orders more than is there waits for the next delivery. A
colleague has written `Inventory`. It runs, and it is wrong: repair it, so that it does
what its docstring says.

You write  Inventory
Tools      asyncio.Condition
Level      core
Time       25 minutes
"""

import asyncio


class Inventory:
    """Pieces in stock; its attribute `stock` says how many. At first there are none.

    The stock is never below 0. When everybody has done what they can, nobody waits for
    a number of pieces that is in stock. In which order those who wait get their pieces
    is open: who wants few may overtake who wants many.

    Example:
        inventory = Inventory()
        order = asyncio.create_task(inventory.take(3))
        await inventory.add(2)  # not enough: the order waits
        await inventory.add(2)  # now it is carried out
        await order
        inventory.stock  ->  1
    """

    def __init__(self) -> None:
        self.stock = 0
        self._changed = asyncio.Condition()

    async def take(self, n: int) -> None:
        """Wait until there are `n` pieces (1 or more) in stock, and take them.

        Raises:
            asyncio.CancelledError: somebody cancels this while it waits. Then nothing
                is taken, and the others are served as if it had not been there.
        """
        async with self._changed:
            await self._changed.wait_for(lambda: self.stock >= n)
            self.stock -= n

    async def add(self, n: int) -> None:
        """Put `n` pieces (1 or more) into stock.

        Whoever waits for so many can go on; this does not wait for them.
        """
        async with self._changed:
            self.stock += n
            self._changed.notify_all()
