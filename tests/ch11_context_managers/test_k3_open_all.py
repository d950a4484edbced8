"""What was opened is closed, the last one first, whatever is raised on the way."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancellations, outcome_of
from katas.ch11_context_managers.k3_open_all import open_all

both_ways = pytest.mark.parametrize("how", ["failed", "cancelled"])


class PowerCut(BaseException):
    """An error that is no Exception."""


class Door:
    """A resource; its steps are on record. All doors are equal."""

    def __init__(self, step, name, value):
        self.step, self.name, self.value = step, name, value

    def __eq__(self, other):
        return True

    __hash__ = None

    async def open(self):
        """Open it."""
        await self.step(f"open {self.name}")
        return self.value

    async def close(self):
        """Close it."""
        await self.step(f"close {self.name}")


class House:
    """Doors, whose values are their names; what was done with them; what may fail."""

    def __init__(self, names="abc", takes=0, errors=None):
        self.step = FakeService((errors or {}).get, takes, name="step")
        self.doors = [Door(self.step, name, name) for name in names]

    @property
    def course(self):
        """Each step, and how it went, if it was not done."""
        return ", ".join(
            call.key if call.outcome == "answered" else f"{call.key} {call.outcome}"
            for call in self.step.calls
        )

    async def use(self, work=None):
        """Do some work while all doors are open."""
        async with open_all(self.doors) as values:
            if work:
                await work()
        return values


async def test_the_block_gets_all_values(clock):
    """All are opened, one after another; the block gets what open() returned."""
    house = House(takes={f"open {name}": 1 for name in "abc"})

    async with open_all(house.doors) as values:
        entered, course = clock.elapsed, house.course

    assert values == ["a", "b", "c"], (
        "Three resources have the values 'a', 'b' and 'c', and the block got "
        f"{values!r}. What do you give the block?"
    )
    assert (course, entered) == ("open a, open b, open c", 3), (
        "Three resources take 1 s each to open. The block began at "
        f"{entered:g} s, and until then this was done: {course}. When do you open the "
        "next one?"
    )


async def test_the_last_one_is_closed_first(clock):
    """When the block ends, all are closed, one after another, the last one first."""
    house = House(takes={f"close {name}": 1 for name in "abc"})

    await house.use()

    question = "Which of them may still need another one while it is closed?"
    if len(set(house.step.keys)) < 6:
        question = "Which one does each of your calls close?"
    assert house.course.endswith("close c, close b, close a"), (
        f"Three resources were opened: a, b and c. This was seen: {house.course}. "
        f"{question}"
    )
    assert (clock.elapsed, house.step.peak) == (3, 1), (
        f"Three resources take 1 s each to close. The block was left at "
        f"{clock.elapsed:g} s, and {house.step.peak} of them were being closed at the "
        "same time. What do you wait for?"
    )


@pytest.mark.parametrize("names", ["", "a"], ids=["none", "one"])
async def test_few_resources(names):
    """One is opened and closed; with none of them the block gets an empty list."""
    house = House(names)

    values = await house.use()

    course = "open a, close a" if names else ""
    assert (values, house.course) == (list(names), course), (
        f"There were {len(names)} resources. The block got {values!r}; this was seen: "
        f"{house.course or 'nothing'}. What do you do for each of them?"
    )


@both_ways
@pytest.mark.parametrize("name", ["a", "c"])
async def test_an_open_that_does_not_work(name, how):
    """Where an open fails or is cancelled, those before it are closed."""
    error = OSError(f"no {name}")
    house = House("abcd", takes={f"open {name}": 7200}, errors={f"open {name}": error})
    work, instants = Job("work"), [1] if how == "cancelled" else []

    outcome = await outcome_of(house.use(work), *instants)

    before = ["open a, open b, ", ", close b, close a"] if name == "c" else ["", ""]
    question = "What do you know at that moment of those that are open?"
    if f"close {name}" in house.course:
        question = "Which of them were open?"
    assert house.course == f"open {name} {how}".join(before), (
        f"open {name} {how}. This was seen: {house.course}. {question}"
    )
    # A task that ended cancelled does not give its CancelledError away.
    same = isinstance(outcome, asyncio.CancelledError) if instants else outcome is error
    assert same, f"open {name} {how}; {outcome!r} came out. What becomes of its error?"
    assert work.outcome == "not begun", "One was not open. Why did the block run?"


@pytest.mark.parametrize("error", [OSError("down"), TimeoutError("slow")], ids=repr)
async def test_a_block_that_fails(error):
    """Where the block raises, all are closed, and that exception comes out."""
    house = House()

    outcome = await outcome_of(house.use(Job(error=error)))

    assert house.course.endswith("open c, close c, close b, close a"), (
        f"The block raised {error!r}. This was seen: {house.course}. "
        "Which of your lines run after such an exception?"
    )
    assert outcome is error, (
        f"The block raised {error!r}. Not that object, but {outcome!r} came out of it. "
        "What does your code do with an exception of the block?"
    )


async def test_a_block_that_is_cancelled():
    """Where the block is cancelled, all are closed when it has cleaned up."""
    house = House()

    outcome = await outcome_of(house.use(Job("work", 9, cleanup=3)), 1, 2)

    assert house.course.endswith("open c, close c, close b, close a"), (
        f"The block was cancelled. This was seen: {house.course}. "
        "Which of your lines see a CancelledError?"
    )
    assert isinstance(outcome, asyncio.CancelledError), (
        f"The block was cancelled, and what came out of it is {outcome!r}. "
        "What becomes of its CancelledError?"
    )


@both_ways
@pytest.mark.parametrize("name", ["a", "b", "c"])
async def test_a_close_that_does_not_work(name, how):
    """Where a close fails or is cancelled, the others are closed all the same."""
    error = OSError(f"{name} is stuck")
    house = House(takes={f"close {name}": 7200}, errors={f"close {name}": error})
    instants = [1] if how == "cancelled" else []

    outcome = await outcome_of(house.use(), *instants)

    closed = "close c, close b, close a".replace(f"close {name}", f"close {name} {how}")
    still = "at work" in house.course
    assert house.course == f"open a, open b, open c, {closed}", (
        f"close {name} {how}. This was seen: {house.course}. "
        f"{'What waits for it?' if still else 'Which of your lines run after that?'}"
    )
    same = isinstance(outcome, asyncio.CancelledError) if instants else outcome is error
    assert same, f"close {name} {how}; {outcome!r} came out. What becomes of its error?"


@pytest.mark.parametrize("where", ["the block", "open d", "a cancellation"])
async def test_the_last_exception_comes_out(where):
    """Where more than one exception is raised, the last one comes out."""
    first, second, third = OSError("down"), KeyError("c"), ValueError("a")
    instants = [1] if where == "a cancellation" else []
    if instants:
        first = asyncio.CancelledError()
    errors = {"open d": first, "close c": second, "close a": third}
    house = House("abcd" if where == "open d" else "abc", errors=errors)
    block = Job("work", 9, error=first if where == "the block" else None)

    outcome = await outcome_of(house.use(block), *instants)

    assert outcome is third, (
        f"First {where} raised {first!r}, then close c {second!r}, at last close a "
        f"{third!r}. What came out is {outcome!r}. What do you do with each of them?"
    )


@pytest.mark.parametrize("value", [None, False, OSError("an old one")], ids=repr)
async def test_a_value_may_be_anything(value):
    """None, False and an exception object are values, too."""
    house = House("ab")
    house.doors[0].value = value

    values = await house.use()

    assert (values, house.course) == (
        [value, "b"],
        "open a, open b, close b, close a",
    ), (
        f"The value of a is {value!r}, and that of b 'b'. The block got {values!r}; "
        f"this was seen: {house.course}. How do you know that a resource is open?"
    )


async def test_the_resources_are_read_once():
    """They may come from a generator; the list of values belongs to the block."""
    house = House()

    async with open_all(door for door in house.doors) as values:
        values.clear()

    assert house.course.endswith("open c, close c, close b, close a"), (
        "The resources came from a generator; the block emptied its list of values. "
        f"This was seen: {house.course}. What do you loop over when you close them, "
        "and what is left of it then?"
    )


async def test_an_exception_that_is_no_exception():
    """All this holds for an exception that is a BaseException only."""
    error = PowerCut("dark")
    house = House(errors={"close b": error})

    outcome = await outcome_of(house.use())

    assert (house.course[-7:], outcome) == ("close a", error), (
        f"close b raised {error!r}. This was seen: {house.course}; {outcome!r} came "
        "out. Which of your lines see an exception that is no Exception?"
    )


@given(
    names=st.sampled_from(["", "a", "ab", "abc", "abcd"]),
    first=st.sampled_from(["nothing", "the block", "open a", "open b", "open d"]),
    stuck=st.sets(st.sampled_from("abcd")),
)
async def test_any_failures(names, first, stuck):
    """Wherever it fails, what was opened is closed in the opposite order."""
    errors = {key: OSError(key) for key in (first, *(f"close {n}" for n in stuck))}
    house, block = House(names, errors=errors), Job(error=errors.get("the block"))
    opened = names.partition(first[-1])[0] if "open" in first else names
    steps = [f"open {name}" for name in names[: len(opened) + 1]]
    steps += ["the block"] * (opened == names)
    steps += [f"close {name}" for name in reversed(opened)]
    raised = [errors[step] for step in steps if step in errors]

    outcome = await outcome_of(house.use(block))

    seen = f"There are resources {names!r}, and these fail: {[*errors]}."
    assert house.step.keys == [step for step in steps if step != "the block"], (
        f"{seen} This was done: {house.course}. Which one is missing, or too early?"
    )
    assert outcome == (raised or [[*names]])[-1], (
        f"{seen} This was done: {house.course}, and {outcome!r} came out. Which "
        "exception was the last one?"
    )


@given(cancellation=cancellations(most=7))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, what was opened is closed, once."""
    house = House(takes=1)

    await cancellation.of(house.use(Job("work", 1)))

    done = [call.key for call in house.step.calls if call.outcome == "answered"]
    due = [f"close {key[-1]}" for key in reversed(done) if key.startswith("open")]
    closed = [key for key in house.step.keys if key.startswith("close")]
    assert closed == due, (
        f"It was {cancellation!r}. This was seen: {house.course or 'nothing'}. "
        "Which of your lines see a CancelledError?"
    )
