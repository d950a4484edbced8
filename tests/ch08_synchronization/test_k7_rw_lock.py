"""Readers together, a writer alone, and nobody waits for ever."""

import asyncio
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Clock, FakeService, Job, cancellations, outcome_of, scripts
from katas.ch08_synchronization.k7_rw_lock import RWLock

KINDS = ["reader", "writer"]
kinds = st.sampled_from(KINDS)
both_kinds = pytest.mark.parametrize("kind", KINDS)


class Visit(NamedTuple):
    """A task that comes to use the lock."""

    name: str
    kind: str
    comes: float
    stays: float
    gives_up: float | None = None

    def __str__(self):
        gives_up = "" if self.gives_up is None else f" (cancelled at {self.gives_up} s)"
        does = "read" if self.kind == "reader" else "write"
        return f"{self.name} at {self.comes} s to {does} for {self.stays} s{gives_up}"


async def use(lock, kind, work, name, at=0):
    """Come after `at` seconds, and do `work(name)` as a reader or a writer."""
    if at:
        await asyncio.sleep(at)
    async with getattr(lock, kind)():
        await work(name)


async def assert_got_in(expected, *visits, question):
    """Compare when each one got in with what is expected."""
    lock, tasks, gave_up = RWLock(), [], {}
    work = FakeService(takes={visit.name: visit.stays for visit in visits}, name="hold")

    async def come(visit):
        try:
            await use(lock, visit.kind, work, visit.name, visit.comes)
        except asyncio.CancelledError:
            gave_up[visit.name] = Clock().elapsed

    for visit in visits:
        tasks.append(asyncio.create_task(come(visit)))
        if visit.gives_up is not None:
            asyncio.get_running_loop().call_later(visit.gives_up, tasks[-1].cancel)

    done, waiting = await asyncio.wait(tasks, timeout=99)
    for task in waiting:
        task.cancel()
    for task in done:
        task.result()
    began = {call.key: call.began for call in work.calls}
    came = f"They came: {'; '.join(map(str, visits))}"
    assert gave_up == {v.name: v.gives_up for v in visits if v.gives_up is not None}, (
        f"{came}. CancelledErrors came out at {gave_up}. What becomes of one, and when?"
    )
    assert began == expected, f"{came}. They got in at {began}. {question}"


async def is_free(lock):
    """Return whether a writer gets the lock at once."""
    return await outcome_of(use(lock, "writer", Job(), ""), 0.25) is None


async def test_readers_share_it(clock):
    """Readers hold the lock at the same time, however many they are."""
    lock, work = RWLock(), FakeService(takes=1, name="read")

    await asyncio.gather(*(use(lock, "reader", work, n) for n in range(50)))

    assert clock.elapsed == 1, (
        f"50 readers that take 1 s each were done after {clock.elapsed:g} s, "
        f"with at most {work.peak} at a time. Whom does a reader keep out?"
    )


async def test_a_writer_has_it_alone():
    """Two writers hold the lock one after the other."""
    await assert_got_in(
        {"Eve": 0, "Max": 2},
        Visit("Eve", "writer", 0, 2),
        Visit("Max", "writer", 0, 1),
        question="What does the second writer look at before it goes in?",
    )


async def test_a_writer_waits_for_all_readers():
    """A writer gets in when the last reader has left."""
    await assert_got_in(
        {"Ann": 0, "Bob": 0, "Eve": 3.3125},
        Visit("Ann", "reader", 0, 2),
        Visit("Bob", "reader", 0, 3.3125),
        Visit("Eve", "writer", 1, 1),
        question="Who is still there when Eve looks?",
    )


async def test_readers_wait_for_the_writer():
    """When the writer leaves, all readers that wait get in at once."""
    await assert_got_in(
        {"Eve": 0, "Ann": 2.3125, "Bob": 2.3125, "Cy": 2.3125},
        Visit("Eve", "writer", 0, 2.3125),
        *(Visit(name, "reader", 1, 2) for name in ("Ann", "Bob", "Cy")),
        question="Who tells the readers that Eve leaves, and how many of them?",
    )


async def test_a_waiting_writer_keeps_new_readers_out():
    """A reader that comes while a writer waits lets it go first."""
    await assert_got_in(
        {"Ann": 0, "Ada": 0, "Eve": 4, "Bob": 5},
        Visit("Ann", "reader", 0, 3),
        Visit("Ada", "reader", 0, 4),
        Visit("Eve", "writer", 1, 1),
        Visit("Bob", "reader", 2, 1),
        question="What would become of Eve if more and more readers came?",
    )


@both_kinds
async def test_a_reader_that_comes_when_the_last_one_leaves(kind):
    """A reader that comes just then does not get in before a writer that waited."""
    lock, work = RWLock(), FakeService(takes=1)
    async with getattr(lock, kind)():
        eve = asyncio.create_task(use(lock, "writer", work, "Eve"), name="Eve")
        await asyncio.sleep(2)
        # Bob comes in a moment: then this task has left, and Eve has not gone on yet.
        bob = asyncio.create_task(use(lock, "reader", work, "Bob"), name="Bob")
    await asyncio.gather(eve, bob)

    began = {call.key: call.began for call in work.calls}
    assert began == {"Eve": 2, "Bob": 3}, (
        f"The writer Eve waited until a {kind} left, at 2 s. At that moment Bob came "
        f"to read. They got in at {began}. Did Bob know that Eve was waiting?"
    )


async def test_a_writer_that_gives_up_keeps_nobody_out():
    """When the only waiting writer is cancelled, the readers behind it get in."""
    await assert_got_in(
        {"Ann": 0, "Bob": 3.3125, "Cy": 3.3125},
        Visit("Ann", "reader", 0, 9),
        Visit("Eve", "writer", 1, 1, gives_up=3.3125),
        *(Visit(name, "reader", 2, 1) for name in ("Bob", "Cy")),
        question="Who tells the others that Eve has gone?",
    )


