"""The first mirror that answers wins; only a network error leads to the next."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService
from katas.ch01_coroutines.k8_try_mirrors import try_mirrors

DOWN = OSError("down")
ORDER = "In which order does your code ask, and when does it stop?"
outcomes = st.one_of(
    st.just(b"file"),
    st.builds(ConnectionError),
    st.builds(OSError),
    st.builds(TimeoutError),
    st.builds(KeyError),
)


async def test_the_next_mirror_is_asked():
    """Where the first mirror is down, the answer comes from the second."""
    fetch = FakeService({"a.org": DOWN, "b.org": b"file"}, takes=1)

    assert await try_mirrors(fetch, ["a.org", "b.org"]) == b"file"
    assert fetch.keys == ["a.org", "b.org"], (
        "The mirrors are a.org, which is down, and b.org. These were asked: "
        f"{fetch.keys}. {ORDER}"
    )


async def test_the_first_answer_is_enough():
    """Once a mirror has answered, no other is asked."""
    fetch = FakeService({"a.org": b"a", "b.org": b"b"}, takes=1)

    assert await try_mirrors(fetch, ["a.org", "b.org"]) == b"a"
    assert fetch.keys == ["a.org"], (
        f"a.org had answered, and these were asked: {fetch.keys}. What ends your loop?"
    )


async def test_an_empty_answer_is_an_answer():
    """An empty file is no reason to ask the next mirror."""
    fetch = FakeService({"a.org": b"", "b.org": b"b"}, takes=1)

    answer = await try_mirrors(fetch, ["a.org", "b.org"])

    assert answer == b"", (
        f"The answer of a.org is empty: b''. It returned {answer!r}. "
        "How does your code find out whether a mirror has answered?"
    )


async def test_all_mirrors_are_down():
    """The caller gets the error of the last mirror."""
    last = TimeoutError("the last one")
    fetch = FakeService({"a.org": DOWN, "b.org": last}, takes=1)

    with pytest.raises(OSError) as caught:
        await try_mirrors(fetch, ["a.org", "b.org"])

    assert caught.value is last, (
        f"All mirrors failed, the last one with {last!r}, and the caller got "
        f"{caught.value!r}. Is that the very error that `fetch` raised last?"
    )


async def test_a_mirror_may_come_twice():
    """A mirror that comes twice is asked twice, and the list goes on after it."""
    fetch = FakeService({"a.org": DOWN, "b.org": b"file"}, takes=1)

    assert await try_mirrors(fetch, ["a.org", "a.org", "b.org", "a.org"]) == b"file"
    assert fetch.keys == ["a.org", "a.org", "b.org"], (
        "The mirrors are a.org, a.org, b.org and a.org, and only b.org answers. These "
        f"were asked: {fetch.keys}. {ORDER}"
    )


async def test_other_errors_come_through_at_once():
    """Any other error reaches the caller, and no other mirror is asked."""
    bug = ValueError("not a host name")
    fetch = FakeService({"a.org": bug, "b.org": b"b"}, takes=1)

    with pytest.raises(ValueError) as caught:
        await try_mirrors(fetch, ["a.org", "b.org"])

    assert caught.value is bug, (
        f"a.org raised {bug!r}, and the caller got {caught.value!r}. "
        "Which line of yours raised it?"
    )
    assert fetch.keys == ["a.org"], (
        f"a.org raised {bug!r}, which is no OSError. These were asked: {fetch.keys}. "
        "For which exceptions does your code ask the next mirror?"
    )


async def test_one_mirror_at_a_time(clock):
    """The next mirror is asked when the one before has failed."""
    fetch = FakeService(
        {"a": DOWN, "b": DOWN, "c": b"c"}, takes={"a": 3, "b": 2, "c": 1}
    )

    await try_mirrors(fetch, ["a", "b", "c"])

    assert fetch.peak == 1, (
        f"{fetch.peak} mirrors were asked at the same time. "
        "When may the second be asked?"
    )
    assert clock.elapsed == 6, (
        f"Mirrors that take 3, 2 and 1 s took {clock.elapsed:g} s in all, one after "
        "another. What else does your code wait for?"
    )


@pytest.mark.parametrize("mirror", ["a", "b"])
async def test_a_cancellation_stops_the_trying(mirror):
    """Cancelled while it waits for a mirror, it stops, and asks no other."""
    fetch = FakeService({"a": DOWN, "b": DOWN, "c": b"c"}, takes={"a": 2, "b": 2})
    task = asyncio.create_task(try_mirrors(fetch, ["a", "b", "c"]))

    await asyncio.sleep(1 if mirror == "a" else 3)
    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled(), (
        f"It was cancelled while it waited for {mirror!r}, and did not stop: "
        f"{fetch.keys} were asked. Which except clause did the CancelledError meet?"
    )
    assert fetch.keys[-1] == mirror, (
        f"It was cancelled while it waited for {mirror!r}, and these were asked: "
        f"{fetch.keys}. Which except clause did the CancelledError meet?"
    )


@given(script=st.lists(st.tuples(outcomes, st.integers(0, 60)), min_size=1, max_size=5))
async def test_any_script_of_outcomes(script, clock):
    """The first outcome that is no OSError decides; else the last one does."""
    results = [outcome for outcome, _ in script]
    decides = next((i for i, r in enumerate(results) if not isinstance(r, OSError)), -1)
    asked = len(script) if decides == -1 else decides + 1
    fetch = FakeService(dict(enumerate(results)), dict(enumerate(s for _, s in script)))

    try:
        answer = await try_mirrors(fetch, range(len(script)))
    except (OSError, KeyError) as error:
        answer = error

    assert answer is results[decides], (
        f"The mirrors gave or raised, one after another: {results}. This came out: "
        f"{answer!r}. Which of them decides in your code?"
    )
    assert fetch.keys == list(range(asked)), (
        f"The mirrors 0, 1, 2 … gave or raised: {results}. These were asked: "
        f"{fetch.keys}. {ORDER}"
    )
    waits = [seconds for _, seconds in script[:asked]]
    assert clock.elapsed == sum(waits), (
        f"Mirrors that take {waits} s took {clock.elapsed:g} s in all, one after "
        "another. What else does your code wait for?"
    )
