"""Together within a batch, one batch after another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, latencies
from katas.ch03_gather.k4_in_batches import in_batches


async def test_the_answers_come_in_order():
    """There is one answer for each id, in the order of the ids."""
    fetch = FakeService(lambda id: f"page {id}", takes={1: 3, 2: 1, 3: 2, 4: 1})

    answers = await in_batches(fetch, [1, 2, 3, 4], 2)

    assert answers == ["page 1", "page 2", "page 3", "page 4"], (
        f"The ids were 1, 2, 3 and 4, and it returned {answers}. "
        "Where does your list come from, and what gives it its order?"
    )


@pytest.mark.parametrize("size", [1, 2, 3, 5, 9])
async def test_the_last_batch_may_be_smaller(size):
    """No id is lost, whatever the size of a batch is."""
    fetch = FakeService("abcde".__getitem__, takes=1)

    answers = await in_batches(fetch, [0, 1, 2, 3, 4], size)

    assert answers == list("abcde"), (
        f"The answers to 0, 1, 2, 3 and 4 are a, b, c, d and e. In batches of {size} "
        f"it returned {answers}. Which answers does your code keep?"
    )


async def test_a_batch_is_full():
    """Each batch has `size` ids, and only the last one may have fewer."""
    fetch = FakeService(takes=1)

    await in_batches(fetch, [2, 7, 2, 4, 5, 6, 7], 3)

    began = [call.began for call in fetch.calls]
    assert began == [0, 0, 0, 1, 1, 1, 2], (
        "The ids 2, 7, 2, 4, 5, 6, 7 in batches of 3, 1 s each: the requests began at "
        f"{', '.join(f'{at:g}' for at in began)} s. "
        "How many ids are in each of your batches?"
    )


async def test_the_same_id_is_fetched_again():
    """An id that comes twice is fetched twice, and each answer has its place."""
    answers = iter(["old", "other", "new"])
    fetch = FakeService(lambda id: next(answers), takes=1)

    found = await in_batches(fetch, [1, 2, 1], 1)

    assert found == ["old", "other", "new"], (
        "The ids were 1, 2 and 1, and the answers 'old', 'other' and 'new'. It "
        f"returned {found}. Where does your code keep the two answers to 1?"
    )


async def test_no_ids_no_answers():
    """Without ids the list is empty."""
    answers = await in_batches(FakeService(), [], 3)

    assert answers == [], (
        f"There were no ids, and it returned {answers!r}. "
        "What does your function return?"
    )


async def test_a_batch_is_fetched_together(clock):
    """A batch takes as long as its slowest request."""
    fetch = FakeService(takes={1: 3, 2: 1, 3: 2})

    await in_batches(fetch, [1, 2, 3], 3)

    assert clock.elapsed == 3, (
        f"A batch of 3, 1 and 2 s took {clock.elapsed:g} s. "
        "Which line waits before the next request of the batch is made?"
    )


async def test_a_batch_waits_for_the_batch_before(clock):
    """The next batch begins when the slowest of the batch before is done."""
    fetch = FakeService(takes={1: 3, 2: 1, 3: 2, 4: 2})

    await in_batches(fetch, [1, 2, 3, 4], 2)

    began = [call.began for call in fetch.calls]
    assert began == [0, 0, 3, 3], (
        f"Batches of 2, of which the first takes 3 s: the requests began at {began}. "
        "When may the second batch begin?"
    )
    assert clock.elapsed == 5, (
        "A batch of 3 s and a batch of 2 s took "
        f"{clock.elapsed:g} s. What does your code wait for?"
    )


async def test_no_batch_begins_after_a_failure():
    """The exception of a request comes out, and no further batch begins."""
    fetch = FakeService({1: "one", 2: OSError("down"), 3: "three"}, {1: 1, 2: 2})

    with pytest.raises(OSError):
        await in_batches(fetch, [1, 2, 3], 2)

    assert sorted(fetch.keys) == [1, 2], (
        f"A request of the first batch, 1 and 2, failed, and these were sent: "
        f"{fetch.keys}. When does your code look at a failure?"
    )


@given(waits=st.lists(latencies(), max_size=7), size=st.integers(1, 4))
async def test_any_latencies_and_any_size(waits, size, clock):
    """It takes the sum of the slowest of each batch, and answers as a map does."""
    fetch = FakeService(lambda id: f"page {id}", dict(enumerate(waits)))
    ids = list(range(len(waits)))

    answers = await in_batches(fetch, ids, size)

    assert answers == [f"page {id}" for id in ids], (
        f"The ids were {ids}, and it returned {answers}. "
        "Which answers does your code keep, and in which order?"
    )
    batches = [waits[start : start + size] for start in range(0, len(waits), size)]
    assert clock.elapsed == sum(map(max, batches)), (
        f"These batches of {size}, in seconds: {batches}, took {clock.elapsed:g} s in "
        "all. When does each request begin in your code?"
    )