async def test_one_writer_gives_up_and_another_one_waits():
    """A writer that is cancelled takes nothing away from another one that waits."""
    await assert_got_in(
        {"Ann": 0, "Max": 5, "Bob": 6, "Cy": 6},
        Visit("Ann", "reader", 0, 5),
        Visit("Eve", "writer", 1, 1, gives_up=3),
        Visit("Max", "writer", 2, 1),
        Visit("Bob", "reader", 2.5, 1),
        Visit("Cy", "reader", 4, 1),
        question="What do you know about Max when Eve goes?",
    )


async def test_a_reader_that_gives_up_has_never_read():
    """A reader that is cancelled while it waits goes at once, as if it had not come."""
    await assert_got_in(
        {"Ada": 0, "Eve": 2, "Ann": 4, "Max": 8},
        Visit("Ada", "reader", 0, 2),
        Visit("Eve", "writer", 1, 2),
        Visit("Bob", "reader", 1, 1, gives_up=3),
        Visit("Ann", "reader", 4, 4),
        Visit("Max", "writer", 5, 1),
        question="What do you count when Bob goes?",
    )


@both_kinds
async def test_giving_up_takes_nothing_from_the_holder(kind):
    """When those that wait are cancelled, the holder of the lock still holds it."""
    await assert_got_in(
        {"Ann": 0, "Max": 9},
        Visit("Ann", kind, 0, 9),
        Visit("Eve", "writer", 1, 1, gives_up=3),
        Visit("Bob", "reader", 2, 1, gives_up=3),
        Visit("Max", "writer", 4, 1),
        question="What do you take back for a task that never got in?",
    )


@both_kinds
@pytest.mark.parametrize("instants", [(), (1,)], ids=["exception", "cancelled"])
async def test_whoever_leaves_gives_it_back(kind, instants):
    """Left with an exception, or cancelled, the lock is free; the exception goes on."""
    lock, job = RWLock(), Job("Ann", 2, error=OSError("down"))

    outcome = await outcome_of(use(lock, kind, job, ""), *instants)

    expected = "CancelledError" if instants else "OSError"
    assert type(outcome).__name__ == expected, (
        f"A {kind} left its block with {expected}, and this came out: {outcome!r}. "
        "What does your context manager do with an exception?"
    )
    assert await is_free(lock), (
        f"A {kind} left its block with {expected}, and a writer waits for the lock. "
        "Which line gives it back?"
    )


@both_kinds
async def test_a_task_that_is_cancelled_when_its_turn_comes(kind):
    """A task that is cancelled just when its turn comes leaves it to the others."""
    lock, work = RWLock(), FakeService(takes=1)
    async with lock.writer():
        ann = asyncio.create_task(use(lock, kind, work, "Ann"), name="Ann")
        bob = asyncio.create_task(use(lock, "writer", work, "Bob", at=1), name="Bob")
        await asyncio.sleep(2)

    # The writer has left, and Ann has not gone on yet.
    ann.cancel()
    await asyncio.wait([ann, bob], timeout=9)
    bob.cancel()

    began = {call.key: call.began for call in work.calls}
    assert began.get("Bob") == 2, (
        f"A writer left at 2 s. Ann, a {kind}, was next, and was cancelled; the writer "
        f"Bob waited behind her. They got in at {began}. What becomes of her turn?"
    )


@given(
    cancellation=cancellations(least=1, most=6),
    kind=kinds,
    others=st.lists(kinds, max_size=2),
)
async def test_it_may_be_cancelled_anywhere(cancellation, kind, others):
    """Wherever somebody is cancelled, the lock is free when all have gone."""
    lock, work = RWLock(), FakeService(takes=1)
    tasks = [asyncio.create_task(use(lock, other, work, 0)) for other in others]
    await asyncio.sleep(0.5)

    await cancellation.of(use(lock, kind, work, 1))
    await asyncio.gather(*tasks)

    assert await is_free(lock), (
        f"A {kind} was {cancellation!r}; all have gone, and a writer waits for the "
        "lock. What has the cancelled one left behind?"
    )


class Books:
    """Callers that hold the lock until they are sent away."""

    def __init__(self):
        self.lock = RWLock()
        self.inside = {}

    async def hold(self, kind):
        """Stay in the block until somebody is sent away."""
        me, gate = asyncio.current_task(), asyncio.Event()
        async with getattr(self.lock, kind)():
            self.inside[me] = kind, gate
            inside = [kind for kind, _ in self.inside.values()]
            assert len(inside) == 1 or "writer" not in inside, (
                f"Inside: {inside}. What does the last one look at before it goes in?"
            )
            try:
                await gate.wait()
            finally:
                del self.inside[me]

    async def leave(self, which):
        """Send somebody away."""
        for _, gate in [*self.inside.values()][which : which + 1]:
            gate.set()

    def at_rest(self, waiting):
        """No task that could go in waits."""
        holders = [kind for kind, _ in self.inside.values()]
        outside = [c.args[0] for c in waiting if c.task not in self.inside]
        may_wait = "writer" in holders or (holders and "writer" in outside)
        seen = f"Inside: {holders}, waiting: {outside}"
        assert may_wait or not outside, f"{seen}. Who wakes those that wait?"


@given(script=scripts(hold=st.tuples(kinds), leave=st.tuples(st.integers(0, 3))))
async def test_any_story(script):
    """Whatever comes, leaves or is cancelled: no task waits in vain."""
    books = Books()

    await script.play(books)

    assert await is_free(books.lock), "All have gone; a writer waits. Who is still in?"
