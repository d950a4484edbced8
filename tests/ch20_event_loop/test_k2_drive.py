"""A coroutine is run by hand: each question gets its answer."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katas.ch20_event_loop.k2_drive import Ask, drive


class PowerCut(BaseException):
    """An error that is no Exception."""


class NoSizes(Exception):
    """An error that is false."""

    def __len__(self):
        return 0


async def order():
    """Ask two questions."""
    return await Ask("size"), await Ask("colour")


def outcome_of(coro, answers):
    """Return what came out of `drive`, an exception too, and say how it came."""
    try:
        result = drive(coro, answers)
    except (Exception, PowerCut, asyncio.CancelledError) as error:
        if type(error) is NotImplementedError:
            raise
        return error, f"`drive` raised {error!r}"
    return result, f"`drive` returned {result!r}"


def test_each_question_gets_its_answer():
    """The answers are sent in; what the coroutine returns comes out."""
    result = drive(order(), {"colour": "red", "size": 40, "price": 20})

    question = "Which line of yours gets what the coroutine returns?"
    if isinstance(result, tuple):
        question = "Which answer do you send to which question?"
    assert result == (40, "red"), (
        "The coroutine asked for 'size' and 'colour', and returned both answers. They "
        f"are 40 and 'red', and `drive` returned {result!r}. {question}"
    )


@pytest.mark.parametrize("returned", ["shoes", None, OSError("returned")], ids=repr)
def test_what_it_returns_comes_out(returned):
    """It may ask nothing, and return any value, an exception object too."""

    async def silent():
        return returned

    outcome, told = outcome_of(silent(), {})

    assert (outcome, told) == (returned, f"`drive` returned {returned!r}"), (
        f"A coroutine that asks nothing returned {returned!r}, and {told}. "
        "What tells you that a coroutine has ended, and how?"
    )


def test_the_questions_may_come_from_deep_inside():
    """A coroutine that is awaited by another one may ask too."""

    async def shop():
        return await order(), await Ask("price")

    result = drive(shop(), {"size": 40, "colour": "red", "price": 20})

    assert result == ((40, "red"), 20), (
        "A coroutine awaited another one, which asks for 'size' and 'colour', and then "
        f"asked for 'price'; `drive` returned {result!r}. Which answers are missing?"
    )


@pytest.mark.parametrize("value", [None, 0, "", OSError, ["red"]], ids=repr)
def test_any_value_is_an_answer(value):
    """None, 0 and a class are answers."""
    result, told = outcome_of(order(), {"size": value, "colour": "red"})

    question = "Which answers do you send, and which do you raise?"
    if isinstance(result, KeyError):
        question = "How do you know whether there is an answer?"
    assert result == (value, "red"), (
        f"The answer to 'size' is {value!r}, to 'colour' 'red', and {told}. {question}"
    )


def test_the_same_question_many_times():
    """A question gets its answer as often as it is asked."""
    many = 3000

    async def ask_again():
        return [await Ask("size") for _ in range(many)]

    answers = {"size": 40}
    result, told = outcome_of(ask_again(), answers)

    assert result == [40] * many, (
        f"A coroutine asked for 'size' {many} times; the answer is 40, and this came "
        f"out: {told[:200]}. What is different the second time, or the thousandth?"
    )
    assert answers == {"size": 40}, (
        f"`answers` was {{'size': 40}}, and is {answers} now. Which line changes it?"
    )


@pytest.mark.parametrize(
    "error",
    [OSError(), NoSizes(), KeyError("size"), asyncio.CancelledError(), PowerCut()],
    ids=repr,
)
def test_an_exception_is_raised_at_the_await(error):
    """An answer that is an exception is raised in the coroutine, and comes out."""
    seen = []

    async def careful():
        try:
            seen.append(f"the value {await Ask('size')!r}")
        except BaseException as raised:
            seen.append(f"an exception, {raised!r}")
            raise
        await Ask("colour")

    result, told = outcome_of(careful(), {"size": error, "colour": "red"})

    assert seen == [f"an exception, {error!r}"], (
        f"The answer to 'size' is {error!r} (as a bool: {bool(error)}). At its `await` "
        f"the coroutine got {', then '.join(seen) or 'nothing'}; {told}. What does "
        "your code do with an answer that is an exception object?"
    )
    assert result is error, (
        f"The answer to 'size' is {error!r}, which the coroutine raises again; {told}, "
        "and this is not the same object. Where does it come from?"
    )


def test_after_an_exception_it_may_ask_again():
    """The question that comes after an exception gets its answer too."""

    async def patient():
        try:
            return await Ask("size")
        except OSError:
            return await Ask("colour"), await Ask("price")

    answers = {"size": OSError("no user"), "colour": "red", "price": 20}
    result, told = outcome_of(patient(), answers)

    assert result == ("red", 20), (
        "The answer to 'size' is an OSError. The coroutine caught it, asked for "
        f"'colour' and 'price', and returned both. They are 'red' and 20, and {told}. "
        "Where do you get the question that comes after an exception?"
    )


def test_after_an_exception_it_may_return():
    """A coroutine that catches the exception may end, and its result comes out."""

    async def content():
        try:
            return await Ask("size")
        except OSError:
            return "any size"

    result, told = outcome_of(content(), {"size": OSError("no user")})

    assert result == "any size", (
        "The answer to 'size' is an OSError. The coroutine caught it, and returned "
        f"'any size'; {told}. In which lines of yours may a coroutine end?"
    )


def test_what_it_raises_itself_comes_out():
    """An exception of the coroutine comes out itself."""
    error = KeyError("size")

    async def clumsy():
        await Ask("size")
        raise error

    result, told = outcome_of(clumsy(), {"size": 40})

    assert "raised" in told, (
        f"The coroutine got its answer, and then raised {error!r} itself; {told}. "
        "What becomes of an exception of the coroutine?"
    )
    assert result is error, (
        f"The coroutine got its answer, and then raised {error!r} itself; {told}, and "
        "this is another object. Which of your lines catches more than it should?"
    )


def test_without_an_answer_it_is_closed():
    """It is closed, its `finally` has run, and then there is a KeyError."""
    log = []

    async def tidy():
        try:
            await Ask("size")
            await Ask("shoe")
        finally:
            log.append("cleaned up")

    coro = tidy()
    result, told = outcome_of(coro, {"size": 40})

    cleaned_up = list(log)
    coro.close()
    assert (type(result), getattr(result, "args", ())) == (KeyError, ("shoe",)), (
        f"There is no answer to 'shoe', and {told}. What is a caller to get?"
    )
    assert cleaned_up == ["cleaned up"], (
        f"There is no answer to 'shoe', and {told}. The `finally` of the coroutine had "
        "not run by then. Where does the coroutine stand?"
    )


def test_without_an_answer_it_asks_nothing_else():
    """A coroutine that catches every Exception does not go on."""
    seen = []

    async def stubborn():
        try:
            await Ask("shoe")
        except Exception as error:
            seen.append(error)
            await Ask("size")
        return "done"

    result, told = outcome_of(stubborn(), {"size": 40})

    assert not seen, (
        "There is no answer to 'shoe', and at its `await` the coroutine got "
        f"{seen[0]!r}; then {told}. What does a coroutine that is closed get to see?"
    )
    assert type(result) is KeyError, (
        f"There is no answer to 'shoe', and {told}. What is a caller to get?"
    )


ANSWERS = {"a": 1, "b": None, "c": OSError("c"), "d": KeyError("d"), "e": "five"}
# A question, and what the coroutine does with an error: nothing, ask "a", or return.
STEP = st.tuples(st.sampled_from("abcdef"), st.sampled_from(["", "ask", "return"]))


async def dialogue(steps, depth, got):
    """Ask one question after the other; the last ones from deeper inside."""
    for number, (question, on_error) in enumerate(steps):
        if depth and number == 2:
            return await dialogue(steps[2:], depth - 1, got)
        try:
            got.append(await Ask(question))
        except Exception as error:
            got.append(repr(error))
            if not on_error:
                raise
            if on_error == "return":
                return "ended early"
            got.append(await Ask("a"))
    return "ended"


def evaluated(steps, got):
    """Return what comes out, and what is seen, when the answers are looked up."""
    for question, on_error in steps:
        if question not in ANSWERS:
            return f"`drive` raised {KeyError(question)!r}"
        answer = ANSWERS[question]
        if not isinstance(answer, Exception):
            got.append(answer)
            continue
        got.append(repr(answer))
        if not on_error:
            return f"`drive` raised {answer!r}"
        if on_error == "return":
            return "`drive` returned 'ended early'"
        got.append(ANSWERS["a"])
    return "`drive` returned 'ended'"


@given(steps=st.lists(STEP, max_size=7), depth=st.integers(0, 2))
def test_any_dialogue(steps, depth):
    """All is as if the coroutine had looked up the answers itself."""
    got, right = [], []

    _, told = outcome_of(dialogue(steps, depth, got), dict(ANSWERS))

    end = evaluated(steps, right)
    asked = ", ".join(f"{q} (on an error: {e or 'raise'})" for q, e in steps)
    assert f"{got}; {told}" == f"{right}; {end}", (
        f"The answers are {ANSWERS}. A coroutine that asks {asked or 'nothing'} got "
        f"{got}; {told}. By hand: {right}; {end}. Where do the two part?"
    )
