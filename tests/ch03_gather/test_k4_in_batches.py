"""Together within a batch, one batch after another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, latencies
from katas.ch03_gather.k4_in_batches import in_batches


async def test_the_answers_come_in_order():
    """There is one answer for each id, in the order of the ids."""
    fetch = FakeService(lambda id: id * 10, takes={1: 3, 2: 1, 3: 2, 4: 1})

    assert await in_batches(fetch, [1, 2, 3, 4], 2) == [10, 20, 30, 40]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 9])
async def test_the_last_batch_may_be_smaller(size):
    """No id is lost, whatever the size of a batch is."""
    fetch = FakeService(takes=1)

    assert await in_batches(fetch, [0, 1, 2, 3, 4], size) == [0, 1, 2, 3, 4]


async def test_a_batch_is_full():
    """Each batch has `size` ids, and only the last one may have fewer."""
    fetch = FakeService(takes=1)

    await in_batches(fetch, "abcdefg", 3)

    began = [call.began for call in fetch.calls]
    assert began == [0, 0, 0, 1, 1, 1, 2], (
        f"7 ids in batches of 3, 1 s each: the requests began at {began}. "
        "How many ids are in each of your batches?"
    )


async def test_any_value_is_an_id():
    """None, 0 and an empty text are ids like any other."""
    ids = [None, 0, "", None]

    assert await in_batches(FakeService(takes=1), ids, 3) == ids


async def test_the_same_id_is_fetched_again():
    """An id that comes twice is fetched twice, and each answer has its place."""
    rolls = iter([6, 1, 3])
    roll = FakeService(lambda die: next(rolls), takes=1, name="roll")

    assert await in_batches(roll, ["red", "blue", "red"], 1) == [6, 1, 3]


async def test_no_ids_no_answers():
    """Without ids the list is empty."""
    assert await in_batches(FakeService(), [], 3) == []


async def test_a_batch_is_fetched_together(clock):
    """A batch takes as long as its slowest request."""
    fetch = FakeService(takes={"a": 3, "b": 1, "c": 2})

    await in_batches(fetch, "abc", 3)

    assert clock.elapsed == 3, (
        f"A batch of 3, 1 and 2 s took {clock.elapsed:g} s. "
        "Which line waits before the next request of the batch was made?"
    )


async def test_a_batch_waits_for_the_batch_before(clock):
    """The next batch begins when the slowest of the batch before is done."""
    fetch = FakeService(takes={"a": 3, "b": 1, "c": 2, "d": 2})

    await in_batches(fetch, "abcd", 2)

    began = [call.began for call in fetch.calls]
    assert began == [0, 0, 3, 3], (
        f"Batches of 2, of which the first takes 3 s: the requests began at {began}. "
        "When may the second batch begin?"
    )
    assert clock.elapsed == 5


async def test_no_batch_begins_after_a_failure():
    """The exception of a request comes out, and no further batch begins."""
    fetch = FakeService({"a": 1, "b": OSError("down"), "c": 3}, takes={"a": 1, "b": 2})

    with pytest.raises(OSError):
        await in_batches(fetch, "abc", 2)

    assert sorted(fetch.keys) == ["a", "b"], (
        f"A request of the first batch, a and b, failed, and these were sent: "
        f"{fetch.keys}. When does your code look at a failure?"
    )


@given(waits=st.lists(latencies(), max_size=7), size=st.integers(1, 4))
async def test_any_latencies_and_any_size(waits, size, clock):
    """It takes the sum of the slowest of each batch, and answers as a map does."""
    fetch = FakeService(lambda id: id * 10, dict(enumerate(waits)))
    ids = range(len(waits))

    assert await in_batches(fetch, ids, size) == [id * 10 for id in ids]

    batches = [waits[start : start + size] for start in range(0, len(waits), size)]
    assert clock.elapsed == sum(map(max, batches))
