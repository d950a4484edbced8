"""A pool lends each connection to one block at a time, in turn, and loses none."""

import asyncio
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Clock, FakeService, Job, outcome_of, scripts
from katas.ch11_context_managers.k5_connection_pool import Pool, PoolClosed


class Visit(NamedTuple):
    """Somebody who comes to borrow a line."""

    name: str
    comes: float
    stays: float
    breaks: bool = False

    def __str__(self):
        breaks = " (and breaks it)" * self.breaks
        return f"{self.name} at {self.comes} s for {self.stays} s{breaks}"


class Line:
    """A connection; it takes a second to close."""

    def __init__(self, number):
        self.number, self.is_open = number, True

    async def close(self):
        """Close it."""
        await asyncio.sleep(1)
        self.is_open = False


class Guests:
    """Tasks that borrow from a pool, and who got which line when."""

    def __init__(self, size=1, takes=0, errors=None):
        self.calls = FakeService((errors or {}).get, takes, name="connect")
        self.lines, self.peak, self.got = [], 0, {}
        self.pool = Pool(self.connect, size)

    async def connect(self):
        """Make line 1, 2, 3 and so on."""
        number = len(self.calls.calls) + 1
        there = sum(line.is_open for line in self.lines)
        self.peak = max(self.peak, there + self.calls.at_work + 1)
        await self.calls(number)
        self.lines.append(Line(number))
        return self.lines[-1]

    @property
    def story(self):
        """Say who got which line when."""
        seen = [f"{n} line {line} at {at:g} s" for n, (line, at) in self.got.items()]
        return f"They got: {', '.join(seen) or 'nothing'}."

    async def borrow(self, name, comes=0, stays=0, breaks=False, error=None):
        """Come after a while, borrow a line, and stay for a while."""
        if comes:
            await asyncio.sleep(comes)
        async with self.pool.acquire() as line:
            self.got[name] = (line.number, Clock().elapsed)
            line.is_open = not breaks
            await Job(name, stays, error=error)()
            assert line.is_open or breaks, (
                f"{name}'s line was closed before {name} had given it back. "
                "What does close() wait for?"
            )

    async def go(self, *visits):
        """Let some borrow, and wait for all."""
        await all_of([asyncio.create_task(self.borrow(*visit)) for visit in visits])


async def all_of(tasks):
    """Wait for tasks; those that wait too long are sent away."""
    done, late = await asyncio.wait(tasks, timeout=60)
    for task in late:
        task.cancel()
    await asyncio.gather(*[task for task in done if not task.cancelled()])


async def assert_lent(expected, *visits, question, size=1, takes=0):
    """Compare who got which line when with what is expected."""
    guests = Guests(size, takes)

    await guests.go(*visits)

    came = f"The size is {size}. They came: {'; '.join(map(str, visits))}."
    assert guests.peak <= size, (
        f"{came} {guests.story} {guests.peak} lines were there at a time, with those "
        "that were being made. What do you count, and when?"
    )
    assert guests.got == expected, f"{came} {guests.story} {question}"
    assert guests.calls.keys == sorted({line for line, _ in guests.got.values()}), (
        f"{came} {guests.story} These lines were made: {guests.calls.keys}. "
        "Who needed each of them?"
    )


async def test_it_lends_at_most_size_at_a_time():
    """Those that come when all are lent wait until one comes back."""
    await assert_lent(
        {"Ann": (1, 0), "Bob": (2, 0), "Cy": (1, 2.1), "Di": (2, 3)},
        *[Visit("Ann", 0, 2.1), Visit("Bob", 0, 3)],
        *[Visit("Cy", 0, 3), Visit("Di", 1, 1)],
        size=2,
        question="What does one wait for that comes when all are lent?",
    )


async def test_nobody_waits_for_another_one_to_connect():
    """Those that come while fewer than `size` are lent connect at the same time."""
    await assert_lent(
        {"Ann": (1, 1.1), "Bob": (2, 1.1), "Cy": (3, 1.1)},
        *[Visit(name, 0, 3) for name in ("Ann", "Bob", "Cy")],
        size=3,
        takes=1.1,
        question="To connect takes 1.1 s. Whom does one that connects keep out?",
    )


