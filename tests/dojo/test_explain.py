"""What a learner reads is what was seen, not how the judge found it."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import FlakyFailure

from dojo.findings.findings import Finding, Misconduct
from dojo.report import wording
from dojo.report.explain import explain
from dojo.report.verdict import Status
from dojo.report.wording import Line


def test_what_hypothesis_could_not_repeat_is_told_by_itself():
    """A finding that an example had once is told; Hypothesis's doubts are not."""
    finding = Finding("A task was left.", "Who waits for it?")
    error = FlakyFailure("unreliable results", [Misconduct([finding])])

    result = explain("test_it", "It ends.", error, [], "")

    assert result.text == "A task was left.\nWho waits for it?"
    assert result.headline == "A task was left."


def test_the_example_of_a_property_is_shown(clock):
    """Hypothesis says with which arguments it failed; fixtures are none of them."""

    @given(number=st.integers(0, 9))
    def counts(number, clock):
        assert number < 3

    with pytest.raises(AssertionError) as caught:
        counts(clock=clock)

    assert "Seen with number=3" in explain("test_it", "", caught.value, [], "").text


def test_no_address_of_an_object_is_shown():
    error = ValueError(f"not {object()!r}")

    result = explain("test_it", "", error, [], "")

    assert result.text == result.headline == "ValueError: not <object object>"


def test_what_pytest_colours_is_plain_text_and_coloured_where_it_is_shown():
    """Codes that steer one terminal are noise in a window, or in a file."""
    seen = "assert 'Hi' == 'Hello'\n  \n  \x1b[0m\x1b[91m- Hello\x1b[39;49;00m\n  + Hi"

    result = explain("test_it", "It greets.", AssertionError(seen), [], "")

    assert "\x1b" not in result.text
    lines = list(wording.failures(Status.FAILING, [result]))
    assert Line("    - Hello", "red") in lines
    assert Line("    + Hi", "green") in lines


def test_nothing_steers_the_terminal_of_a_learner():
    """What an answer raises or prints may hold signs that clear the screen."""
    error = ValueError("\x1b[2Jgone\a")

    result = explain("test_it", "", error, [], "a\x07b\n")

    assert result.headline == r"ValueError: \x1b[2Jgone\x07"
    assert r"a\x07b" in result.text


async def test_a_future_is_told_from_its_result():
    future = asyncio.gather()
    error = AssertionError(f"It returned {future!r}. What gives it its order?")

    result = explain("test_it", "", error, [], "")

    assert "result=[]> (a future, which nobody has awaited). Which word" in " ".join(
        result.text.split()
    )


def expects_another_error():
    with pytest.raises(OSError):
        raise ValueError("seen")


def test_what_a_test_expects_is_said_beside_what_came():
    with pytest.raises(ValueError, match="seen") as caught:
        expects_another_error()

    result = explain("test_it", "", caught.value, [], "")

    said = "ValueError: seen (The test expects OSError here.)\n"
    assert result.text.startswith(said)


def closed():
    """Return a coroutine of which nobody asks that it is awaited."""
    coroutine = asyncio.sleep(0)
    coroutine.close()
    return coroutine


NO_COROUTINE = "and that is no coroutine"
STAR = "Which sign before a list makes arguments of its items?"
SLIPS = {
    "a list": (lambda: asyncio.gather([closed()]), STAR),
    "a tuple": (lambda: asyncio.gather((closed(),)), STAR),
    "a generator": (lambda: asyncio.gather(closed() for _ in "ab"), STAR),
    "a text": (lambda: asyncio.gather("page"), f"was given 'page', {NO_COROUTINE}"),
    "a function": (
        lambda: asyncio.gather(closed),
        f"was given a function, {NO_COROUTINE}",
    ),
    "a task of a value": (lambda: asyncio.create_task(3), f"given 3, {NO_COROUTINE}"),
    "no task": (
        lambda: asyncio.wait([closed()]),
        "Which call makes a task of a coroutine",
    ),
    "nothing": (lambda: asyncio.wait([]), "When is no task left here?"),
}


@pytest.mark.parametrize(("slip", "said"), SLIPS.values(), ids=SLIPS)
def test_a_common_slip_is_named(slip, said):
    """What asyncio says of it in its own words is no help to a beginner."""

    async def main():
        await slip()

    with pytest.raises((TypeError, ValueError, RuntimeError)) as caught:
        asyncio.run(main())

    assert said in " ".join(explain("test_it", "", caught.value, [], "").text.split())


@pytest.mark.parametrize("give", [[1, 2], iter("ab")], ids=["a list", "an iterator"])
async def test_what_is_not_async_iterable_is_told_in_plain_words(give):
    """An answer may return a list where items are asked for one by one."""
    with pytest.raises(TypeError) as caught:
        [item async for item in give]

    result = explain("test_it", "It counts.", caught.value, [], "")

    told = " ".join(result.text.split())
    assert f"and this was a {type(give).__name__}" in told
    assert "What makes a function an async generator?" in told
