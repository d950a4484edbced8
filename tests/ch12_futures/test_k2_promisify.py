"""The first callback decides, whenever it comes; the others harm nobody."""

import asyncio
import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Clock, outcome_of
from katas.ch12_futures.k2_promisify import promisify

AT_ONCE = None
# What each of the two is called with.
GIVEN = {"callback": str, "errback": OSError}


class Library:
    """A function that takes callbacks, and calls them as its script says.

    The script says when (AT_ONCE is before it returns), which of the two, and with
    what. With an error, it raises that itself, and does not return.
    """

    def __init__(self, *script, error=None):
        self.script, self.error = script, error
        self.asked, self.raised = [], []

    def __call__(self, *args, callback, errback):
        """Begin, and call back at once or later."""
        self.asked.append(args)
        for seconds, which, value in self.script:
            call = callback if which == "callback" else errback
            tell = functools.partial(self.tell, call, value)
            if seconds is AT_ONCE:
                tell()
            else:
                asyncio.get_running_loop().call_later(seconds, tell)
        if self.error is not None:
            raise self.error
        return "what fn returns"

    def tell(self, call, value):
        """Call back, and keep what that raises."""
        try:
            call(value)
        except Exception as error:
            self.raised.append(error)

    def assert_nothing_raised(self, seen):
        """Check that the callbacks have raised nothing."""
        assert not self.raised, (
            f"{seen} One of them raised {self.raised[0]!r}. "
            "What does it find when it is called so late?"
        )


def in_words(script):
    """Return a script as a learner reads it."""
    return ", ".join(
        f"{which}({value!r}) {'at once' if at is AT_ONCE else f'at {at:g} s'}"
        for at, which, value in script
    )


async def test_the_value_is_returned(clock):
    """It returns what the callback is given, when it is given."""
    library = Library((600.0625, "callback", 21))

    value = await promisify(library)("Berlin")

    assert value == 21, (
        f"callback(21) was called after 600.0625 s, and {value!r} was returned. "
        "Which line of yours waits for the callback?"
    )
    assert clock.elapsed == 600.0625, (
        f"callback(21) was called at 600.0625 s, and the value was there at "
        f"{clock.elapsed} s. What does your code wait for?"
    )


async def test_nothing_begins_before_it_is_awaited():
    """A call gives a coroutine, which has not begun."""
    library = Library((1, "callback", 21))

    given = promisify(library)("Berlin")
    asked = list(library.asked)
    await given

    assert not asked, (
        "A call without `await` should give a coroutine that has not begun, and `fn` "
        "was called by it. Which `def` of yours does this call run?"
    )


@pytest.mark.parametrize("error", [OSError("down"), TimeoutError()], ids=repr)
async def test_the_error_is_raised(error, clock):
    """It raises the very exception that the errback is given."""
    library = Library((1.0625, "errback", error))

    outcome = await outcome_of(promisify(library)("Berlin"))

    assert outcome != ("returned", error), (
        f"errback({error!r}) was called, and the error was returned, not raised. "
        "How does your code know which of the two was called?"
    )
    assert outcome is error, (
        f"errback({error!r}) was called, and what came out is {outcome!r}, which is "
        "not the same object. What becomes of the error in your code?"
    )
    assert clock.elapsed == 1.0625, (
        f"errback was called at 1.0625 s, and the error came out at {clock.elapsed:g} "
        "s. What does your code wait for?"
    )


@pytest.mark.parametrize("args", [(), ("Berlin",), ("Berlin", 3, None)], ids=repr)
async def test_it_is_called_once_with_its_arguments(args):
    """The function gets the arguments as they are, and is called once."""
    library = Library((1, "callback", 21))

    await promisify(library)(*args)

    assert library.asked == [args], (
        f"It was called with the arguments {args}, and `fn` was called with these: "
        f"{library.asked}. Which line of yours calls `fn`, and with what?"
    )


@pytest.mark.parametrize("which", ["callback", "errback"])
async def test_it_may_call_back_before_it_returns(which):
    """Where the answer is there at once, it is not lost."""
    value = GIVEN[which]("the answer")
    library = Library((AT_ONCE, which, value))

    outcome = await outcome_of(promisify(library)("Berlin"), 9)

    assert outcome == value, (
        f"`fn` called {which}({value!r}) before it returned. After 9 s it would have "
        f"been cancelled, and what came out is {outcome!r}. Where is the answer until "
        "your code waits for it?"
    )


@pytest.mark.parametrize("first", ["callback", "errback"])
@pytest.mark.parametrize("second", ["callback", "errback"])
async def test_the_first_call_decides(first, second):
    """If it calls back twice, the second call is ignored, and raises nothing."""
    one, two = GIVEN[first]("one"), GIVEN[second]("two")
    script = [(1, first, one), (1, second, two)]
    library = Library(*script)

    outcome = await outcome_of(promisify(library)("Berlin"))

    seen = f"These calls came, one right after the other: {in_words(script)}."
    library.assert_nothing_raised(seen)
    assert outcome == one, (
        f"{seen} What came out is {outcome!r}. What may the second call change?"
    )


async def test_a_call_after_the_end_is_ignored():
    """It calls back again when all is over, and nothing happens."""
    script = [(1, "callback", 21), (3, "callback", 22), (4, "errback", OSError())]
    library = Library(*script)

    await promisify(library)("Berlin")
    await asyncio.sleep(9)

    library.assert_nothing_raised(f"These calls came: {in_words(script)}.")


