"""Readers together, a writer alone, and nobody waits for ever."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, orders, scripts
from katas.ch08_synchronization.k7_rw_lock import RWLock

KINDS = ["reader", "writer"]
both_kinds = pytest.mark.parametrize("kind", KINDS)


async def use(lock, kind, work, name, at=0):
    """Come after `at` seconds, and do `work(name)` as a reader or a writer."""
    if at:
        await asyncio.sleep(at)
    async with getattr(lock, kind)():
        await work(name)


async def is_free(lock):
    """Return whether a writer gets the lock at once."""
    try:
        async with asyncio.timeout(0.25), lock.writer():
            return True
    except TimeoutError:
        return False


def begins(work):
    """Return when each one got in."""
    return {call.key: call.began for call in work.calls}


async def test_readers_share_it(clock):
    """Readers hold the lock at the same time, however many they are."""
    lock, work = RWLock(), FakeService(takes=1, name="read")

    await asyncio.gather(*(use(lock, "reader", work, n) for n in range(50)))

    assert clock.elapsed == 1, (
        f"50 readers that take 1 s each were done after {clock.elapsed:g} s, "
        f"with at most {work.peak} at a time. Whom does a reader keep out?"
    )


async def test_a_writer_has_it_alone(clock):
    """Two writers hold the lock one after the other."""
    lock, work = RWLock(), FakeService(takes=2, name="write")

    await asyncio.gather(use(lock, "writer", work, "A"), use(lock, "writer", work, "B"))

    assert clock.elapsed == 4, (
        f"Two writers that take 2 s each were done after {clock.elapsed:g} s. "
        "What does the second one look at before it goes in?"
    )


async def test_a_writer_waits_for_all_readers(clock):
    """A writer gets in when the last reader has left."""
    lock, work = RWLock(), FakeService(takes={"Ann": 2, "Bob": 3, "Eve": 1})

    await asyncio.gather(
        use(lock, "reader", work, "Ann"),
        use(lock, "reader", work, "Bob"),
        use(lock, "writer", work, "Eve", at=1),
    )

    assert begins(work)["Eve"] == 3, (
        "Ann reads until 2 s, Bob until 3 s, and the writer Eve got in at "
        f"{begins(work)['Eve']:g} s. Who was still there?"
    )


async def test_readers_wait_for_the_writer(clock):
    """When the writer leaves, all readers that wait get in at once."""
    lock, work = RWLock(), FakeService(takes=2.125)

    await asyncio.gather(
        use(lock, "writer", work, "Eve"),
        *(use(lock, "reader", work, name, at=1) for name in ("Ann", "Bob", "Cy")),
    )

    assert begins(work) == {"Eve": 0, "Ann": 2.125, "Bob": 2.125, "Cy": 2.125}, (
        "Eve writes until 2.125 s, three readers come at 1 s, and they got in at these "
        f"times: {begins(work)}. Who tells them that Eve leaves, and how many of them?"
    )


async def test_a_waiting_writer_keeps_new_readers_out(clock):
    """A reader that comes while a writer waits lets it go first."""
    lock, work = RWLock(), FakeService(takes={"Ann": 3, "Ada": 4, "Eve": 1, "Bob": 1})

    await asyncio.gather(
        use(lock, "reader", work, "Ann"),
        use(lock, "reader", work, "Ada"),
        use(lock, "writer", work, "Eve", at=1),
        use(lock, "reader", work, "Bob", at=2),
    )

    assert begins(work) == {"Ann": 0, "Ada": 0, "Eve": 4, "Bob": 5}, (
        "Ann reads until 3 s and Ada until 4 s, the writer Eve comes at 1 s, and Bob "
        f"comes at 2 s to read. They got in at these times: {begins(work)}. "
        "What would become of Eve if more and more readers came?"
    )


async def test_a_reader_that_comes_when_the_last_one_leaves(clock):
    """A reader that comes just then does not get in before a writer that waited."""
    lock, work = RWLock(), FakeService(takes=1)
    async with lock.reader():
        eve = asyncio.create_task(use(lock, "writer", work, "Eve"), name="Eve")
        await asyncio.sleep(2)
        # Bob comes in a moment: then this reader has left, and Eve has not gone on yet.
        bob = asyncio.create_task(use(lock, "reader", work, "Bob"), name="Bob")

    await asyncio.gather(eve, bob)

    assert begins(work) == {"Eve": 2, "Bob": 3}, (
        "The writer Eve waited until the last reader left, at 2 s. At that moment Bob "
        f"came to read. They got in at these times: {begins(work)}. "
        "Did Bob know that Eve was waiting?"
    )


async def test_a_writer_that_gives_up_keeps_nobody_out(clock):
    """When the only waiting writer is cancelled, the readers behind it get in."""
    lock, work = RWLock(), FakeService(takes={"Ann": 9, "Bob": 1, "Cy": 1})
    reading = asyncio.gather(
        use(lock, "reader", work, "Ann"),
        *(use(lock, "reader", work, name, at=2) for name in ("Bob", "Cy")),
    )

    eve = await cancelled_at(use(lock, "writer", work, "Eve", at=1), 3)
    await reading

    assert eve.cancelled(), (
        "Eve was cancelled while she waited, and never heard of it. "
        "What becomes of her CancelledError?"
    )
    assert begins(work) == {"Ann": 0, "Bob": 3, "Cy": 3}, (
        "Ann reads until 9 s. The writer Eve waits from 1 s on, Bob and Cy come at 2 s "
        "to read, Eve is cancelled at 3 s. They got in at these times: "
        f"{begins(work)}. Who tells them that Eve has gone?"
    )


async def test_one_writer_gives_up_and_another_one_waits(clock):
    """A writer that is cancelled takes nothing away from another one that waits."""
    lock, work = RWLock(), FakeService(takes={"Ann": 5, "Max": 1, "Bob": 1})
    others = asyncio.gather(
        use(lock, "reader", work, "Ann"),
        use(lock, "writer", work, "Max", at=2),
        use(lock, "reader", work, "Bob", at=4),
    )

    await cancelled_at(use(lock, "writer", work, "Eve", at=1), 3)
    await others

    assert begins(work) == {"Ann": 0, "Max": 5, "Bob": 6}, (
        "Ann reads until 5 s. Eve waits from 1 s on to write, Max from 2 s on. Eve is "
        "cancelled at 3 s, and Bob comes at 4 s to read. They got in at these times: "
        f"{begins(work)}. What do you know about Max when Eve goes?"
    )


async def test_a_reader_that_gives_up_has_never_read(clock):
    """A reader that is cancelled while it waits is not counted as one that leaves."""
    lock, work = RWLock(), FakeService(takes={"Eve": 2, "Ann": 4, "Max": 1})
    others = asyncio.gather(
        use(lock, "writer", work, "Eve"),
        use(lock, "reader", work, "Ann", at=2),
        use(lock, "writer", work, "Max", at=3),
    )

    bob = await cancelled_at(use(lock, "reader", work, "Bob"), 1)
    await others

    assert bob.cancelled()
    assert begins(work) == {"Eve": 0, "Ann": 2, "Max": 6}, (
        "Eve writes until 2 s, and Bob, who waits to read, is cancelled at 1 s. Then "
        "Ann reads from 2 s until 6 s, and Max comes at 3 s to write. They got in at "
        f"these times: {begins(work)}. What do you count when Bob goes?"
    )


@both_kinds
async def test_giving_up_takes_nothing_from_the_holder(kind, clock):
    """When those that wait are cancelled, the holder of the lock still holds it."""
    lock, work = RWLock(), FakeService(takes={"Ann": 9, "Max": 1})
    others = asyncio.gather(
        use(lock, kind, work, "Ann"), use(lock, "writer", work, "Max", at=4)
    )
    eve = asyncio.create_task(use(lock, "writer", work, "Eve", at=1))

    await cancelled_at(use(lock, "reader", work, "Bob", at=2), 3)
    eve.cancel()
    await others

    begin = begins(work)["Max"]
    assert begin == 9, (
        f"Ann, a {kind}, holds the lock until 9 s. Eve and Bob wait, and are cancelled "
        f"at 3 s. Max, who comes at 4 s to write, got in at {begin:g} s. "
        "What do you take back for a task that never got in?"
    )


@both_kinds
async def test_an_exception_gives_it_back(kind):
    """What the block raises comes out, and the lock is free."""
    lock = RWLock()
    error = OSError("down")

    with pytest.raises(OSError) as caught:
        async with getattr(lock, kind)():
            raise error

    assert caught.value is error
    assert await is_free(lock), (
        f"A {kind} has left with an exception, and a writer waits for the lock. "
        "Which line gives it back?"
    )


@both_kinds
async def test_a_cancelled_holder_gives_it_back(kind):
    """A task that is cancelled in the block gives the lock back."""
    lock, work = RWLock(), FakeService(takes=9)

    task = await cancelled_at(use(lock, kind, work, "Ann"), 1)

    assert task.cancelled(), "It was cancelled in the block, and never heard of it."
    assert await is_free(lock), (
        f"A {kind} was cancelled in its block, and a writer waits for the lock. "
        "Which line gives it back?"
    )


@both_kinds
async def test_a_task_that_is_cancelled_when_its_turn_comes(kind, clock):
    """A task that is cancelled just when its turn comes leaves it to the others."""
    lock, work = RWLock(), FakeService(takes=1)
    async with lock.writer():
        ann = asyncio.create_task(use(lock, kind, work, "Ann"), name="Ann")
        bob = asyncio.create_task(use(lock, "writer", work, "Bob", at=1), name="Bob")
        await asyncio.sleep(2)

    # The writer has left, and Ann has not gone on yet.
    ann.cancel()
    await asyncio.wait([ann])

    assert ann.cancelled(), "Ann was cancelled while she waited, and never heard of it."
    await bob
    assert begins(work)["Bob"] == 2


@given(
    cancellation=cancellations(least=1, most=6),
    kind=st.sampled_from(KINDS),
    others=st.lists(st.sampled_from(KINDS), max_size=2),
)
async def test_it_may_be_cancelled_anywhere(cancellation, kind, others):
    """Wherever somebody is cancelled, the lock is free when all have gone."""
    lock, work = RWLock(), FakeService(takes=1)
    tasks = [asyncio.create_task(use(lock, other, work, 0)) for other in others]
    await asyncio.sleep(0.5)

    await cancellation.of(use(lock, kind, work, 1))
    await asyncio.gather(*tasks)

    assert await is_free(lock), (
        f"A {kind} was cancelled, all have gone, and a writer waits for the lock. "
        "Where was the cancellation raised, and what does your code do then?"
    )


class Room:
    """Where readers and writers stay for a moment; it knows which have met."""

    def __init__(self):
        self.lock = RWLock()
        self.inside = []
        self.met = []

    async def visit(self, kind):
        """Stay in the block for a moment."""
        async with getattr(self.lock, kind)():
            self.inside.append(kind)
            if len(self.inside) > 1 and "writer" in self.inside:
                self.met.append(sorted(self.inside))
            try:
                await asyncio.sleep(0)
            finally:
                self.inside.remove(kind)


@given(
    order=orders(),
    kinds=st.lists(st.sampled_from(KINDS), min_size=2, max_size=4),
    steps=st.integers(0, 8),
)
async def test_any_order_of_ready_tasks(order, kinds, steps):
    """In any order of the tasks, and with one of them cancelled, a writer is alone."""
    room = Room()

    with order:
        tasks = [
            asyncio.create_task(room.visit(kind), name=f"{kind} {n}")
            for n, kind in enumerate(kinds)
        ]
        for _ in range(steps):
            await asyncio.sleep(0)
        tasks[0].cancel()
        await asyncio.wait(tasks)

    for task in tasks[1:]:
        task.result()
    assert not room.met, f"These were there together: {room.met[0]}. Who let them in?"
    assert await is_free(room.lock), "All have gone; a writer waits. Who is still in?"


class Books:
    """Callers that stay in the block until they are sent away, by their tasks."""

    def __init__(self):
        self.lock = RWLock()
        self.inside = {}
        self.gone = 0
        self.queue = []

    async def read(self):
        """Hold the lock as a reader."""
        ahead, gone = self.queue, self.gone
        with contextlib.suppress(OSError):
            async with self.lock.reader():
                if gone == self.gone:
                    self.look_at_the_queue(ahead)
                await self.stay("reads")

    async def write(self):
        """Hold the lock as a writer."""
        with contextlib.suppress(OSError):
            async with self.lock.writer():
                me = asyncio.current_task()
                self.queue = [writer for writer in self.queue if writer.task is not me]
                try:
                    await self.stay("writes")
                finally:
                    self.gone += 1

    async def leave(self, which, how):
        """Send somebody away: at the end of the block, or with an exception."""
        gates = [gate for _, gate in self.inside.values() if not gate.done()]
        if gates and how == "by an error":
            gates[which % len(gates)].set_exception(OSError("down"))
        elif gates:
            gates[which % len(gates)].set_result(None)

    async def stay(self, does):
        """Stay in the block until somebody is sent away."""
        me, gate = asyncio.current_task(), asyncio.get_running_loop().create_future()
        self.inside[me] = does, gate
        try:
            crowd = {task.get_name(): does for task, (does, _) in self.inside.items()}
            assert len(crowd) == 1 or "writes" not in crowd.values(), (
                f"These hold the lock at the same time: {crowd}. "
                f"What did {me.get_name()} look at before it went in?"
            )
            await gate
        finally:
            del self.inside[me]

    def look_at_the_queue(self, ahead):
        """Refuse a reader that overtakes a writer."""
        me = asyncio.current_task().get_name()
        names = [writer.name for writer in ahead if not writer.task.cancelling()]
        assert not names, (
            f"{names[0]} waited to write, then {me} came to read, and got in first. "
            "What does a reader look at before it goes in?"
        )

    def at_rest(self, waiting):
        """No task that could go in waits."""
        outside = [caller for caller in waiting if caller.task not in self.inside]
        self.queue = [caller for caller in outside if caller.call == "write"]
        names = " and ".join(str(caller.name) for caller in outside)
        assert self.inside or not outside, (
            f"Nobody holds the lock, and these wait for it: {names}. Who wakes them?"
        )
        writing = any(does == "writes" for does, _ in self.inside.values())
        assert writing or self.queue or not outside, (
            f"Only readers hold the lock, no writer waits, and these wait to read: "
            f"{names}. Who wakes them?"
        )


@given(script=scripts(read=st.tuples(), write=st.tuples()))
async def test_any_story_with_cancellations(script):
    """Whatever comes, and is cancelled outside or inside: no task waits in vain."""
    books = Books()

    await script.play(books)

    assert await is_free(books.lock), "All have gone; a writer waits. Who is still in?"


away = st.tuples(st.integers(0, 3), st.sampled_from(["at the end", "by an error"]))


@given(script=scripts(read=st.tuples(), write=st.tuples(), leave=away))
async def test_any_story_with_leavings(script):
    """Whatever comes, leaves, fails or is cancelled: no task waits in vain."""
    books = Books()

    await script.play(books)

    assert await is_free(books.lock), "All have gone; a writer waits. Who is still in?"