async def test_the_one_that_came_back_last_is_lent_first():
    """Of those that are there, the last one to come back is lent; none is made."""
    await assert_lent(
        {"Ann": (1, 0), "Bob": (2, 0), "Cy": (3, 0), "Di": (2, 4), "Ed": (1, 4)},
        *[Visit("Ann", 0, 2), Visit("Bob", 0, 3), Visit("Cy", 0, 1)],
        *[Visit("Di", 4, 1), Visit("Ed", 4, 1)],
        size=4,
        question="Which lines are there at 4 s, and in which order do you keep them?",
    )


async def test_what_comes_back_broken_is_dropped():
    """What comes back broken is not lent again, and a new one may be made."""
    await assert_lent(
        {"Ann": (1, 0), "Bob": (2, 1), "Cy": (2, 3), "Di": (3, 4)},
        *[Visit("Ann", 0, 1, breaks=True), Visit("Bob", 0.5, 1)],
        *[Visit("Cy", 3, 0.5, breaks=True), Visit("Di", 4, 1, breaks=True)],
        question="What becomes of a broken line, and of its place?",
    )


@pytest.mark.parametrize("gives_up", [None, 2.5, 3], ids=["all stay", "early", "late"])
async def test_first_come_first_served(gives_up):
    """Those that wait are served in order; one that is cancelled leaves its turn."""
    guests = Guests()
    async with guests.pool.acquire():
        bob = asyncio.create_task(guests.borrow("Bob", 1, 1))
        cy = asyncio.create_task(guests.borrow("Cy", 2, 1))
        await asyncio.sleep(2.5)
        if gives_up == 2.5:
            bob.cancel()
        await asyncio.sleep(0.5)
        # Di comes in a moment: then this task has left, and Bob has not gone on yet.
        di = asyncio.create_task(guests.borrow("Di", 0, 1))
    if gives_up == 3:
        bob.cancel()
    await all_of([bob, cy, di])

    right = {name: (1, 3 + n) for n, name in enumerate(["Bob", "Cy", "Di"])}
    cancelled, question = "", "Whose turn is it when a line comes back?"
    if gives_up:
        right = {"Cy": (1, 3), "Di": (1, 4)}
        cancelled = f"; at {gives_up} s Bob was cancelled"
        question = "What becomes of Bob's turn?"
    assert guests.got == right, (
        "The only line came back at 3 s. Bob had come at 1 s, Cy at 2 s; Di came at 3 s"
        f"{cancelled}. {guests.story} {question}"
    )


@pytest.mark.parametrize("how", ["failed", "cancelled"])
@pytest.mark.parametrize("breaks", [False, True], ids=["whole", "broken"])
async def test_it_comes_back_however_the_block_is_left(how, breaks):
    """After an exception or a cancellation it comes back, and the exception goes on."""
    guests, error, instants = Guests(), OSError("down"), [1] * (how == "cancelled")

    outcome = await outcome_of(guests.borrow("Ann", 0, 2, breaks, error), *instants)
    await guests.go(Visit("Bob", 0, 1))

    same = isinstance(outcome, asyncio.CancelledError) if instants else outcome is error
    assert same, f"Ann's block {how}; {outcome!r} came out. What becomes of its error?"
    assert guests.got.get("Bob", [0])[0] == (2 if breaks else 1), (
        f"Ann's block was left with {outcome!r}{', and line 1 broken' * breaks}; Bob "
        f"came after that, and the size is 1. {guests.story} "
        "Which of your lines run when a block is left so?"
    )


@pytest.mark.parametrize("how", ["failed", "cancelled"])
async def test_a_connect_that_does_not_work(how):
    """Where connect fails or is cancelled, its place is free for one that waits."""
    error, instants = OSError("refused"), [1] if how == "cancelled" else []
    guests = Guests(takes={1: 1.5}, errors={1: error})
    waiting = asyncio.create_task(guests.go(Visit("Bob", 0.5, 1)))

    outcome = await outcome_of(guests.borrow("Ann"), *instants)
    await waiting

    same = isinstance(outcome, asyncio.CancelledError) if instants else outcome is error
    assert same, f"connect {how}; Ann met {outcome!r}. What becomes of its error?"
    assert guests.got == {"Bob": (2, 1 if instants else 1.5)}, (
        f"The size is 1, Ann's connect {how}, and Bob was waiting. {guests.story} "
        "Who gives her place back?"
    )


