"""It asks as few as possible, and the first answer wins."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancelled_at
from katas.ch05_timeouts.k6_hedged_request import hedged_request


def service(takes, failing=""):
    """Return replicas that answer with their name, but for those that fail."""
    errors = {key: OSError(f"{key} is down") for key in failing}
    return FakeService(lambda key: errors.get(key, key), takes)


def began(fetch):
    """Return when each replica was asked."""
    return {call.key: call.began for call in fetch.calls}


async def test_a_quick_answer_is_enough(clock):
    """If the first one answers in time, its answer is returned at once."""
    fetch = FakeService(takes=1)

    answer = await hedged_request(fetch, ["a", "b", "c"], 2)

    assert fetch.keys == ["a"], (
        f"'a' answers after 1 s, the delay is 2 s, and these were asked: {fetch.keys}. "
        "When do you ask the next one?"
    )
    assert (answer, clock.elapsed) == ("a", 1)


async def test_nobody_is_asked_after_the_answer():
    """When there is an answer, nobody else is asked, also not later."""
    fetch = FakeService(takes=1)

    await hedged_request(fetch, ["a", "b", "c"], 2)
    await asyncio.sleep(9)

    assert began(fetch) == {"a": 0}, (
        "'a' answered after 1 s, and they were asked at these times: "
        f"{began(fetch)}. What is still running after the answer?"
    )


async def test_a_slow_one_is_helped(clock):
    """When the delay is over, the next one is asked too; the first answer wins."""
    fetch = FakeService(takes={"a": 9, "b": 1})

    answer = await hedged_request(fetch, ["a", "b", "c"], 2)

    assert began(fetch) == {"a": 0, "b": 2}, (
        f"The delay is 2 s, and they were asked at these times: {began(fetch)}. "
        "What do you do when 'a' has not answered after 2 s?"
    )
    assert (answer, clock.elapsed) == ("b", 3)


async def test_the_replica_asked_first_may_still_win():
    """Those that were asked before go on, and may answer first."""
    fetch = FakeService(takes={"a": 3, "b": 9, "c": 9})

    answer = await hedged_request(fetch, ["a", "b", "c"], 2)

    assert answer == "a", (
        "'a' answers after 3 s, 'b' was asked after 2 s and needs 9 s, and the answer "
        f"was {answer!r}. What became of 'a' meanwhile?"
    )


async def test_each_delay_counts_from_the_latest():
    """One after another is asked, each a delay after the one before it."""
    fetch = FakeService(takes=9)

    await hedged_request(fetch, ["a", "b", "c", "d"], 2)

    assert began(fetch) == {"a": 0, "b": 2, "c": 4, "d": 6}


async def test_a_failure_asks_the_next_at_once():
    """When one fails, the next one is asked at once, and the delay begins anew."""
    fetch = service({"a": 1, "b": 9, "c": 9}, failing="a")

    await hedged_request(fetch, ["a", "b", "c"], 4)

    assert began(fetch) == {"a": 0, "b": 1, "c": 5}, (
        "'a' failed after 1 s, the delay is 4 s, and they were asked at these times: "
        f"{began(fetch)}. What does a failure change?"
    )


async def test_a_failure_of_any_asks_the_next():
    """The next one is asked at once when an older one fails, too."""
    fetch = service({"a": 5, "b": 9, "c": 9}, failing="a")

    await hedged_request(fetch, ["a", "b", "c"], 4)

    assert began(fetch) == {"a": 0, "b": 4, "c": 5}, (
        "'b' was asked after 4 s, and 'a' failed after 5 s. They were asked at these "
        f"times: {began(fetch)}. Whose failure do you see?"
    )


@pytest.mark.parametrize("answer", [None, False, 0])
async def test_any_answer_wins(answer):
    """None, False and 0 are answers too."""
    fetch = FakeService({"a": answer, "b": "late"}, takes={"a": 1, "b": 9})

    found = await hedged_request(fetch, ["a", "b"], 2)

    assert found is answer, (
        f"The first answer was {answer!r}, and {found!r} came out. "
        "How do you tell an answer from a failure?"
    )


async def test_without_delay_all_are_asked_at_once(clock):
    """With a delay of 0 all are asked at the beginning."""
    fetch = FakeService(takes={"a": 3, "b": 2, "c": 1})

    answer = await hedged_request(fetch, ["a", "b", "c"], 0)

    assert began(fetch) == {"a": 0, "b": 0, "c": 0}
    assert (answer, clock.elapsed) == ("c", 1)


async def test_all_of_them_fail(clock):
    """Where all fail, the exception of the one that failed last is raised."""
    fetch = service({"a": 9, "b": 1, "c": 1}, failing="abc")

    try:
        outcome = await hedged_request(fetch, ["a", "b", "c"], 2)
    except (OSError, ExceptionGroup) as error:
        outcome = error

    assert repr(outcome) == "OSError('a is down')", (
        "'b' failed after 3 s, 'c' after 4 s, and 'a' after 9 s. After "
        f"{clock.elapsed:g} s {outcome!r} came out. Which failure do you keep?"
    )


async def test_a_timeout_is_a_failure_like_any_other():
    """A TimeoutError of a replica comes out, if it is the last failure."""
    error = TimeoutError("its own")
    fetch = FakeService({"a": OSError("down"), "b": error}, takes=1)

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await hedged_request(fetch, ["a", "b"], 2)

    assert caught.value is error, (
        f"The last failure was {error!r}, and {caught.value!r} came out. "
        "Whose TimeoutErrors do you catch?"
    )


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_an_answer_wins_over_failures_of_the_same_moment(place):
    """Where some fail and one answers at the same moment, the answer is returned."""

    async def fetch(number):
        await asyncio.sleep(3 - number)
        if number == place:
            return "good"
        asyncio.current_task().add_done_callback(asyncio.Task.exception)
        raise OSError(number)

    assert await hedged_request(fetch, [0, 1, 2], 1) == "good"


async def test_the_others_are_cancelled():
    """A replica that has not won is cancelled, and none is asked any more."""
    fetch = FakeService(takes={"a": 9, "b": 9, "c": 1})

    await hedged_request(fetch, ["a", "b", "c", "d"], 2)

    await asyncio.sleep(0)  # The next test asks whether they have ended too.
    ends = [(call.key, call.outcome, call.ended) for call in fetch.calls]
    assert ends == [("a", "cancelled", 5), ("b", "cancelled", 5), ("c", "answered", 5)]


async def test_the_others_have_cleaned_up(clock):
    """It returns when the others have finished their cleaning up."""
    tidy = FakeService(takes=2, name="tidy")

    async def fetch(replica):
        if replica == "c":
            return await asyncio.sleep(1, "C")
        try:
            return await asyncio.sleep(9)
        finally:
            await tidy(replica)

    assert await hedged_request(fetch, ["a", "b", "c"], 2) == "C"

    assert [call.ended for call in tidy.calls] == [7, 7], (
        "'c' answered after 5 s, the two others need 2 s to tidy up, and it returned "
        f"after {clock.elapsed:g} s. When is each cancelled, and who waits for it?"
    )


async def test_a_loser_that_fails_has_lost():
    """A loser that fails while it cleans up takes nothing from the winner."""

    async def fetch(replica):
        if replica == "b":
            return await asyncio.sleep(1, "B")
        try:
            return await asyncio.sleep(9)
        finally:
            raise OSError("cannot clean up")

    assert await hedged_request(fetch, ["a", "b", "c"], 2) == "B"


async def test_a_cancellation_reaches_all_of_them():
    """Cancelled, it cancels all that were asked, and asks no more."""
    fetch = FakeService(takes=9)

    task = await cancelled_at(hedged_request(fetch, ["a", "b", "c"], 2), 3)
    await asyncio.sleep(9)

    assert task.cancelled(), "Its caller was cancelled at 3 s, and never heard of it."
    ends = [(call.key, call.outcome, call.ended) for call in fetch.calls]
    assert ends == [("a", "cancelled", 3), ("b", "cancelled", 3)], (
        f"It was cancelled at 3 s, and these were the ends: {ends}. "
        "Who tells the tasks that it started?"
    )


@given(quarters=st.integers(0, 24), late=st.booleans())
async def test_it_may_be_cancelled_at_any_time(quarters, late):
    """Whenever it is cancelled, all have ended, and its caller hears of it."""
    fetch = service({"a": 9, "b": 1, "c": 1}, failing="b")
    tidy, seconds = FakeService(takes=2, name="tidy"), quarters / 4

    async def careful(replica):
        try:
            return await fetch(replica)
        except asyncio.CancelledError:
            await tidy(replica)
            raise

    # 'b' is asked at 2 s and fails at 3 s, 'c' wins at 4 s, 'a' has tidied up at 6 s.
    coro = hedged_request(careful, ["a", "b", "c", "d"], 2)
    task = await cancelled_at(coro, seconds, late=late or seconds == 0)

    assert task.cancelled(), (
        f"Its caller was cancelled at {seconds:g} s, and never heard of it. "
        "Who got the CancelledError instead?"
    )
    assert fetch.at_work + tidy.at_work == 0, (
        f"It was cancelled at {seconds:g} s, it ended, and somebody that it asked has "
        "not ended. Who waits for all of them then?"
    )


def played(script, delay):
    """Play a request event by event.

    Returns:
        When each was asked, which one won or failed last, and when that was.
    """
    asked, ends = [0], {0: script[0][0]}
    while True:
        first = min(ends, key=ends.get)
        now = ends[first]
        is_one_left = len(asked) < len(script)
        if is_one_left and asked[-1] + delay < now:
            now = asked[-1] + delay
        elif script[first][1] or not (is_one_left or ends.keys() - {first}):
            return asked, first, now
        else:
            del ends[first]
        if is_one_left:
            ends[len(asked)] = now + script[len(asked)][0]
            asked.append(now)


@given(
    script=st.lists(
        st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=5
    ),
    delay=st.integers(0, 4),
)
async def test_any_replicas(script, delay, clock):
    """Each is asked when it must be, and not before; the first answer wins."""
    # Each has a fraction of its own, so no two things happen at the same moment.
    script = [(whole + 0.5 ** (n + 1), good) for n, (whole, good) in enumerate(script)]
    outcomes = [n if good else OSError(n) for n, (_, good) in enumerate(script)]
    takes = {n: seconds for n, (seconds, _) in enumerate(script)}
    fetch = FakeService(outcomes.__getitem__, takes)
    asked, last, end = played(script, delay)

    try:
        outcome = await hedged_request(fetch, range(len(script)), delay)
    except OSError as error:
        outcome = error

    assert outcome == outcomes[last]
    assert [call.began for call in fetch.calls] == asked
    assert clock.elapsed == end
    assert fetch.at_work == 0
