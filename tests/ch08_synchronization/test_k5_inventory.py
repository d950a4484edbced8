"""A task that takes waits for as long as there is too little, and no longer."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import orders, scripts
from katas.ch08_synchronization.k5_inventory import Inventory


class Takers:
    """Tasks that take from an inventory, and what became of them."""

    def __init__(self, inventory):
        self.inventory = inventory
        self.served = []
        self.tasks = {}

    async def come(self, **needs):
        """Start a task for each name, which takes what it needs."""
        for name, n in needs.items():
            self.tasks[name] = asyncio.create_task(self._take(name, n), name=name)
            await asyncio.sleep(0.3125)

    async def _take(self, name, n):
        await self.inventory.take(n)
        self.served.append(name)

    async def go_home(self):
        """Cancel those that still wait."""
        for task in self.tasks.values():
            task.cancel()
        await asyncio.wait(self.tasks.values())


async def test_what_is_there_is_taken_at_once(clock):
    """If there is enough, it takes no time."""
    inventory = Inventory(5)

    await inventory.take(3)
    await inventory.add(1)
    last = asyncio.create_task(inventory.take(3))
    await asyncio.wait([last], timeout=9)
    last.cancel()

    assert (inventory.stock, clock.elapsed) == (0, 0), (
        "There were 5, 3 were taken, 1 was added, and a task came for 3. After "
        f"{clock.elapsed:g} s it {'has them' if last.done() else 'still waits'}, and "
        f"the stock is {inventory.stock}. For whom is there enough?"
    )
    await last


async def test_a_task_that_needs_more_waits_until_it_is_there(clock):
    """A task waits until there are as many as it needs, and goes on at that moment."""
    inventory = Inventory(1)
    taker = asyncio.create_task(inventory.take(4))
    for _ in range(3):
        await asyncio.sleep(1.0625)
        await inventory.add(1)

    await asyncio.wait([taker], timeout=9)
    taker.cancel()

    assert (clock.elapsed, inventory.stock) == (3.1875, 0), (
        "There was 1, one more came at 1.0625 s, 2.125 s and 3.1875 s. A task that "
        f"needs 4 {'took them at' if taker.done() else 'still waited at'} "
        f"{clock.elapsed} s, and the stock is {inventory.stock}. What does it wait for?"
    )
    await taker


async def test_a_task_that_waits_has_taken_nothing():
    """All are taken at the same moment, and none of them before."""
    inventory = Inventory(2)
    takers = Takers(inventory)

    await takers.come(Ann=3)
    stock = inventory.stock
    await takers.go_home()

    assert stock == 2, (
        f"There are 2, Ann waits for 3, and the stock is {stock}. "
        "When does a task take something?"
    )


async def test_too_little_is_no_reason_to_go_on():
    """A task waits on if what was added is not enough; the stock is never negative."""
    inventory = Inventory()
    takers = Takers(inventory)

    await takers.come(Ann=2)
    await inventory.add(1)
    await asyncio.sleep(1)

    assert (takers.served, inventory.stock) == ([], 1), (
        f"Ann waited for 2, and 1 was added. Served: {takers.served}, stock: "
        f"{inventory.stock}. What does a task know when it is woken?"
    )
    await takers.go_home()


async def test_it_is_enough_for_one_of_two():
    """If there is enough for one of two, one goes on, and the other waits."""
    inventory = Inventory()
    takers = Takers(inventory)

    await takers.come(Ann=2, Bob=2)
    await inventory.add(3)
    await asyncio.sleep(1)

    assert (len(takers.served), inventory.stock) == (1, 1), (
        f"Ann and Bob waited for 2 each, and 3 were added. Served: {takers.served}, "
        f"stock: {inventory.stock}. What is left when the second one has its turn?"
    )
    await takers.go_home()


async def test_each_caller_that_can_goes_on(clock):
    """One delivery is enough for as many as it is enough for, all at that moment."""
    inventory = Inventory()
    takers = Takers(inventory)

    await takers.come(Ann=1, Bob=1, Cem=1)
    await inventory.add(3)
    await asyncio.wait(takers.tasks.values(), timeout=1)

    seen = sorted(takers.served), clock.elapsed
    assert seen == (["Ann", "Bob", "Cem"], 0.9375), (
        "Ann, Bob and Cem waited for 1 each, and 3 were added at 0.9375 s. Served at "
        f"{clock.elapsed:g} s: {takers.served}. Who wakes the others?"
    )
    await takers.go_home()


async def test_a_small_need_does_not_wait_for_a_large_one():
    """A task that waits for more than there is keeps nobody else waiting."""
    inventory = Inventory(1)
    takers = Takers(inventory)

    await takers.come(Ann=5, Bob=1, Cem=1)
    await inventory.add(1)
    await asyncio.sleep(1)

    assert takers.served == ["Bob", "Cem"], (
        "There was 1; Ann came for 5, Bob for 1, Cem for 1; then 1 was added. "
        f"Served: {takers.served}. For whom is there enough?"
    )
    await takers.go_home()


async def test_a_cancelled_task_has_taken_nothing():
    """A task that is cancelled while it waits hears of it, and takes nothing."""
    inventory = Inventory()
    takers = Takers(inventory)

    await takers.come(Ann=1)
    await takers.go_home()
    await inventory.add(2)
    await asyncio.sleep(1)

    ann = takers.tasks["Ann"]
    assert ann.cancelled(), (
        f"Ann was cancelled while she waited, and {'went' if ann.done() else 'waits'} "
        "on. What becomes of her CancelledError?"
    )
    assert inventory.stock == 2, (
        f"Ann was cancelled, then 2 were added, and the stock is {inventory.stock}. "
        "Who has taken the rest?"
    )


async def test_a_cancelled_task_leaves_it_to_the_others():
    """A task that is cancelled just when there is enough leaves it to the others."""
    inventory = Inventory()
    takers = Takers(inventory)

    await takers.come(Ann=1, Bob=1)
    await inventory.add(1)
    takers.tasks["Ann"].cancel()
    await asyncio.sleep(1)

    assert (takers.served, inventory.stock) == (["Bob"], 0), (
        "Ann and Bob waited for 1 each, 1 was added, and Ann was cancelled in the same "
        f"moment. Served: {takers.served}, stock: {inventory.stock}. "
        "Who gets what she was woken for?"
    )
    await takers.go_home()


@settings(max_examples=40)
@given(
    order=orders(),
    needs=st.lists(st.integers(1, 3), min_size=2, max_size=3),
    comes=st.integers(1, 4),
)
async def test_in_any_order(order, needs, comes):
    """In whatever order: the stock is right, and no task that can go on waits."""
    inventory, served = Inventory(1), []

    async def take(n):
        await inventory.take(n)
        assert inventory.stock >= 0, (
            f"{n} were taken, and the stock is {inventory.stock}. "
            "What does a task know when it is woken?"
        )
        served.append(n)

    with order:
        tasks = [asyncio.create_task(take(n)) for n in needs]
        tasks.append(asyncio.create_task(inventory.add(comes), name="delivery"))
        done, waiting = await asyncio.wait(tasks, timeout=1)
    for task in waiting:
        task.cancel()
    for task in done:
        task.result()

    assert inventory.stock == 1 + comes - sum(served), (
        f"There was 1, {comes} came, and {served} were taken. The stock is "
        f"{inventory.stock}. Where is the difference?"
    )
    left = sorted(needs)
    for n in served:
        left.remove(n)
    assert all(n > inventory.stock for n in left), (
        f"There are {inventory.stock}, and these wait: {left}. Who wakes them?"
    )


class Books:
    """What an inventory should hold: what was added, less what was taken."""

    def __init__(self):
        self.inventory = Inventory()
        self.added = self.taken = 0

    async def take(self, n):
        """Take, and write it down."""
        await self.inventory.take(n)
        self.taken += n
        self.look()

    async def add(self, n):
        """Add, and write it down."""
        await self.inventory.add(n)
        self.added += n

    def look(self):
        """See whether anything was sold that was not there."""
        assert self.inventory.stock >= 0, (
            f"The stock is {self.inventory.stock}. Who took what was not there?"
        )

    def at_rest(self, waiting):
        """See whether the books are right, and whether anybody waits for nothing."""
        self.look()
        stock = self.inventory.stock
        assert stock == self.added - self.taken, (
            f"Added: {self.added}, taken by those that came back: {self.taken}, and "
            f"the stock is {stock}. Where is the difference?"
        )
        for caller in waiting:
            assert caller.call == "take", (
                f"{caller.name} waits in {caller}. What does it wait for?"
            )
            assert caller.args[0] > stock, (
                f"{caller.name} waits for {caller.args[0]}, and there are {stock}. "
                f"Who wakes {caller.name}?"
            )


NUMBER = st.tuples(st.integers(0, 3))


@settings(max_examples=80)
@given(script=scripts(take=NUMBER, add=NUMBER))
async def test_any_story_adds_up(script):
    """Whatever comes and is cancelled: the books are right when all are at rest."""
    await script.play(Books())
