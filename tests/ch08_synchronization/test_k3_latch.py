"""A latch opens with the last report, for all tasks, and stays open."""

import asyncio
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import Clock, orders, scripts
from katas.ch08_synchronization.k3_latch import Latch


async def passes_at(latch, arrives=0):
    """Come after a while, wait for the latch, and return when it let us pass."""
    await asyncio.sleep(arrives)
    await latch.wait()
    return Clock().elapsed


async def report(latch, *instants):
    """Count down at some instants, one after the other."""
    for instant in instants:
        await asyncio.sleep(instant - Clock().elapsed)
        latch.count_down()


async def test_it_opens_with_the_last_report():
    """A task that waits goes on when the last report is there, and not before."""
    latch = Latch(3)

    passed, _ = await asyncio.gather(passes_at(latch), report(latch, 1, 2, 7200.3125))

    assert passed == 7200.3125, (
        "Three reports came, after 1 s, 2 s and 7200.3125 s, and a task that waited "
        f"went on after {passed} s. What did it wait for?"
    )


async def test_two_latches_are_two():
    """What is reported to one latch opens no other."""
    one, other = Latch(1), Latch(1)
    task = asyncio.create_task(other.wait())

    one.count_down()
    await asyncio.wait([task], timeout=1)
    passed = task.done()
    other.count_down()
    await task

    assert not passed, (
        "There are two latches. A report came to one of them, and a task that waited "
        "for the other one went on. What do the two share?"
    )


async def test_it_opens_for_all_that_wait():
    """All tasks that wait go on together."""
    latch = Latch(2)
    tasks = [asyncio.create_task(passes_at(latch)) for _ in range(4)]

    await report(latch, 1, 2)
    passed, waiting = await asyncio.wait(tasks, timeout=9)

    for task in waiting:
        task.cancel()
    at = [task.result() for task in passed]
    assert at == [2, 2, 2, 2], (
        "Two reports came, after 1 s and 2 s. Four tasks waited, and went on after "
        f"these seconds: {at}. What keeps a task waiting, or lets it go on?"
    )


async def test_a_late_caller_does_not_wait():
    """It stays open: a task that comes later passes at once."""
    latch = Latch(1)
    latch.count_down()

    late = asyncio.create_task(passes_at(latch, arrives=3.0625))
    _, waiting = await asyncio.wait([late], timeout=9)

    late.cancel()
    assert not waiting, (
        "The last report came at the start, a task came 3 s later, and has waited for "
        "6 s since then. What tells a task that comes late that it is open?"
    )
    assert late.result() == 3.0625, (
        "The last report came at the start. A task that came at 3.0625 s passed at "
        f"{late.result()} s. What did it wait for?"
    )


async def test_waiting_gives_none():
    """Whether it had to wait or not, a caller gets None."""
    latch = Latch(1)

    results = await asyncio.gather(latch.wait(), report(latch, 1))
    results = [results[0], await latch.wait()]

    assert results == [None, None], (
        "A task waited until the latch opened, another one came when it was open, and "
        f"`wait` gave them {results}. What is a caller to get?"
    )


async def test_it_waits_for_reports_not_for_callers():
    """It is shut for many that come together."""
    latch = Latch(2)
    waiters = [asyncio.create_task(latch.wait()) for _ in range(3)]

    passed, _ = await asyncio.wait(waiters, timeout=1)
    latch.count_down()
    latch.count_down()
    await asyncio.wait(waiters)

    assert not passed, (
        "Two reports were missing, none came, three tasks waited, and "
        f"{len(passed)} of them went on. What does your latch count?"
    )


async def test_a_latch_of_none_is_open():
    """With a count of 0 nobody ever waits."""
    task = asyncio.create_task(passes_at(Latch(0)))
    await asyncio.wait([task], timeout=9)

    task.cancel()
    assert task.done(), (
        "A latch was made with a count of 0, and a task waited for more than 9 s. "
        "Who opens a latch to which nobody has to report?"
    )
    assert task.result() == 0


@pytest.mark.parametrize("count", [0, 2])
async def test_a_report_too_many_is_an_error(count):
    """A report to a latch that is open raises a ValueError, and it stays open."""
    latch = Latch(count)
    for _ in range(count):
        latch.count_down()

    for n in (1, 2):
        with contextlib.suppress(ValueError):
            latch.count_down()
            pytest.fail(
                f"A latch with a count of {count} got {count + n} reports, and took "
                "the last one. What do you know when a report comes?"
            )
    task = asyncio.create_task(passes_at(latch))
    await asyncio.wait([task], timeout=9)

    task.cancel()
    assert task.done(), (
        f"A latch with a count of {count} got two reports more, and a task that came "
        "then waits. What has the refused report changed?"
    )


