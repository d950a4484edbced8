"""Every error of the tree, once for each place, from left to right."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katas.ch07_task_groups.k2_flatten_errors import flatten_errors


class RetryError(Exception):
    """Says that all tries have failed, and keeps what came of them."""

    def __init__(self, exceptions):
        super().__init__("all tries have failed")
        self.exceptions = exceptions


class JobErrors(ExceptionGroup):
    """A group of a class of its own, with arguments and a text of its own."""

    def __new__(cls, *errors):
        """Make a group of these errors."""
        return super().__new__(cls, "a job", errors)

    def __str__(self):
        return "the job failed"


class NoAnswerError(Exception):
    """All errors of this kind are equal."""

    def __eq__(self, other):
        return isinstance(other, NoAnswerError)

    def __hash__(self):
        return 1


def are_the_same(found, expected):
    """Say whether two lists hold the very same exceptions."""
    return [id(error) for error in found] == [id(error) for error in expected]


def test_the_errors_come_from_left_to_right():
    """The errors are those of the example, in the order of the tree."""
    no_stamps, no_street = OSError("no stamps"), ValueError("no such street")
    post = ExceptionGroup("the post office", [no_stamps])

    found = flatten_errors(ExceptionGroup("the report", [post, no_street]))

    assert isinstance(found, list), (
        f"A list was promised, and a {type(found).__name__} came back. "
        "What does your function return?"
    )
    assert found == [no_stamps, no_street], (
        f"The tree was [[{no_stamps!r}], {no_street!r}]. What came back: {found}. "
        "At which part of the tree do the two differ?"
    )


def test_each_call_begins_anew():
    """The list holds the errors of this group, and none of an earlier call."""
    a, b = OSError("a"), OSError("b")
    flatten_errors(ExceptionGroup("first", [a]))

    found = flatten_errors(ExceptionGroup("second", [b]))

    assert found == [b], (
        f"The group of the first call held {a!r}, that of the second {b!r}. The second "
        f"call gave {found}. What is in your list when a call begins?"
    )


@pytest.mark.parametrize("kind", [OSError, KeyboardInterrupt, asyncio.CancelledError])
def test_what_is_no_group_is_an_error(kind):
    """An error that is no group is the only one in the list."""
    error = kind("alone")

    found = flatten_errors(error)

    assert found == [error], (
        f"{error!r} is no group, and this came back: {found!r}. "
        "What does your code do with an error that is in no group?"
    )


def test_groups_in_groups():
    """Groups may lie in groups, and the order stays that of the tree."""
    a, b, c, d = OSError("a"), ValueError("b"), KeyError("c"), OSError("d")
    inner = ExceptionGroup("inner", [ExceptionGroup("innermost", [b]), c])

    found = flatten_errors(ExceptionGroup("outer", [a, inner, d]))

    assert found == [a, b, c, d], (
        f"The tree was [a, [[b], c], d]. The list that came back: {found}. "
        "At which part of the tree do the two differ?"
    )


def test_a_group_may_hold_what_is_no_exception():
    """A group with a CancelledError in it is a BaseExceptionGroup, and a group, too."""
    a, b = OSError("a"), asyncio.CancelledError("b")
    inner = BaseExceptionGroup("inner", [b])

    found = flatten_errors(BaseExceptionGroup("outer", [a, inner]))

    assert found == [a, b], (
        f"The tree was [{a!r}, [{b!r}]]. The list that came back: {found}. "
        "Of which class are the two groups?"
    )


def test_a_derived_class_is_a_group():
    """A group of a class derived from ExceptionGroup is a group."""
    errors = [OSError("a"), OSError("b")]

    found = flatten_errors(ExceptionGroup("night", [JobErrors(errors[0]), errors[1]]))

    assert found == errors, (
        "One group is of a class derived from ExceptionGroup, and this was listed: "
        f"{found!r}. How do you find out whether something is a group?"
    )


def test_an_error_may_have_exceptions_of_its_own():
    """An error with an attribute `exceptions` is no group because of that."""
    error = RetryError([OSError("first try"), OSError("second try")])

    found = flatten_errors(ExceptionGroup("outer", [error]))

    assert found == [error], (
        "An error that is no group has an attribute `exceptions` of its own. "
        f"The list that came back: {found}. How do you know that something is a group?"
    )


def test_the_cause_of_an_error_is_not_in_the_group():
    """The cause of an error is not in the group: a group as a cause is left alone."""
    error = OSError("gave up")
    error.__cause__ = ExceptionGroup("tries", [ValueError("first"), ValueError("next")])

    found = flatten_errors(ExceptionGroup("outer", [error]))

    assert found == [error], (
        f"The group held one error, which has a cause. What came back: {found}. "
        "Which attribute tells what is in a group?"
    )


def test_an_error_at_two_places_comes_twice():
    """The list tells of places in the tree: the same error may stand at two of them."""
    error = OSError("shared")
    inner = ExceptionGroup("inner", [error])

    found = flatten_errors(ExceptionGroup("outer", [error, inner, inner]))

    assert are_the_same(found, [error] * 3), (
        f"{error!r} stood in a tree, and twice more in a group that stood at two "
        f"places of it: [e, [e], [e]]. What came back: {found}. "
        "What happens when you meet something again?"
    )


def test_equal_errors_are_several_errors():
    """Errors that are equal are different errors all the same."""
    errors = [NoAnswerError("a"), NoAnswerError("b")]

    found = flatten_errors(ExceptionGroup("outer", errors))

    assert are_the_same(found, errors), (
        f"The group held {errors}, two errors that are equal. What came back: {found}. "
        "Where do you compare errors?"
    )


async def test_what_task_groups_raise():
    """It tells the errors of a task group in a task group."""
    first, second = OSError("no stamps"), ValueError("cannot clean up")

    async def fail():
        raise first

    async def inner():
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())

    async def slow():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            raise second from None

    async def outer():
        async with asyncio.TaskGroup() as group:
            group.create_task(slow())
            group.create_task(inner())

    with pytest.raises(ExceptionGroup) as caught:
        await outer()

    found = flatten_errors(caught.value)

    assert are_the_same(found, [first, second]), (
        f"A task failed with {second!r}, one in a task group inside with {first!r}. "
        f"What came back: {found}. How deep does your code look?"
    )


def state(error):
    """Return what is to stay as it is; the objects in it are known by their ids."""
    links = error.__traceback__, error.__cause__, error.__context__, error.args
    return [*map(id, links), error.__suppress_context__, repr(vars(error))]


KINDS = [OSError, ValueError, NoAnswerError, KeyboardInterrupt, asyncio.CancelledError]
# An inner list stands for a group, and a number for an error.
TREES = st.recursive(
    st.integers(0, 5),
    lambda trees: st.lists(trees, min_size=1, max_size=4),
    max_leaves=12,
)


def raised(error):
    """Raise an error, so that it has a traceback, and return it."""
    try:
        raise error
    except BaseException as caught:
        return caught


@given(
    tree=TREES,
    depth=st.integers(0, 20),
    kinds=st.lists(st.sampled_from(KINDS), min_size=6, max_size=6),
)
def test_any_tree(tree, depth, kinds):
    """Whatever the tree, its errors are listed in order, and all stay as they were."""
    errors = [raised(kind(number)) for number, kind in enumerate(kinds)]
    expected, groups = [], []

    def grow(part):
        if isinstance(part, int):
            expected.append(errors[part])
            return errors[part]
        groups.append(BaseExceptionGroup("a group", [grow(inner) for inner in part]))
        return groups[-1]

    for _ in range(depth):
        tree = [tree]
    root = grow(tree)
    before = [state(error) for error in errors + groups]

    found = flatten_errors(root)

    assert are_the_same(found, expected), (
        f"The tree has these errors, from left to right: {expected}. What came back: "
        f"{found}. Which of them is missing, another object, or at another place?"
    )
    changed = [
        error
        for error, was in zip(errors + groups, before, strict=True)
        if state(error) != was
    ]
    assert not changed, (
        f"This one is not what it was: {changed[0]!r}. Its traceback, cause, context, "
        "notes or arguments changed. Which line of yours does more than look at it?"
    )
