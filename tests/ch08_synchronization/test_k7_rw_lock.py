"""Readers together, writers alone, and nobody is forgotten."""

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.schedules import cancelled_at, latencies, orders
from dojo.scripts import scripts
from dojo.timeline import Bar, timeline
from katas.ch08_synchronization.k7_rw_lock import RWLock


async def visit(lock, kind, seconds, clock, log=None):
    """Read or write for some seconds; return when that began."""
    async with getattr(lock, kind)():
        began = clock.elapsed
        if log is not None:
            log.append((kind, began))
        with timeline.working(Bar(kind, began)):
            await asyncio.sleep(seconds)
    return began


async def visits(lock, clock, *plan):
    """Let them come as planned: kind, second, how long. Return when each began."""

    async def one(kind, at, seconds):
        await asyncio.sleep(at)
        return await visit(lock, kind, seconds, clock)

    return await asyncio.gather(*(one(*entry) for entry in plan))


async def test_readers_are_together(clock):
    """Readers do not wait for each other."""
    began = await visits(RWLock(), clock, ("reader", 0, 3), ("reader", 1, 3))

    assert began == [0, 1], f"Two readers came at 0 and 1 s, and began at {began} s."


async def test_a_writer_is_alone(clock):
    """Writers take turns."""
    began = await visits(RWLock(), clock, ("writer", 0, 3), ("writer", 1, 3))

    assert began == [0, 3], (
        f"Two writers, 3 s each, came at 0 and 1 s, and began at {began} s."
    )


async def test_a_writer_waits_for_readers(clock):
    """It begins when the last of them has left."""
    plan = ("reader", 0, 2), ("reader", 0, 5), ("writer", 1, 1)

    began = await visits(RWLock(), clock, *plan)

    assert began[2] == 5, (
        f"The readers left at 2 and 5 s, and the writer began at {began[2]:g} s."
    )


async def test_readers_wait_for_a_writer(clock):
    """When it leaves, all of them go on together."""
    plan = ("writer", 0, 3), ("reader", 1, 2), ("reader", 2, 2)

    began = await visits(RWLock(), clock, *plan)

    assert began == [0, 3, 3], (
        f"A writer wrote until 3 s, two readers waited, and began at {began[1:]} s."
    )


async def test_a_waiting_writer_holds_new_readers_up(clock):
    """Otherwise a writer might wait for ever."""
    plan = ("reader", 0, 3), ("writer", 1, 2), ("reader", 2, 2)

    began = await visits(RWLock(), clock, *plan)

    assert began == [0, 3, 5], (
        "A reader is there until 3 s. A writer comes at 1 s, for 2 s, and another "
        f"reader at 2 s. They began at {began} s. Who is first in your lock?"
    )


async def test_one_after_another():
    """A lock that was left is free."""
    lock = RWLock()

    for _ in range(2):
        async with lock.writer():
            pass
        async with lock.reader(), lock.reader():
            pass


@pytest.mark.parametrize("kind", ["reader", "writer"])
async def test_an_error_gives_it_back(kind, clock):
    """Whoever leaves with an exception has left."""
    lock = RWLock()

    with pytest.raises(OSError):
        async with getattr(lock, kind)():
            raise OSError("no disk")

    await visits(lock, clock, ("reader", 0, 0), ("writer", 0, 0))


@pytest.mark.parametrize("kind", ["reader", "writer"])
async def test_who_is_cancelled_in_its_block_gives_it_back(kind, clock):
    """The next one goes on at once."""
    lock = RWLock()
    waiting = asyncio.create_task(visits(lock, clock, ("writer", 1, 0)))

    await cancelled_at(visit(lock, kind, 9, clock), 2)
    await asyncio.wait([waiting])

    assert waiting.result() == [2]


async def test_a_writer_that_gives_up_lets_readers_in(clock):
    """Nobody waits for a writer that has gone."""
    lock = RWLock()
    reading = asyncio.create_task(
        visits(lock, clock, ("reader", 0, 9), ("reader", 2, 1))
    )
    await asyncio.sleep(1)

    await cancelled_at(visit(lock, "writer", 1, clock), 2)
    began = await reading

    assert began == [0, 3], (
        "A reader is there until 9 s. A writer waited from 1 to 3 s, and gave up. A "
        f"reader that came at 2 s began at {began[1]:g} s. For whom did it wait?"
    )


async def test_a_reader_that_gives_up_is_forgotten(clock):
    """A writer does not wait for a reader that never came in."""
    lock = RWLock()
    writing = asyncio.create_task(
        visits(lock, clock, ("writer", 0, 3), ("writer", 1, 1))
    )
    await asyncio.sleep(1)

    await cancelled_at(visit(lock, "reader", 9, clock), 1)

    assert await writing == [0, 3]


