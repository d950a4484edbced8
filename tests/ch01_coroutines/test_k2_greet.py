"""A greeting that takes its time, and stops nobody else."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from katas.ch01_coroutines.k2_greet import greet

seconds = st.integers(0, 240).map(lambda quarters: quarters / 4)


async def test_it_greets_by_name():
    """The greeting holds the name."""
    for name in ("Ada", "Grace"):
        greeting = await greet(name, 2)

        assert greeting == f"Hello, {name}!", (
            f"`await greet({name!r}, 2)` should give 'Hello, {name}!', and gave "
            f"{greeting!r}. What does your function return?"
        )


async def test_it_takes_the_delay(clock):
    """The greeting is there after `delay` seconds."""
    await greet("Ada", 2)

    assert clock.elapsed == 2, (
        f"A greeting with a delay of 2 s was there after {clock.elapsed:g} s. "
        "Which line of yours waits, and for how long?"
    )


async def test_no_delay_is_allowed(clock):
    """A delay of 0 takes no time."""
    greeting = await greet("Ada", 0)

    assert greeting == "Hello, Ada!", (
        f"With a delay of 0, greet('Ada', 0) gave {greeting!r}. "
        "What does your function return?"
    )
    assert clock.elapsed == 0, (
        f"A greeting with a delay of 0 was there after {clock.elapsed:g} s. "
        "Where does your code get the number of seconds from?"
    )


async def test_others_run_while_it_waits(clock):
    """Two greetings together take as long as the longer one."""
    both = await asyncio.gather(greet("Ada", 3), greet("Grace", 5))

    assert both == ["Hello, Ada!", "Hello, Grace!"], (
        "The greetings should be 'Hello, Ada!' and 'Hello, Grace!', and this came "
        f"back: {both}. What does your function return?"
    )
    assert clock.elapsed == 5, (
        f"Greetings of 3 s and 5 s, awaited together, took {clock.elapsed:g} s. "
        "Who can run while one of them waits?"
    )


@given(name=st.text(), delay=seconds)
async def test_any_name_and_any_delay(name, delay, clock):
    """The name is in the greeting as it is, after exactly `delay` seconds."""
    greeting = await greet(name, delay)

    assert greeting == f"Hello, {name}!", (
        f"The greeting should be {f'Hello, {name}!'!r}, and is {greeting!r}. "
        "What does your function return?"
    )
    assert clock.elapsed == delay, (
        f"A greeting with a delay of {delay:g} s was there after {clock.elapsed:g} s. "
        "Where does your code get the number of seconds from?"
    )


@given(delays=st.lists(seconds, max_size=5))
async def test_together_they_take_as_long_as_the_longest(delays, clock):
    """Any greetings that are awaited together take as long as the longest."""
    await asyncio.gather(*(greet("Ada", delay) for delay in delays))

    assert clock.elapsed == max(delays, default=0), (
        f"Greetings of {delays} s together took {clock.elapsed:g} s. "
        "Who can run while one of them waits?"
    )
