"""The first event counts, its listener raises nothing, and does not stay."""

import asyncio
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Clock, cancelled_at, outcome_of
from katas.ch12_futures.k1_next_event import next_event


class Button:
    """An emitter that keeps a record: its listeners, and what they raised."""

    def __init__(self):
        self.listeners, self.raised, self.offs = [], [], 0

    def on(self, name, listener):
        """Add a listener."""
        self.listeners.append((name, listener))

    def off(self, name, listener):
        """Remove a listener, if it is there."""
        self.offs += 1
        if (name, listener) in self.listeners:
            self.listeners.remove((name, listener))

    def emit(self, name, payload):
        """Call all listeners of this name."""
        for _, listener in [one for one in self.listeners if one[0] == name]:
            try:
                listener(payload)
            except Exception as error:
                self.raised.append(error)

    def assert_well(self, seen):
        """Check that no listener has raised anything, and that none is left."""
        assert not self.raised, (
            f"{seen} Its listener raised {self.raised[0]!r}. "
            "In which state may the future be when the listener is called?"
        )
        assert not self.listeners, (
            f"{seen} Its listener is still there. {self.why_it_stays}"
        )

    @property
    def why_it_stays(self):
        """Say why a listener may still be there, with a question."""
        if not self.offs:
            return "off() was not called. Which line of yours removes it?"
        return "off() was called. Was it given the very object that on() got?"

    def will_emit(self, seconds, *events):
        """Emit some events in a while, all of them at once."""
        for event in events:
            asyncio.get_running_loop().call_later(seconds, self.emit, *event)


async def test_the_payload_of_the_event_is_returned(clock):
    """It waits until the event is there, and returns its payload."""
    button = Button()
    button.will_emit(600.0625, ("click", "left"))

    payload = await next_event(button, "click")

    assert payload == "left", (
        f"A click came with the payload 'left', and {payload!r} was returned. "
        "Where does your code keep the payload until it goes on?"
    )
    assert clock.elapsed == 600.0625, (
        f"A click came at 600.0625 s, and its payload was returned at {clock.elapsed} "
        "s. What does your code wait for?"
    )


@pytest.mark.parametrize("first", ["left", mock.ANY], ids=["a text", "equal to all"])
async def test_a_second_event_is_ignored(first):
    """If two events come before it gets control, the first counts."""
    button = Button()
    button.will_emit(1, ("click", first), ("click", "right"))

    payload = await next_event(button, "click")

    assert not button.raised, (
        "There were two clicks, one right after the other, and your listener raised "
        f"{button.raised[0]!r}. What has the first click changed when the second comes?"
    )
    assert payload is first, (
        f"Two clicks came, first {first!r}, then 'right', one right after the other, "
        f"and {payload!r} was returned. What does the second click change?"
    )


async def test_it_listens_from_its_first_step():
    """An event that comes just after the first step is heard."""
    button = Button()

    asyncio.get_running_loop().call_soon(button.emit, "click", "early")
    button.will_emit(9, ("click", "late"))
    payload = await next_event(button, "click")

    assert payload == "early", (
        "One click came when your code gave up control for the first time, another one "
        f"9 s later, and {payload!r} was returned. What happens before it listens?"
    )


async def test_events_of_another_name_are_ignored(clock):
    """An event of another name is not the one that it waits for."""
    button = Button()
    button.will_emit(1, ("key", "A"))
    button.will_emit(2, ("click", "left"))

    payload = await next_event(button, "click")

    assert (payload, clock.elapsed) == ("left", 2), (
        "A key was pressed at 1 s, a click came at 2 s, and a task that waited for a "
        f"click got {payload!r} at {clock.elapsed:g} s. Which events does it hear?"
    )


@pytest.mark.parametrize("payload", [None, 0, [], OSError("a value")], ids=repr)
async def test_any_object_may_be_a_payload(payload):
    """None, what is false, and an exception object are payloads too."""
    button = Button()
    button.will_emit(1, ("click", payload))
    button.will_emit(9, ("click", "another click"))

    outcome = await outcome_of(next_event(button, "click"))

    # An exception that is returned comes so; see outcome_of.
    right = ("returned", payload) if isinstance(payload, Exception) else payload
    raised = outcome is payload and isinstance(payload, Exception)
    assert not raised, (
        f"A click came with the payload {payload!r}, and it was raised, not returned. "
        "What does your code look at before it decides to raise?"
    )
    assert outcome == right, (
        f"A click came with the payload {payload!r}, and what came out is {outcome!r}. "
        "How does your code know that the click is there?"
    )


async def test_its_listener_is_removed_after_the_event():
    """When it has returned, its own listener is gone, and no other one."""
    button, others = Button(), []
    button.on("click", others.append)
    button.will_emit(1, ("click", "left"))

    await next_event(button, "click")
    left = len(button.listeners)
    button.emit("click", "right")

    assert left == 1, (
        "One listener was there before. The click came, your code returned, and there "
        f"are {left} listeners now. {button.why_it_stays}"
    )
    assert others == ["left", "right"], (
        "Somebody else listens too. Two clicks came, and that listener got "
        f"{others}. Whose listener does your code remove?"
    )