@pytest.mark.parametrize("value", [None, False, (), OSError("a value")], ids=repr)
async def test_any_object_may_be_a_value(value):
    """None, what is false, and an exception object are values too."""
    library = Library((1, "callback", value), (9, "callback", "another"))

    outcome = await outcome_of(promisify(library)("Berlin"))

    raised = outcome is value and isinstance(value, Exception)
    assert not raised, (
        f"callback({value!r}) was called, and the value was raised, not returned. "
        "What does your code look at before it decides to raise?"
    )
    # An exception that is returned comes so; see outcome_of.
    right = ("returned", value) if isinstance(value, Exception) else value
    assert outcome == right, (
        f"callback({value!r}) was called, and what came out is {outcome!r}. "
        "How does your code know that the answer is there?"
    )


@pytest.mark.parametrize("script", [[], [(AT_ONCE, "callback", 21)]], ids=in_words)
async def test_what_the_function_raises_comes_out(script):
    """Where the function itself fails, its exception comes out."""
    library = Library(*script, error=OSError("no such station"))

    outcome = await outcome_of(promisify(library)("Atlantis"), 9)

    assert outcome is library.error, (
        f"`fn` {'called back, and then ' if script else ''}raised {library.error!r} "
        f"itself. What came out is {outcome!r}, at {Clock().elapsed:g} s (after 9 s it "
        "is cancelled). Which line of yours hears of an exception?"
    )


async def test_a_cancellation_ends_it_at_once(clock):
    """Cancelled, it is cancelled itself at once; a call that comes later is ignored."""
    library = Library((3, "callback", 21), (4, "errback", OSError("late")))

    outcome = await outcome_of(promisify(library)("Berlin"), 1)
    ended = clock.elapsed
    await asyncio.sleep(9)

    assert isinstance(outcome, asyncio.CancelledError), (
        f"It was cancelled while it waited, and what came out is {outcome!r}. "
        "What becomes of the CancelledError?"
    )
    assert ended == 1, f"Cancelled at 1 s, it ended at {ended:g} s. What kept it?"
    library.assert_nothing_raised(
        f"It was cancelled at 1 s; then these calls came: {in_words(library.script)}."
    )


@pytest.mark.parametrize("call_first", [False, True], ids=["after", "before"])
@pytest.mark.parametrize("which", ["callback", "errback"])
async def test_a_call_and_a_cancellation_at_the_same_time(which, call_first):
    """Cancelled just before or after a call, it is cancelled; the call is ignored."""
    library = Library()
    kept = {}
    task = asyncio.create_task(promisify(lambda **calls: kept.update(calls))())
    await asyncio.sleep(1)

    if not call_first:
        task.cancel()
    library.tell(kept[which], OSError("now"))
    if call_first:
        task.cancel()
    await asyncio.wait([task])

    order = "Just before" if call_first else "Just after"
    seen = f"{order} a cancellation, {which}(OSError('now')) was called."
    library.assert_nothing_raised(seen)
    assert task.cancelled(), (
        f"{seen} The task was not cancelled. What becomes of its CancelledError?"
    )


async def test_calls_do_not_disturb_each_other(clock):
    """Several that wait at the same time get each its own answer."""

    def square(n, callback, errback):
        asyncio.get_running_loop().call_later(n, callback, n * n)

    call = promisify(square)
    tasks = [asyncio.create_task(call(n)) for n in (3, 1, 2)]
    done, waiting = await asyncio.wait(tasks, timeout=9)

    for task in waiting:
        task.cancel()
    squares = [task.result() if task in done else "nothing" for task in tasks]
    assert squares == [9, 1, 4], (
        "Three calls ran at the same time, and should have given 9, 1 and 4. They gave "
        f"{squares}. What do they share?"
    )


def test_it_is_also_called_where_no_loop_runs():
    """A module may do it while it is imported; each loop may use what it gave."""
    call = promisify(Library((1, "callback", 21)))

    values = [asyncio.run(call("Berlin")) for _ in range(2)]
    assert values == [21, 21], (
        "promisify was called where no loop ran. Two loops used what it gave, one by "
        f"one, and got {values}. To which loop does each part of it belong?"
    )


instants = st.one_of(st.just(AT_ONCE), st.integers(0, 12).map(lambda n: n / 4 + 0.0625))
calls = st.tuples(instants, st.sampled_from(sorted(GIVEN)))


@given(script=st.lists(calls, min_size=1, max_size=6))
async def test_any_script(script):
    """Whatever is called, and when: the first call decides."""
    script = [
        (at, which, GIVEN[which](number)) for number, (at, which) in enumerate(script)
    ]
    library = Library(*script)

    outcome = await outcome_of(promisify(library)("Berlin"), 99)
    elapsed = Clock().elapsed
    await asyncio.sleep(9)

    first = min(script, key=lambda call: call[0] or 0)
    assert (outcome, elapsed) == (first[2], first[0] or 0), (
        f"These calls came: {in_words(script)}. At {elapsed:g} s {outcome!r} came out. "
        "Which call was the first?"
    )
    library.assert_nothing_raised(f"These calls came: {in_words(script)}.")
