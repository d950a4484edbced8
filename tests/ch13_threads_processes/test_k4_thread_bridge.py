"""Threads put items into a queue of the loop, and wait for room."""

import asyncio
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import until
from katas.ch13_threads_processes.k4_thread_bridge import post

pytestmark = pytest.mark.real_time


class Readings(asyncio.Queue):
    """A queue that is used in the thread of its loop alone."""

    def __init__(self, maxsize):
        self.home = threading.current_thread()
        super().__init__(maxsize)

    def _used(self, method):
        if (here := threading.current_thread()) is not self.home:
            raise RuntimeError(
                f"{method}() of the queue was called in the thread {here.name}, and "
                "the loop of this queue is in another one"
            )

    def put_nowait(self, item):
        """Put an item into the queue; `put` calls this, too."""
        self._used("put_nowait")
        super().put_nowait(item)

    def full(self):
        """Tell whether there is no room."""
        self._used("full")
        return super().full()

    def qsize(self):
        """Return how many items there are."""
        self._used("qsize")
        return super().qsize()


class Driver:
    """A thread that posts some items, one after another."""

    def __init__(self, queue, items):
        self.posted = []
        loop = asyncio.get_running_loop()
        self.thread = asyncio.create_task(
            asyncio.to_thread(self._run, loop, queue, items)
        )

    def _run(self, loop, queue, items):
        for item in items:
            post(loop, queue, item)
            self.posted.append(item)


@pytest.mark.parametrize("item", [21.5, None, OSError("an item")], ids=repr)
async def test_the_item_comes_out_of_the_queue(item):
    """What a thread posts is in the queue, put there in the thread of the loop."""
    queue = Readings(3)
    # So the loop says where something of it is called that is not for other threads.
    asyncio.get_running_loop().set_debug(True)
    driver = Driver(queue, [item])
    await driver.thread

    there = queue.qsize()
    came = await until(queue.qsize, idle=5)
    question = "Who waits until the item is there?"
    if not came:
        question = "It did not come later, either. Which line puts it there?"
    assert there == 1, (
        f"A thread has posted {item!r}, post() has returned, and {there} items are in "
        f"the queue. {question}"
    )
    assert queue.get_nowait() is item


async def test_whoever_waits_is_woken():
    """A task that waits for an item gets it."""
    queue = Readings(3)
    reading = asyncio.create_task(queue.get())
    await Driver(queue, [21.5]).thread

    assert await until(reading.done), (
        "A task waited for an item of the queue, a thread posted 21.5, post() has "
        "returned, and the task still waits. Who hears that there is an item?"
    )
    assert await reading == 21.5


async def test_a_full_queue_blocks_the_thread():
    """As long as there is no room, the thread waits, and goes on when there is."""
    queue, taken = Readings(2), []
    driver = Driver(queue, [1, 2, 3, 4])
    await until(lambda: len(driver.posted) == 2)
    for _ in range(2):
        most = len(taken) + 2
        more = await until(lambda most=most: len(driver.posted) > most, idle=20)
        assert not more, (
            f"The queue has room for 2, {len(taken)} items had been taken out, and "
            f"post() has returned for {driver.posted}. "
            "What does the thread wait for where the queue is full?"
        )
        taken.append(queue.get_nowait())
        await until(lambda most=most: len(driver.posted) > most)
    assert driver.posted == [1, 2, 3, 4], (
        f"The queue has room for 2, {taken} had been taken out, and post() has "
        f"returned for {driver.posted}. What wakes the thread when there is room again?"
    )
    await driver.thread
    taken += [queue.get_nowait() for _ in range(queue.qsize())]

    assert taken == [1, 2, 3, 4], (
        f"A thread posted 1, 2, 3 and 4, and {taken} came out of the queue. "
        "What becomes of an item where the queue is full?"
    )


async def test_each_queue_for_itself():
    """A thread that waits for room keeps no other thread from another queue."""
    queue, other = Readings(1), Readings(1)
    waiting = Driver(queue, ["first", "second"])
    await until(lambda: waiting.posted)
    free = Driver(other, ["free"])
    went_on = await until(free.thread.done)
    first = queue.get_nowait()
    await asyncio.gather(waiting.thread, free.thread)

    assert went_on, (
        "A thread waited for room in one queue. Another thread posted to another "
        "queue, which was empty, and waited, too. What do the two calls share?"
    )
    assert (first, queue.get_nowait(), other.get_nowait()) == (
        "first",
        "second",
        "free",
    )


@settings(max_examples=12)
@given(
    counts=st.lists(st.integers(0, 4), min_size=1, max_size=3),
    maxsize=st.integers(1, 3),
)
async def test_any_number_of_threads(counts, maxsize):
    """What all threads post comes out, in the order of each; none is far ahead."""
    queue, taken, ahead = Readings(maxsize), [], []
    drivers = [
        Driver(queue, [(name, n) for n in range(count)])
        for name, count in enumerate(counts)
    ]

    async def read():
        while True:
            posted = sum(len(driver.posted) for driver in drivers)
            if posted > len(taken) + maxsize:
                ahead.append((posted, len(taken)))
            taken.append(await queue.get())

    reading = asyncio.create_task(read())
    await asyncio.gather(*[driver.thread for driver in drivers])
    await until(lambda: len(taken) == sum(counts))
    reading.cancel()

    for name, count in enumerate(counts):
        came = [n for thread, n in taken if thread == name]
        assert came == list(range(count)), (
            f"{len(counts)} threads posted at the same time, the queue has room for "
            f"{maxsize}. A thread posted {list(range(count))}, and of that {came} came "
            "out. Where is an item when post() returns?"
        )
    assert not ahead, (
        f"The queue has room for {maxsize}, and (posted, taken out) was {ahead[0]}. "
        "What does the thread wait for where the queue is full?"
    )
