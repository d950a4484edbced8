"""Never below zero, and nobody waits for what is there."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.schedules import cancellations, orders
from dojo.scripts import scripts
from katas.ch08_synchronization.k5_inventory import Inventory


async def order(inventory, n):
    """Begin to wait for `n` pieces."""
    task = asyncio.create_task(inventory.take(n), name=f"take({n})")
    await asyncio.sleep(1)
    return task


async def deliver(inventory, n):
    """Deliver, and let everybody do what they can."""
    await inventory.add(n)
    await asyncio.sleep(1)


async def cancel(*tasks):
    """Cancel, and wait for the end."""
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


async def test_what_is_there_is_taken_at_once(clock):
    """Who finds enough does not wait."""
    inventory = Inventory()

    await inventory.add(5)
    await inventory.take(3)

    assert inventory.stock == 2
    assert clock.elapsed == 0


async def test_who_wants_more_waits():
    """Deliveries add up until there is enough."""
    inventory = Inventory()
    three = await order(inventory, 3)

    await deliver(inventory, 2)
    early, stock = three.done(), inventory.stock
    await deliver(inventory, 2)

    assert (early, stock) == (False, 2), (
        f"Somebody wants 3, and 2 were delivered. Has it got them: {early}. "
        f"The stock is {stock}. What does it look at when it is woken?"
    )
    assert three.done(), "There are 4 now, and who wants 3 still waits. Who wakes it?"
    assert inventory.stock == 1


async def test_one_delivery_for_two():
    """Where there is enough for one of two, the other one waits on."""
    inventory = Inventory()
    orders_ = [await order(inventory, 2) for _ in range(2)]

    await deliver(inventory, 3)
    served, stock = sum(task.done() for task in orders_), inventory.stock
    await deliver(inventory, 1)

    assert (served, stock) == (1, 1), (
        f"Two want 2 each, and 3 were delivered. Then {served} had theirs, and the "
        f"stock was {stock}. What does the second one know when it is woken?"
    )
    assert all(task.done() for task in orders_)
    assert inventory.stock == 0


async def test_one_delivery_serves_all_that_it_can():
    """A large delivery is enough for everybody."""
    inventory = Inventory()
    orders_ = [await order(inventory, n) for n in (1, 2, 3)]

    await deliver(inventory, 6)

    served = sum(task.done() for task in orders_)
    await cancel(*orders_)
    assert served == 3, (
        f"Three want 6 together, 6 were delivered, and {served} got theirs. "
        "Who wakes the others?"
    )


@pytest.mark.parametrize("wants", [(3, 1), (1, 3)])
async def test_who_wants_few_may_overtake(wants):
    """Nobody waits for what is there, also behind somebody who wants more."""
    inventory = Inventory()
    waiting = {n: await order(inventory, n) for n in wants}

    await deliver(inventory, 1)

    served = [n for n, task in waiting.items() if task.done()]
    await cancel(*waiting.values())
    assert served == [1], (
        f"They want {wants}, 1 was delivered, and these were served: {served}. "
        "Who was woken?"
    )


async def test_who_is_cancelled_takes_nothing():
    """The others are served as if it had not been there."""
    inventory = Inventory()
    first, second = [await order(inventory, 2) for _ in range(2)]

    await cancel(first)
    await deliver(inventory, 2)

    assert first.cancelled()
    assert second.done(), "One was cancelled, and nobody serves the other one. Why?"
    assert inventory.stock == 0


async def test_who_is_cancelled_when_it_comes():
    """Who is cancelled at the moment of the delivery passes it on."""
    inventory = Inventory()
    first, second = [await order(inventory, 2) for _ in range(2)]

    await inventory.add(2)
    first.cancel()
    await asyncio.sleep(1)

    taken = sum(task.done() and not task.cancelled() for task in (first, second))
    await cancel(first, second)
    assert taken == 1, (
        f"2 were delivered, and one of two who want them was cancelled. {taken} got "
        f"them, and the stock is {inventory.stock}. Who looks after the other one?"
    )
    assert inventory.stock == 0


@given(cancellation=cancellations(least=1, most=3))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Afterwards the others go on, with all that is there."""
    inventory = Inventory()
    await inventory.add(1)
    delivery = asyncio.get_running_loop().call_later(
        2, lambda: deliveries.append(asyncio.create_task(inventory.add(2)))
    )
    deliveries = []

    task = await cancellation.of(inventory.take(2))
    await asyncio.sleep(3)
    assert delivery.when() <= 2
    await asyncio.gather(*deliveries)

    left = 3 if task.cancelled() else 1
    assert inventory.stock == left
    await inventory.take(left)


@settings(max_examples=100)
@given(order=orders(), wants=st.lists(st.integers(1, 3), min_size=2, max_size=4))
async def test_in_any_order(order, wants):
    """In any order of steps each gets what it wants, and the stock is never below 0."""
    inventory, lowest = Inventory(), []

    async def take(n):
        await inventory.take(n)
        lowest.append(inventory.stock)

    with order:
        takers = [asyncio.create_task(take(n), name=f"take({n})") for n in wants]
        for n in wants:
            await inventory.add(n)
            await asyncio.sleep(0)
            lowest.append(inventory.stock)
        _, left = await asyncio.wait(takers, timeout=1)

    assert min(lowest) >= 0, f"The stock was {min(lowest)}. Who took too much?"
    assert not left, (
        f"They want {wants}, as much was delivered, {inventory.stock} are in stock, "
        f"and {len(left)} wait. Who wakes them?"
    )
    assert inventory.stock == 0


class Stock:
    """The books of an inventory."""

    def __init__(self):
        self.inventory = Inventory()
        self.added = self.taken = 0

    async def add(self, n):
        """Deliver."""
        await self.inventory.add(n)
        self.added += n

    async def take(self, n):
        """Order."""
        await self.inventory.take(n)
        self.taken += n

    def at_rest(self, waiting):
        """All is there, and nobody waits for what is there."""
        stock = self.inventory.stock
        assert stock >= 0, f"The stock is {stock}. Who took too much?"
        assert stock == self.added - self.taken, (
            f"{self.added} were delivered, {self.taken} taken, and {stock} are there. "
            "Where is the rest?"
        )
        for caller in waiting:
            assert caller.args[0] > stock, (
                f"{caller.name} waits in {caller}, and {stock} are there. Who wakes it?"
            )


NUMBER = st.tuples(st.integers(1, 3))


@settings(max_examples=100)
@given(script=scripts(add=NUMBER, take=NUMBER))
async def test_it_is_what_its_model_says(script):
    """Whoever takes, delivers or is cancelled: the books are right."""
    await script.play(Stock())