async def test_its_listener_is_removed_after_a_cancellation(clock):
    """Cancelled, it is cancelled itself at once, and its listener is gone."""
    button = Button()

    outcome = await outcome_of(next_event(button, "click"), 1.0625)

    assert isinstance(outcome, asyncio.CancelledError), (
        f"It was cancelled while it waited for a click, and what came out is "
        f"{outcome!r}. What becomes of the CancelledError?"
    )
    assert not button.listeners, (
        "It was cancelled while it waited for a click. It has ended, and its listener "
        "is still there. Which of your lines run after a cancellation?"
    )
    assert clock.elapsed == 1.0625, (
        f"It was cancelled at 1.0625 s, and ended at {clock.elapsed:g} s. "
        "What did it wait for?"
    )


async def test_an_event_just_after_a_cancellation_is_ignored():
    """It is cancelled, and the event comes before it gets control."""
    button = Button()
    task = asyncio.create_task(next_event(button, "click"))
    await asyncio.sleep(1)

    task.cancel()
    button.emit("click", "left")
    await asyncio.wait([task])

    assert not button.raised, (
        "The task was cancelled, a click came just after that, and your listener "
        f"raised {button.raised[0]!r}. What does task.cancel() do to the future that "
        "the task awaits?"
    )
    assert task.cancelled(), (
        "The task was cancelled, a click came just after that, and the task was not "
        "cancelled. What becomes of its CancelledError?"
    )


async def test_a_cancellation_just_after_an_event_is_not_lost():
    """The event comes, and it is cancelled before it gets control."""
    button = Button()
    task = asyncio.create_task(next_event(button, "click"))
    await asyncio.sleep(1)

    button.emit("click", "left")
    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled(), (
        "A click came, the task was cancelled before it got control, and it was not "
        "cancelled. What becomes of its CancelledError?"
    )
    assert not button.listeners, (
        "A click came, the task was cancelled before it got control, it has ended, and "
        "its listener is still there. Which of your lines run after a cancellation?"
    )


async def test_many_may_wait_for_the_same_event():
    """Each of them gets it, also if another one was cancelled meanwhile."""
    button, other = Button(), Button()
    ann, bob, cy = (asyncio.create_task(next_event(button, "click")) for _ in "abc")
    dan = asyncio.create_task(next_event(other, "click"))
    await asyncio.sleep(1)

    bob.cancel()
    await asyncio.sleep(1)
    button.emit("click", "left")
    await asyncio.sleep(1)
    other.emit("click", "right")
    await asyncio.wait([ann, bob, cy, dan], timeout=9)

    got = [
        task.result() if task.done() and not task.cancelled() else "nothing"
        for task in (ann, cy, dan)
    ]
    for task in (ann, cy, dan):
        task.cancel()
    assert got == ["left", "left", "right"], (
        "Ann, Bob and Cy waited for a click of one button, and Bob was cancelled. "
        "Dan waited for a click of another button. The first button sent 'left', the "
        f"other one 'right', and Ann, Cy and Dan got {got}. What do they share?"
    )


quarters = st.integers(0, 12).map(lambda n: n / 4)
events = st.tuples(quarters, st.sampled_from(["click", "key"]))


@given(events=st.lists(events, max_size=6), begins=quarters)
async def test_any_events(events, begins):
    """Whatever comes, and when: the first one after the beginning is returned."""
    button = Button()
    events = [(at + 0.125, name, number) for number, (at, name) in enumerate(events)]
    events = [*sorted(events), (9, "click", "the last")]
    for at, *event in events:
        button.will_emit(at, event)
    await asyncio.sleep(begins)

    payload = await next_event(button, "click")

    at, due = next((e[0], e[2]) for e in events if e[1] == "click" and e[0] > begins)
    assert (payload, Clock().elapsed) == (due, at), (
        f"It began at {begins:g} s, these events came: {events}, and at "
        f"{Clock().elapsed:g} s it returned {payload}. Which one is the first click?"
    )
    button.assert_well(f"It began at {begins:g} s, and these events came: {events}.")


@given(at=quarters, late=st.booleans())
async def test_cancelled_at_any_time(at, late):
    """Whenever it is cancelled: no listener is left, and none raises."""
    button = Button()
    button.will_emit(1, ("click", "left"), ("click", "right"))

    task = await cancelled_at(next_event(button, "click"), at, late=late)

    button.emit("click", "after the end")
    ended = "was cancelled" if task.cancelled() else "returned"
    button.assert_well(
        f"Two clicks came at 1 s. It was to be cancelled at {at:g} s, and {ended}."
    )
