"""Plain values and awaitables give the same result."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katas.ch01_coroutines.k9_maybe_await import maybe_await


class Parcel:
    """An object of somebody's own that can be awaited."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(1).__await__()
        return self.value


def as_coroutine(value):
    """Wrap a value in a coroutine."""
    return asyncio.sleep(1, value)


def as_task(value):
    """Wrap a value in a task."""
    return asyncio.create_task(asyncio.sleep(1, value))


def as_future(value):
    """Wrap a value in a future, which is resolved a second later."""
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(1, future.set_result, value)
    return future


def assert_awaited(result, expected, what):
    """Say which awaitable was not awaited, or more than once."""
    assert result is expected, (
        f"The result of {what} is {shown(expected)}, and {shown(result)} came back. "
        "How often does your code await it?"
    )


def shown(value):
    """Return how a value is called where learners read it."""
    kind = type(value).__name__
    plain = isinstance(value, str | int | float | list | Exception | None)
    return repr(value) if plain else f"an object of type {kind}"


wrappers = st.sampled_from([as_coroutine, as_task, as_future, Parcel])


async def test_a_plain_value_is_returned(clock):
    """A plain value comes back at once."""
    assert await maybe_await(3) == 3

    assert clock.elapsed == 0, (
        f"A plain value came back after {clock.elapsed:g} s. What was waited for?"
    )


async def test_a_coroutine_is_awaited(clock):
    """A coroutine is awaited."""
    result = await maybe_await(asyncio.sleep(1, "done"))

    assert_awaited(result, "done", "a coroutine")
    assert clock.elapsed == 1, (
        f"A coroutine of 1 s came back after {clock.elapsed:g} s. What was waited for?"
    )


async def test_a_task_is_awaited():
    """A task is awaited."""
    assert_awaited(await maybe_await(as_task("done")), "done", "a task")


async def test_a_future_is_awaited():
    """A future is awaited."""
    assert_awaited(await maybe_await(as_future("done")), "done", "a future")


async def test_an_object_with_await_is_awaited():
    """An object whose class has `__await__` is awaited."""
    result = await maybe_await(Parcel("done"))

    assert_awaited(result, "done", "an object whose class has `__await__`")


async def test_an_object_may_be_awaitable_and_empty():
    """An awaitable that counts as false is awaited too."""

    class Basket(Parcel):
        def __len__(self):
            return 0

    result = await maybe_await(Basket("done"))

    assert_awaited(result, "done", "an awaitable object whose `len()` is 0")


@pytest.mark.parametrize(
    "value",
    [None, "text", [1], print, asyncio.sleep, Parcel],
    ids=["None", "string", "list", "function", "coroutine function", "class"],
)
async def test_all_else_is_a_plain_value(value):
    """Strings, lists, functions, coroutine functions and classes come back."""
    result = await maybe_await(value)

    assert result is value, (
        f"{getattr(value, '__name__', repr(value))} is a plain value, and "
        f"{shown(result)} came back. What did your code do with it?"
    )


async def test_a_generator_is_a_plain_value():
    """A generator comes back untouched."""
    numbers = (number for number in [1, 2])

    assert await maybe_await(numbers) is numbers
    left = list(numbers)
    assert left == [1, 2], (
        f"A generator had 1 and 2 to give, and {left} was left. Who took from it?"
    )


async def test_a_type_error_from_inside_comes_through():
    """What an awaitable raises reaches the caller, also a TypeError."""
    error = TypeError("3 + 'three'")

    async def fail():
        raise error

    with pytest.raises(TypeError) as caught:
        await maybe_await(fail())

    assert caught.value is error, (
        f"The coroutine raised {error!r}, and the caller got {caught.value!r}. "
        "Which line of yours raised it?"
    )


async def test_a_bad_await_inside_comes_through():
    """An awaitable that awaits what cannot be awaited has failed."""

    async def fail():
        return await 3

    try:
        result = await maybe_await(fail())
    except TypeError:
        return
    raise AssertionError(
        "The coroutine failed with a TypeError of its own, and this came back: "
        f"{shown(result)}. Whose TypeError did your code catch?"
    )


async def test_an_exception_may_be_a_result():
    """An exception that an awaitable returns is returned, not raised."""
    value = ValueError("a value")

    assert_awaited(await maybe_await(as_coroutine(value)), value, "a coroutine")


async def test_the_result_is_not_awaited_again():
    """The result of an awaitable is returned as it is."""
    inner = Parcel("inside")

    assert_awaited(await maybe_await(as_coroutine(inner)), inner, "a coroutine")


@given(value=st.one_of(st.none(), st.integers(), st.text(), st.lists(st.integers())))
async def test_any_plain_value_comes_back(value):
    """Any plain value is the very object that comes back."""
    assert await maybe_await(value) is value


@given(value=st.one_of(st.none(), st.integers(), st.text()), wrap=wrappers)
async def test_any_wrapped_value_comes_out(value, wrap, clock):
    """Whatever wraps a value, awaiting it gives the value, one second later."""
    result = await maybe_await(wrap(value))

    assert_awaited(result, value, "something that can be awaited")
    assert clock.elapsed == 1, (
        f"What takes 1 s came back after {clock.elapsed:g} s. What was waited for?"
    )
