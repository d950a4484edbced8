"""Tasks take turns, sleep and wait for each other, as they do in asyncio."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from katas.ch20_event_loop.k3_mini_loop import Loop, Stuck


class Notes(list):
    """What was seen, in order; from the first second on with the time of the loop."""

    def __init__(self, loop):
        self.loop = loop

    def __call__(self, text):
        """Write something down."""
        self.append(f"{text} at {self.loop.time:g} s" if self.loop.time else text)

    def __str__(self):
        return ", ".join(self) or "nothing"


async def nap(note, name, *naps, result="ok"):
    """Sleep some times, and write down when each nap is over."""
    for seconds in naps:
        await note.loop.sleep(seconds)
        note(name)
    return result


async def fail(note, error):
    """Sleep for a second, and raise an error."""
    await note.loop.sleep(1)
    raise error


async def join(note, name, *tasks):
    """Wait for some tasks, and write down what each of them gave."""
    for task in tasks:
        try:
            note(f"{name} gets {await task!r}")
        except OSError as error:
            note(f"{name} catches {error!r}")


async def together(note, *coros):
    """Spawn some coroutines, and wait for all of them."""
    for task in [note.loop.spawn(coro) for coro in coros]:
        await task
    return "all"


def told(loop, coro):
    """Run a coroutine; tell what came out of `run`."""
    try:
        return f"`run` returned {loop.run(coro)!r}"
    except (OSError, Stuck) as error:
        return f"`run` raised {error!r}"


def test_the_loop_runs_a_coroutine():
    """What the coroutine returns comes back, and the clock has jumped."""
    loop = Loop()

    async def main():
        await loop.sleep(3600.3)
        return f"slept until {loop.time:g} s"

    result = loop.run(main())

    assert result == "slept until 3600.3 s", (
        "A coroutine slept for 3600.3 s, and returned what `loop.time` was then: `run` "
        f"returned {result!r}. When does your clock move?"
    )


def test_its_exception_comes_out():
    """An Exception of the coroutine comes out of `run`."""
    note = Notes(Loop())

    outcome = told(note.loop, fail(note, OSError("no stock")))

    assert outcome == "`run` raised OSError('no stock')", (
        f"The coroutine raised OSError('no stock'); {outcome}. Who is to hear of it?"
    )


@pytest.mark.parametrize("value", ["shoes", None, OSError("returned")], ids=repr)
def test_await_gives_what_a_task_returned(value):
    """When it has ended; and at once, in the same turn, where it has ended before."""
    note = Notes(Loop())

    async def main():
        task = note.loop.spawn(nap(note, "task", 2, result=value))
        await join(note, "main", task)
        other = note.loop.spawn(join(note, "other", task))
        await join(note, "main", task)
        await other

    outcome = told(note.loop, main())

    right = [f"{who} gets {value!r} at 2 s" for who in ("main", "main", "other")]
    question = "What tells `__await__` how the task has ended?"
    if "Stuck" in outcome:
        question = "Who wakes a task that waits for one that has ended?"
    elif sorted(note[1:]) == sorted(right):
        question = "Whose turn was it, and when does a turn end?"
    assert note[1:] == right, (
        f"A task returned {value!r} at 2 s. main awaited it, spawned `other`, which "
        f"awaits it too, and awaited it again. This was seen: {note}; and not at last: "
        f"{', '.join(right)}; {outcome}. {question}"
    )


def test_first_come_first_served():
    """New tasks, and those that sleep for 0 s, come behind all that are ready."""
    note = Notes(Loop())

    async def turn_twice(name, *children):
        note(name)
        tasks = [note.loop.spawn(turn_twice(*child)) for child in children]
        await note.loop.sleep(0)
        note(name)
        await join(Notes(note.loop), name, *tasks)

    note.loop.spawn(turn_twice("early"))
    note.loop.run(turn_twice("main", ["A", ["C"]], ["B"]))

    right = "early, main, early, A, B, main, C, A, B, C"
    assert str(note) == right, (
        "`run` got main behind early; main spawned A and B, A spawned C; all slept for "
        f"0 s. Turns: {note}; not: {right}. Whose turn is it where the two part?"
    )


NAPS = {
    "one by one": (
        {"A": [3], "B": [1, 1, 2], "C": [2.5, 4]},
        "B at 1 s, B at 2 s, C at 2.5 s, A at 3 s, B at 4 s, C at 6.5 s",
        "What do you keep for a nap of 1 s that begins at 1 s?",
    ),
    "equal times": (
        {"D": [2], "B": [1, 1], "C": [2], "A": [2]},
        "B at 1 s, D at 2 s, C at 2 s, A at 2 s, B at 2 s",
        "What decides between equal times?",
    ),
    "ready together": (
        {"A": [2, 0], "B": [2, 0]},
        "A at 2 s, B at 2 s, A at 2 s, B at 2 s",
        "When the clock has jumped to 2 s, who is ready?",
    ),
}


@pytest.mark.parametrize("scene", NAPS)
def test_naps_end_in_order(scene):
    """All sleep at the same time; the first that fell asleep comes first."""
    note = Notes(Loop())
    plan, right, question = NAPS[scene]

    outcome = told(note.loop, together(note, *(nap(note, n, *plan[n]) for n in plan)))

    assert str(note) == right, (
        f"Tasks slept for these seconds: {plan}. Their naps were over like this: "
        f"{note}; and not like this: {right}; {outcome}. {question}"
    )


def test_all_who_wait_are_ready_when_it_ends():
    """They come behind those that are ready, in the order in which they came."""
    note = Notes(Loop())

    async def ask(name):
        await note.loop.sleep(1 if name == "A" else 0)
        await join(note, name, task)

    task = note.loop.spawn(nap(note, "task", 2))
    outcome = told(note.loop, together(note, nap(note, "other", 2), *map(ask, "ABCDE")))

    seen = ", ".join(line.split()[0] for line in note)
    right = "task, other, B, C, D, E, A"
    assert seen == right, (
        "`task` and `other` were ready at 2 s; B to E awaited `task`, A from 1 s on. "
        f"Turns: {seen}; not: {right}; {outcome}. Who is ready when a task ends?"
    )


def test_a_failure_is_raised_where_the_task_is_awaited():
    """It goes to all who await the task, the same object, and to nobody else."""
    note, error, caught = Notes(Loop()), OSError("no stock"), []

    async def wait(seconds):
        await note.loop.sleep(seconds)
        try:
            await task
        except OSError as seen:
            caught.append("it" if seen is error else "another one")

    task = note.loop.spawn(fail(note, error))
    note.loop.spawn(fail(note, OSError("nobody awaits this")))
    outcome = told(note.loop, together(note, wait(0), wait(2)))

    question = "What do those who await the task get from it?"
    if "raised OSError" in outcome:
        question = "Which line of yours gets the exception of a task?"
    assert (outcome, caught) == ("`run` returned 'all'", ["it", "it"]), (
        f"A task raised {error!r} at 1 s. Two others, which were to catch this very "
        f"object, at 1 s and 2 s, caught {' and '.join(caught) or 'nothing'}. Nobody "
        f"awaits a third one, which failed as well. {outcome}. {question}"
    )


def test_a_loop_that_is_stuck_says_so():
    """Where no task is ready, and none sleeps, Stuck is raised."""
    note = Notes(Loop())

    async def wait(other):
        await note.loop.sleep(1)
        await tasks[other]

    tasks = [note.loop.spawn(wait(place)) for place in (1, 0)]
    outcome = told(note.loop, join(note, "main", tasks[0]))

    assert "raised Stuck" in outcome, (
        "Two tasks waited for each other, and main for one of them. This was seen: "
        f"{note}; {outcome}. What can make a task ready then?"
    )


def test_the_end_of_main_is_the_end_of_run():
    """Other tasks then stand still, asleep or ready."""
    note, other = Notes(Loop()), Notes(Loop())

    note.loop.spawn(coro := nap(note, "A", 1, 1, 0.5, 1))
    outcome = told(note.loop, nap(Notes(note.loop), "main", 2.5))
    seen, closed = str(note), coro.cr_frame is None
    other.loop.run(nap(other, "B", 9))

    question = "What ends your loop, and after whose turn?"
    if str(note) != seen:
        question = f"Then another loop ran: {note}, {other}. What do the two share?"
    elif closed and "2.5" not in seen:
        question = "A was closed then. What does a task do that stands still?"
    assert (seen, str(note), closed) == (*["A at 1 s, A at 2 s"] * 2, False), (
        "What was given to `run` ended at 2.5 s; a task A slept for 1, 1, 0.5 and 1 s, "
        f"and was to come next. This was seen: {seen}; {outcome}. {question}"
    )


class Asyncio:
    """The loop of asyncio, with the names of ours; its clock begins at 0 as well."""

    spawn, sleep = staticmethod(asyncio.create_task), staticmethod(asyncio.sleep)
    time = property(lambda self: asyncio.get_running_loop().time())


# What a task does, one after the other; a list is a task that it spawns.
STEPS = st.sampled_from(["turn", "nap", "child", "elder", "fail"])
CHILDREN = st.lists(STEPS | st.lists(STEPS, max_size=3), max_size=5)


async def work(note, name, plan, naps, elder=()):
    """Follow a plan; then wait for all children, and return the name, or fail."""
    note(name)
    children = []
    for step in plan:
        if isinstance(step, list):
            child = work(note, f"{name}{len(children)}", step, naps, children[-1:])
            children.append(note.loop.spawn(child))
        elif step in ("child", "elder"):
            await join(note, name, *(elder if step == "elder" else children[-1:]))
        elif step != "fail":
            await nap(note, f"{name} after a {step}", next(naps, 0) * (step == "nap"))
    await join(note, name, *children)
    if "fail" in plan and len(name) > 1:
        raise OSError(name)
    return name


@settings(max_examples=20)
@given(plan=st.lists(CHILDREN, min_size=2, max_size=4), naps=st.permutations(range(8)))
async def test_any_program(plan, naps):
    """Whatever tasks do, it happens in the order and at the times of asyncio."""
    # No sum of some of these is a sum of others: no two timers are due together.
    naps = [2**number / 4 for number in naps]
    right, seen = Notes(Asyncio()), Notes(Loop())

    await work(right, "A", plan, iter(naps))
    outcome = told(seen.loop, work(seen, "A", plan, iter(naps)))

    places = range(len(right + seen))
    here = next((n for n in places if right[n:][:1] != seen[n:][:1]), None)
    assert (here, outcome) == (None, "`run` returned 'A'"), (
        f"Task A does this: {plan}, where a list is a child, and naps take {naps} s. "
        f"After {right[:here][-4:]} comes in asyncio {right[here:][:2]}, and in your "
        f"loop {seen[here:][:2]}; {outcome}. Which task is ready first then?"
    )
