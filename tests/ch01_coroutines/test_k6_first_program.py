"""`main` awaits one greeting after the other, and `start` runs it."""

from hypothesis import given
from hypothesis import strategies as st

from katas.ch01_coroutines.k6_first_program import main, start

NAMES = st.text("abcde ", min_size=1)


async def test_main_prints_both_greetings(printed):
    """A line for each name, the first one first."""
    await main("Ada", "Grace")

    assert printed.lines == ["Hello, Ada!", "Hello, Grace!"], (
        "It should greet Ada, and then Grace. These lines were printed: "
        f"{printed.lines}. What does your code print?"
    )


async def test_one_greeting_after_the_other(printed, clock):
    """The second greeting is asked for when the first has been printed."""
    await main("Ada", "Grace")

    seconds = [second for second, _ in printed.timed]
    assert seconds == [1, 2], (
        "A greeting takes 1 s, so they are printed after 1 s and after 2 s. Yours were "
        f"printed at these seconds: {seconds}. When is the first line printed?"
    )


def test_start_runs_the_program(printed):
    """`start` runs `main` to its end: both lines are printed when it returns."""
    start("Ada", "Grace")

    lines = printed.lines
    assert lines == ["Hello, Ada!", "Hello, Grace!"], (
        f"start() has returned, and these lines were printed: {lines}. "
        "Which line runs `main`?"
    )


@given(first=NAMES, second=NAMES)
def test_any_names(printed, first, second):
    """Whatever the names are, both are greeted, in their order."""
    start(first, second)

    assert printed.lines == [f"Hello, {first}!", f"Hello, {second}!"], (
        f"It was start({first!r}, {second!r}), and these lines were printed: "
        f"{printed.lines}. What does your code print?"
    )
