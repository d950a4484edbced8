"""Each distinct key once, all at once, in order."""

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, latencies
from katas.ch03_gather.k3_fetch_dict import fetch_dict


async def test_each_key_has_its_value():
    """Each key comes with its own value, whichever is ready first."""
    fetch = FakeService({"a": "page a", "b": "page b"}, takes={"a": 2, "b": 1})

    found = await fetch_dict(fetch, ["a", "b"])

    assert found == {"a": "page a", "b": "page b"}, (
        "Key a has 'page a', after 2 s, and key b has 'page b', after 1 s. This came "
        f"back: {found}. How does your code know which answer belongs to which key?"
    )


async def test_no_keys_no_values():
    """Without keys the dict is empty."""
    found = await fetch_dict(FakeService(), [])

    assert found == {}, (
        f"There were no keys, and it returned {found!r}. "
        "What does your function return?"
    )


async def test_the_keys_keep_their_order():
    """The keys are in the order in which they first come."""
    fetch = FakeService(takes={"d": 3, "a": 1, "c": 2})

    found = await fetch_dict(fetch, ["d", "a", "c", "b", "a"])

    assert list(found) == ["d", "a", "c", "b"], (
        "The keys were d, a, c, b, a. In the dict they are in this order: "
        f"{', '.join(map(str, found))}. Which line of yours decides the order?"
    )


async def test_a_key_is_fetched_once():
    """A key that comes twice is fetched once."""
    fetch = FakeService(takes=1)

    await fetch_dict(fetch, ["a", "b", "a", "a"])

    assert sorted(fetch.keys) == ["a", "b"], (
        f"The keys were a, b, a, a, and these were fetched: {fetch.keys}. "
        "When do you look whether a key came before?"
    )


async def test_an_empty_answer_is_an_answer():
    """An empty text is an answer like any other."""
    values = {"a": "page a", "b": "", "c": "page c"}

    found = await fetch_dict(FakeService(values, takes=1), ["a", "b", "c"])

    assert found == values, (
        f"The answer to b was an empty text, and this came back: {found}. "
        "What does your code do with an empty text?"
    )


async def test_they_are_fetched_together(clock):
    """The whole takes as long as the slowest request."""
    fetch = FakeService(takes={"a": 3, "b": 1, "c": 2})

    await fetch_dict(fetch, ["a", "b", "c", "b"])

    assert clock.elapsed == 3, (
        f"Requests of 3, 1 and 2 s took {clock.elapsed:g} s in all. "
        "Which line waits before the next request is made?"
    )


async def test_many_are_fetched_together(clock):
    """However many there are, no request waits for a free place."""
    fetch = FakeService(takes=1)

    await fetch_dict(fetch, [str(number) for number in range(200)])

    assert clock.elapsed == 1, (
        f"200 requests of 1 s each took {clock.elapsed:g} s in all; {fetch.peak} was "
        "the most at a time. What makes some of them wait in your code?"
    )


async def test_a_failure_reaches_the_caller():
    """The exception of a request reaches the caller."""
    error = OSError("connection lost")
    fetch = FakeService({"a": "page a", "b": error}, takes={"a": 1, "b": 2})

    try:
        ended = await fetch_dict(fetch, ["a", "b"])
    except (OSError, ExceptionGroup) as caught:
        ended = caught

    assert ended is error, (
        f"A request failed with {error!r}, and the caller got {ended!r}. "
        "What becomes of the exception in your code?"
    )


@given(
    keys=st.lists(st.sampled_from("abcde"), max_size=8),
    waits=st.lists(latencies(), min_size=5, max_size=5),
)
async def test_any_keys_and_any_latencies(keys, waits, clock):
    """It does what a dict comprehension does, in the time of the slowest request."""
    takes = dict(zip("abcde", waits, strict=True))
    fetch = FakeService(lambda key: f"page {key}", takes)

    found = await fetch_dict(fetch, keys)

    assert list(found.items()) == [
        (key, f"page {key}") for key in dict.fromkeys(keys)
    ], (
        f"The keys were {keys}, and this came back: {found}. "
        "Which keys should be there, and in which order?"
    )
    assert len(fetch.calls) == len(set(keys)), (
        f"The keys were {keys}, and these were fetched: {fetch.keys}. "
        "When do you look whether a key came before?"
    )
    slowest = max((takes[key] for key in keys), default=0)
    assert clock.elapsed == slowest, (
        f"The slowest request took {slowest:g} s, and all of them {clock.elapsed:g} s. "
        "Which line waits before the next request is made?"
    )