@pytest.mark.parametrize("kind", ["reader", "writer"])
@pytest.mark.parametrize("late", [False, True])
async def test_cancelled_when_its_turn_comes(kind, late, clock):
    """Who is cancelled as the lock becomes free passes it on."""
    lock = RWLock()
    writing = asyncio.create_task(visit(lock, "writer", 3, clock))
    await asyncio.sleep(1)

    others = asyncio.create_task(
        visits(lock, clock, ("writer", 1, 1), ("reader", 1, 1))
    )
    await cancelled_at(visit(lock, kind, 0, clock), 2, late=late)
    await asyncio.gather(writing, others)

    assert min(others.result()) == 3
    assert clock.elapsed == 5


@given(
    plan=st.lists(
        st.tuples(st.sampled_from(["reader", "writer"]), latencies(5), latencies(3)),
        max_size=6,
    )
)
async def test_any_visits(plan, clock):
    """Nobody waits while the lock is free for it, and all are served."""
    began = await visits(RWLock(), clock, *plan)

    spans = [
        (start, start + seconds, kind)
        for start, (kind, _, seconds) in zip(began, plan, strict=True)
    ]
    for number, (start, end, kind) in enumerate(spans):
        for other_start, other_end, other_kind in spans[:number]:
            if "writer" in (kind, other_kind):
                assert end <= other_start or other_end <= start
    came = [at for _, at, _ in plan]
    ends = {end for _, end, _ in spans}
    # Each begins when it comes, or when somebody leaves.
    assert all(s == at or s in ends for (s, *_), at in zip(spans, came, strict=True))


@settings(max_examples=100)
@given(order=orders(), kinds=st.lists(st.sampled_from("rw"), min_size=2, max_size=5))
async def test_in_any_order(order, kinds):
    """In any order of steps a writer is alone, and all of them are served."""
    lock, inside, served = RWLock(), [], []

    async def enter(kind):
        async with lock.reader() if kind == "r" else lock.writer():
            inside.append(kind)
            seen = "".join(sorted(inside))
            await asyncio.sleep(0)
            assert "w" not in seen or seen == "w", f"Together in the lock: {seen}."
            inside.remove(kind)
            served.append(kind)

    with order:
        tasks = [asyncio.create_task(enter(kind)) for kind in kinds]
        await asyncio.wait(tasks, timeout=1)

    assert all(task.done() for task in tasks), (
        f"All have left, and {sum(not task.done() for task in tasks)} still wait."
    )
    await asyncio.gather(*tasks)


@dataclass(eq=False)
class Visitor:
    """Somebody who reads or writes.

    Attributes:
        kind: "read" or "write".
        after: the writers that have waited for a while when it came.
        leave: is set when it is to leave.
        task: the task in which it comes.
    """

    kind: str
    after: frozenset
    leave: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task = field(default_factory=asyncio.current_task)


class Room:
    """The books of a lock."""

    def __init__(self):
        self.lock = RWLock()
        self.inside = []
        self.outside = []
        self.waiting_writers = frozenset()

    async def read(self):
        """Read until somebody says leave."""
        await self.visit(Visitor("read", self.waiting_writers), self.lock.reader())

    async def write(self):
        """Write until somebody says leave."""
        await self.visit(Visitor("write", frozenset()), self.lock.writer())

    async def leave(self, which):
        """Let one of those inside leave."""
        if self.inside:
            self.inside[which % len(self.inside)].leave.set()

    async def visit(self, visitor, entry):
        """Go in, stay, and leave."""
        self.outside.append(visitor)
        try:
            async with entry:
                self.outside.remove(visitor)
                self.inside.append(visitor)
                try:
                    self.look(visitor)
                    await visitor.leave.wait()
                finally:
                    self.inside.remove(visitor)
        finally:
            if visitor in self.outside:
                self.outside.remove(visitor)

    def look(self, visitor):
        """Who came in was allowed to."""
        inside = [other.kind for other in self.inside]
        assert "write" not in inside or len(inside) == 1, f"In the lock: {inside}."
        overtaken = visitor.after.intersection(self.outside)
        assert all(writer.task.cancelling() for writer in overtaken), (
            "A reader overtook a writer that had waited when it came. Who is next?"
        )

    def at_rest(self, waiting):
        """Nobody waits who may go in."""
        inside = {visitor.kind for visitor in self.inside}
        outside = {visitor.kind for visitor in self.outside}
        assert inside or not outside, (
            f"Nobody is in the lock, and these wait: {sorted(outside)}. For whom?"
        )
        assert "write" in inside | outside or not outside, (
            "Nobody writes or wants to, and readers wait. For whom?"
        )
        self.waiting_writers = frozenset(v for v in self.outside if v.kind == "write")


@settings(max_examples=100)
@given(
    script=scripts(
        read=st.tuples(), write=st.tuples(), leave=st.tuples(st.integers(0, 3))
    )
)
async def test_it_is_what_its_model_says(script):
    """Whoever comes, leaves or is cancelled: nobody is forgotten."""
    await script.play(Room())
