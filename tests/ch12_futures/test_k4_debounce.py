"""It calls when it is quiet: once, in time, with what came last."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Clock
from katas.ch12_futures.k4_debounce import debounce


class Writer:
    """A function that notes when it is called, and with what."""

    def __init__(self):
        self.calls = []

    def __call__(self, *args, **kwargs):
        """Note a call."""
        self.calls.append((Clock().elapsed, *args, *kwargs.items()))

    @property
    def in_words(self):
        """All calls, as a learner reads them."""
        words = [f"{text!r} at {at:g} s" for at, text in self.calls]
        return ", ".join(words) or "nothing"


async def type_in(save, *keys):
    """Call a function at some instants, and wait until all is over."""
    for at, text in keys:
        await asyncio.sleep(at - Clock().elapsed)
        save(text)
    await asyncio.sleep(60)


def question_about(calls, due, keys):
    """Return a question about calls that differ from those that were due."""
    if len(calls) < len(due):
        return "What keeps your code from calling `fn`?"
    if len(calls) == len(keys) > len(due):
        return "What becomes of the call that was planned before?"
    if [at for at, _ in calls] != [at for at, _ in due]:
        return "From which moment on does your code wait, and how long?"
    return "Which arguments does your code keep?"


async def assert_calls(wait, keys, due):
    """Check what is called after some keys."""
    write = Writer()

    await type_in(debounce(write, wait), *keys)

    typed = ", ".join(f"{text!r} at {at:g} s" for at, text in keys)
    assert write.calls == due, (
        f"`wait` is {wait:g} s. You were called with {typed}, and called `fn` with "
        f"{write.in_words}. {question_about(write.calls, due, keys)}"
    )


async def test_it_calls_after_a_while():
    """After one call it waits, and then calls the function."""
    write = Writer()
    save = debounce(write, 2.0625)

    await type_in(save, (0, "a"))

    assert write.calls, (
        "`wait` is 2.0625 s. You were called with 'a' at 0 s. A minute later `fn` had "
        "not been called. Which line of yours calls it?"
    )
    assert write.calls == [(2.0625, "a")], (
        "`wait` is 2.0625 s. You were called with 'a' at 0 s, and called `fn` with "
        f"{write.in_words}. Which of your lines calls it, and when is that line run?"
    )


async def test_it_returns_at_once(clock):
    """A call waits for nothing: whoever calls it goes on."""
    write = Writer()

    debounce(write, 2)("a")
    elapsed, calls = clock.elapsed, list(write.calls)
    await asyncio.sleep(9)

    assert (elapsed, calls) == (0, []), (
        f"A call took {elapsed:g} s, and when it returned `fn` had been called with "
        f"{write.in_words if calls else 'nothing'}. Who has to wait for your wait?"
    )


async def test_only_the_last_call_counts():
    """Each call begins to wait anew; the arguments are those of the last one."""
    keys = [(0, "c"), (2, "b"), (3, "a"), (5, "d"), (5, "b")]

    await assert_calls(2.25, keys, [(7.25, "b")])


async def test_it_begins_anew():
    """When it has called the function, the next call waits again."""
    keys = [(0, "a"), (1, "ab"), (6, "ab"), (20, "y"), (21, "y")]

    await assert_calls(2, keys, [(3, "ab"), (8, "ab"), (23, "y")])


async def test_all_arguments_are_passed_on():
    """Positional arguments and keyword arguments reach the function as they are."""
    write = Writer()
    save = debounce(write, 2)

    save("old", mode="w")
    save("new", None, mode="a")
    await asyncio.sleep(9)
    save()
    await asyncio.sleep(9)

    calls = [call[1:] for call in write.calls]
    assert calls == [("new", None, ("mode", "a")), ()], (
        "It was called with 'old' and mode='w', then at once with 'new', None and "
        f"mode='a', and 9 s later with nothing. `fn` got these: {calls}. "
        "Which arguments does your code keep?"
    )


async def test_two_do_not_disturb_each_other():
    """Two debounced functions wait each for itself."""
    first, second = Writer(), Writer()
    one, two = debounce(first, 2), debounce(second, 3)

    one("a")
    two("b")
    await asyncio.sleep(9)

    assert (first.calls, second.calls) == ([(2, "a")], [(3, "b")]), (
        "Two functions were called at 0 s, one that waits 2 s with 'a', one that waits "
        f"3 s with 'b'. The first `fn` was called with {first.in_words}, the second "
        f"one with {second.in_words}. What do they share?"
    )


@pytest.mark.parametrize("then", [[], [(3, "d")]], ids=["alone", "and another one"])
async def test_the_function_may_call_it_again(then):
    """A call that the function itself makes counts as any other."""
    write = Writer()

    def write_again(text):
        write(text)
        if text == "a":
            save("b")
            save("c")

    save = debounce(write_again, 2)
    await type_in(save, (0, "a"), *then)

    assert write.calls == [(2, "a"), (5, "d") if then else (4, "c")], (
        "`wait` is 2 s. You were called with 'a'. When `fn` got it, it called again, "
        f"with 'b' and 'c'{'; at 3 s came a call with `d`' if then else ''}. In all "
        f"`fn` was called with {write.in_words}. Which timers does your code know "
        "while it calls `fn`, and after that?"
    )


def test_it_is_also_made_where_no_loop_runs():
    """A module may do it while it is imported; each loop may use what it gave."""
    write = Writer()
    save = debounce(write, 2)

    for _ in range(2):
        asyncio.run(type_in(save, (0, "a"), (1, "b")))

    texts = [text for _, text in write.calls]
    assert texts == ["b", "b"], (
        "debounce was called where no loop ran. Later, on two loops, one by one, what "
        f"it gave was called with 'a' and 1 s later with 'b'. `fn` got {texts}. "
        "Which part of your code needs a loop, and which loop?"
    )


@given(
    wait=st.integers(0, 12).map(lambda n: n / 4 + 0.0625),
    gaps=st.lists(st.integers(0, 16).map(lambda n: n / 4), min_size=1, max_size=8),
)
async def test_any_calls(wait, gaps):
    """It calls after each call that no other one follows in time."""
    instants = [sum(gaps[: n + 1]) for n in range(len(gaps))]
    keys = [(at, str(number)) for number, at in enumerate(instants)]
    followed = [*instants[1:], float("inf")]

    due = [
        (at + wait, text)
        for (at, text), then in zip(keys, followed, strict=True)
        if then - at > wait
    ]
    await assert_calls(wait, keys, due)