async def test_close_waits_until_all_are_closed(clock):
    """Those that wait are served; when all have come back, all are closed."""
    guests = Guests(size=2)
    visits = [Visit("Ann", 0, 2), Visit("Bob", 0, 2), Visit("Cy", 1, 5)]
    going = asyncio.create_task(guests.go(*visits))
    await asyncio.sleep(1.5)

    await guests.pool.close()
    end, left_open = clock.elapsed, sum(line.is_open for line in guests.lines)
    await asyncio.wait([going])

    seen = f"close() was called at 1.5 s, and returned at {end:g} s. {guests.story}"
    assert guests.got.get("Cy", [0, 0])[1] == 2, f"{seen} Whom do you send away?"
    await going
    assert end >= 7, f"{seen} Cy had a line until 7 s. What does close() wait for?"
    assert left_open == 0, f"{seen} {left_open} of 2 are open. What waits for them?"


@pytest.mark.parametrize("names", [[], ["Ann", "Bob"]], ids=["unused", "in vain"])
async def test_close_waits_for_nobody_who_has_gone(names):
    """Those that were cancelled before are not waited for; a pool may be unused."""
    guests = Guests(takes=9)
    await asyncio.gather(*[outcome_of(guests.borrow(name), 1) for name in names])

    outcome = await outcome_of(guests.pool.close(), 9)

    came = "Ann and Bob were cancelled while they waited" if names else "Nobody came"
    assert outcome is None, (
        f"{came}. Then close() had 9 s to return, and what came out is {outcome!r}. "
        "Whom does it wait for?"
    )


async def test_a_closed_pool_lends_nothing():
    """After a call of close(), a block that is entered raises PoolClosed."""
    guests = Guests(size=2)
    async with guests.pool.acquire():
        closing = asyncio.create_task(guests.pool.close())
        await asyncio.sleep(1)
        outcomes = [await outcome_of(guests.borrow("Ann"), 1)]
    await closing
    outcomes.append(await outcome_of(guests.borrow("Bob"), 1))

    assert [type(outcome) for outcome in outcomes] == [PoolClosed, PoolClosed], (
        "close() was called while a line was lent. Then Ann came, and Bob came when "
        f"all was closed. This came out: {outcomes}. What do you look at first?"
    )


class Books:
    """Borrowers that hold a line until they are sent away."""

    def __init__(self):
        self.guests, self.inside = Guests(size=2), []

    async def borrow(self):
        """Stay in the block until somebody is sent away."""
        gate = asyncio.Event()
        async with self.guests.pool.acquire() as line:
            assert all(other is not line for other, _ in self.inside), (
                f"Two have line {line.number} at the same time. Which ones can be lent?"
            )
            self.inside.append((line, gate))
            try:
                await gate.wait()
            finally:
                self.inside.remove((line, gate))

    async def leave(self, breaks):
        """Send the first one away, with a line that may be broken."""
        for line, gate in self.inside[:1]:
            line.is_open = line.is_open and not breaks
            gate.set()

    def at_rest(self, waiting):
        """No task waits while there is a place, and there are not too many lines."""
        lent = len(self.inside)
        seen = f"2 can be lent, {lent} are, and {len(waiting) - lent} wait."
        assert lent == min(2, len(waiting)), f"{seen} Who wakes those that wait?"
        peak = self.guests.peak
        assert peak <= 2, f"{seen} {peak} lines were there at once. What do you count?"


@given(script=scripts(borrow=st.tuples(), leave=st.tuples(st.booleans())))
async def test_any_story(script):
    """Whatever comes, leaves, breaks or is cancelled: nobody waits in vain."""
    await script.play(Books())