async def test_a_cancelled_caller_harms_nobody():
    """If one that waits is cancelled, the others wait on, and go on in time."""
    latch = Latch(1)
    ann, bob = (asyncio.create_task(passes_at(latch)) for _ in range(2))

    await asyncio.sleep(1)
    ann.cancel()
    await asyncio.sleep(1)
    assert ann.cancelled(), (
        "Ann was cancelled at 1 s while she waited, and at 2 s "
        f"{'she has gone through the door' if ann.done() else 'she still waits'}. "
        "What becomes of her CancelledError?"
    )
    assert not bob.done(), (
        "Ann and Bob waited, Ann was cancelled at 1 s, and Bob stopped waiting, "
        "before there was any report. What do the two of them share?"
    )
    latch.count_down()
    await asyncio.wait([bob], timeout=9)

    bob.cancel()
    assert bob.done(), (
        "Ann and Bob waited, Ann was cancelled at 1 s, the only report came at 2 s, "
        "and Bob waits on. What has Ann changed?"
    )


async def test_giving_up_as_it_opens_holds_up_nobody():
    """One is cancelled at the moment at which it opens; the others pass."""
    latch = Latch(1)
    first, second, third = (asyncio.create_task(latch.wait()) for _ in range(3))
    await asyncio.sleep(1)

    latch.count_down()
    first.cancel()
    _, left = await asyncio.wait([first, second, third], timeout=9)

    for task in left:
        task.cancel()
    assert not left, (
        "It opened, one of three that waited was cancelled at that moment, and "
        f"{len(left)} of the others still wait. Who wakes them?"
    )


@given(order=orders(), count=st.integers(1, 3), waiting=st.integers(1, 3))
async def test_in_any_order(order, count, waiting):
    """In whatever order: no task passes before the last report, and then all do."""
    latch, reports, early = Latch(count), [], []

    async def wait():
        await latch.wait()
        if len(reports) < count:
            early.append(len(reports))

    async def report_once():
        reports.append(True)
        latch.count_down()

    with order:
        calls = [wait() for _ in range(waiting)]
        await asyncio.gather(*calls, *[report_once() for _ in range(count)])

    assert not early, (
        f"{count} were to report, and a task passed after {early[0]} reports. "
        "What has to be true when it goes on?"
    )


instants = st.integers(0, 99).map(lambda n: n / 16)


@given(
    arrivals=st.lists(instants, max_size=4),
    reports=st.lists(instants, min_size=1, max_size=4).map(sorted),
)
async def test_everybody_passes_in_time(arrivals, reports):
    """Each passes when the last report is there, or when it comes, if that is later."""
    latch = Latch(len(reports))

    *passed, _ = await asyncio.gather(
        *[passes_at(latch, arrives) for arrives in arrivals], report(latch, *reports)
    )

    assert passed == [max(arrives, reports[-1]) for arrives in arrivals], (
        f"The reports came at {reports} s, tasks came at {arrivals} s, and passed at "
        f"{passed} s. What did they wait for?"
    )


class Books:
    """How many reports are missing."""

    def __init__(self, count):
        self.latch = Latch(count)
        self.missing = count

    async def wait(self):
        """Wait for the latch."""
        await self.latch.wait()
        assert self.missing == 0, (
            f"{self.missing} reports are missing, and somebody passed. "
            "What has to be true when it goes on?"
        )

    async def count_down(self):
        """Report, and write it down."""
        try:
            self.latch.count_down()
        except ValueError:
            assert self.missing == 0, (
                f"{self.missing} reports were missing, and one more was refused. "
                "What does your latch count?"
            )
        else:
            assert self.missing > 0, (
                "No report was missing, and one more was taken. "
                "What do you know when a report comes?"
            )
            self.missing -= 1

    def at_rest(self, waiting):
        """See whether anybody waits for nothing."""
        if self.missing == 0:
            for caller in waiting:
                raise AssertionError(
                    f"The last report is there, and {caller.name} waits on. "
                    f"Who wakes {caller.name}?"
                )


@settings(max_examples=80)
@given(
    count=st.integers(0, 3), script=scripts(wait=st.tuples(), count_down=st.tuples())
)
async def test_any_story(count, script):
    """Whatever waits, reports or is cancelled: it is open after the last report."""
    await script.play(Books(count))
