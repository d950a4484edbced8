"""It beats while the work goes on, and not a moment longer."""

import asyncio
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService
from katas.ch02_tasks.k9_run_with_heartbeat import run_with_heartbeat


class Heart:
    """Writes down when it beats."""

    def __init__(self):
        self.beats = []

    def beat(self):
        """Beat once."""
        self.beats.append(asyncio.get_running_loop().time())


async def test_the_result_is_returned(clock):
    """The result of the work comes out as soon as it is there."""
    work = asyncio.sleep(5, "done")

    result = await run_with_heartbeat(work, Heart().beat, 2)

    assert result == "done", (
        f"The work gave 'done', and {result!r} came back. What does your code return?"
    )
    assert clock.elapsed == 5, (
        f"Work of 5 s with a beat every 2 s: it ended after {clock.elapsed:g} s. "
        "What does your code wait for when the work has ended?"
    )


async def test_it_beats_while_it_works():
    """The beats come after one interval, two intervals, and so on."""
    heart = Heart()

    await run_with_heartbeat(asyncio.sleep(7), heart.beat, 2)

    assert heart.beats == [2, 4, 6], (
        f"Work of 7 s with a beat every 2 s: it beat at {heart.beats}. "
        "When is the first beat to come, and when the last?"
    )


async def test_quick_work_has_no_beat():
    """Work that is done before the first beat has none."""
    heart = Heart()

    await run_with_heartbeat(asyncio.sleep(1), heart.beat, 2)

    assert heart.beats == [], (
        f"Work of 1 s with a beat every 2 s: it beat at {heart.beats}. "
        "What comes first in your loop?"
    )


async def test_it_stops_after_the_work():
    """There is no beat after the end of the work."""
    heart = Heart()

    await run_with_heartbeat(asyncio.sleep(3), heart.beat, 2)
    await asyncio.sleep(10)

    assert heart.beats == [2], (
        f"The work took 3 s, and it beat at {heart.beats}. Who stops the heart?"
    )


async def test_no_task_is_left():
    """When this ends, no task that it made is there any more."""
    await run_with_heartbeat(asyncio.sleep(3), Heart().beat, 2)

    left = len(asyncio.all_tasks()) - 1
    assert left == 0, (
        f"The result is there, and {left} task that you made has not ended. "
        "What happens between `cancel()` and the end of a task?"
    )


async def test_an_exception_comes_out():
    """The exception of the work comes out itself, and the beating stops."""
    heart, error = Heart(), OSError("broken")
    work = FakeService({"work": error}, takes=3, name="work")

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await run_with_heartbeat(work("work"), heart.beat, 2)
    left = len(asyncio.all_tasks()) - 1
    await asyncio.sleep(10)

    assert caught.value is error, (
        f"{error!r} was raised inside, and {caught.value!r} came out. What is in it?"
    )
    assert heart.beats == [2], (
        f"The work failed after 3 s, and it beat at {heart.beats}. Who stops the heart?"
    )
    assert left == 0, (
        f"The work has failed, and {left} task that you made has not ended. "
        "What happens between `cancel()` and the end of a task?"
    )


async def test_the_work_may_fail_with_a_timeout():
    """A TimeoutError of the work is an exception like any other."""
    error = TimeoutError("no answer")
    work, beats = FakeService({"work": error}, takes=3, name="work"), []

    def beat():
        beats.append(work.at_work)
        if len(beats) > 1:
            raise AssertionError(
                "The work failed with a TimeoutError after 3 s, and the heart went on. "
                "Whose TimeoutError did your code catch?"
            )

    with pytest.raises(TimeoutError) as caught:
        await run_with_heartbeat(work("work"), beat, 2)

    assert caught.value is error, (
        f"The work failed with {error!r}, and {caught.value!r} came out. "
        "Which line of yours raised it?"
    )


@given(quarters=st.integers(1, 80), interval=st.integers(1, 20))
async def test_any_duration_and_any_interval(quarters, interval, clock):
    """There is a beat for each interval that is over before the work is."""
    # An end that falls on a beat is left open, so the work never ends on one.
    heart, seconds = Heart(), quarters / 4 + 0.125

    await run_with_heartbeat(asyncio.sleep(seconds), heart.beat, interval)

    count = math.ceil(seconds / interval) - 1
    how = f"Work of {seconds:g} s with a beat every {interval} s"
    assert heart.beats == [interval * (number + 1) for number in range(count)], (
        f"{how}: it beat at {heart.beats}. "
        "When is the first beat to come, and when the last?"
    )
    assert clock.elapsed == seconds, (
        f"{how}: it ended after {clock.elapsed:g} s. "
        "What does your code wait for when the work has ended?"
    )
