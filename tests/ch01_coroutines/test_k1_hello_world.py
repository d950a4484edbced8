"""Two words, and a second between them in which others can run."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from katas.ch01_coroutines.k1_hello_world import hello_world


async def test_it_prints_two_lines(printed):
    """It prints "Hello," and "World!", on a line each."""
    await hello_world()

    question = "What is different?" if printed.lines else "Where do the words go?"
    assert printed.lines == ["Hello,", "World!"], (
        "It should print two lines, 'Hello,' and 'World!'. These lines were printed: "
        f"{printed.lines}. {question}"
    )


async def test_a_second_passes_between_the_words(printed):
    """The word "World!" comes one second after "Hello,"."""
    await hello_world()

    assert printed.timed == [(0, "Hello,"), (1, "World!")], (
        f"The lines came at these times, in seconds: {printed.timed}. "
        "What is to happen between the first and the second line?"
    )


async def test_it_ends_with_the_second_word(clock):
    """The whole takes one second."""
    await hello_world()

    assert clock.elapsed == 1, (
        f"It was done after {clock.elapsed:g} s instead of 1 s. Which line waits?"
    )


async def test_others_run_while_it_waits(clock, printed):
    """Ten of them together take one second."""
    await asyncio.gather(*(hello_world() for _ in range(10)))

    assert printed.lines == ["Hello,"] * 10 + ["World!"] * 10, (
        "Ten of them ran together, and their words did not come together. "
        "Who could run while one of them waited?"
    )
    assert clock.elapsed == 1, (
        f"Each of them takes 1 s, and ten of them together took {clock.elapsed:g} s. "
        "Who waits for whom?"
    )


@given(n=st.integers(0, 20))
async def test_any_number_of_them_takes_one_second(n, printed):
    """All say "Hello," at 0 s, and all say "World!" at 1 s."""
    await asyncio.gather(*(hello_world() for _ in range(n)))

    assert printed.timed == [(0, "Hello,")] * n + [(1, "World!")] * n, (
        f"{n} of them ran together, and spoke at these times: {printed.timed}. "
        "Who waits for whom?"
    )
