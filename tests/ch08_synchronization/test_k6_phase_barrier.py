"""Nobody runs ahead, and nobody waits for a worker that has failed."""

import asyncio
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import (
    FakeService,
    Job,
    cancellations,
    latencies,
    orders,
    outcome_of,
    what_became_of,
)
from katas.ch08_synchronization.k6_phase_barrier import run_phases


def crew(work, *names):
    """Return a worker for each name: Ann calls work("Ann 0"), and so on."""
    return [lambda phase, name=name: work(f"{name} {phase}") for name in names]


def begins(work):
    """Return when each call began."""
    return {call.key: call.began for call in work.calls}


async def test_each_worker_is_called_once_in_each_phase():
    """The phases are 0, 1, 2, …, in this order."""
    work = FakeService()

    await run_phases(crew(work, "Ann"), 3)

    assert work.keys == ["Ann 0", "Ann 1", "Ann 2"], (
        f"There are 3 phases, and Ann was called with {[k[4:] for k in work.keys]}. "
        "Which number has the first phase?"
    )


async def test_nobody_begins_before_all_have_finished():
    """Phase 1 begins when the slowest worker has finished phase 0."""
    work = FakeService(takes={"Ann 0": 1, "Bob 0": 3, "Ann 1": 1, "Bob 1": 1})

    await run_phases(crew(work, "Ann", "Bob"), 2)

    assert begins(work) == {"Ann 0": 0, "Bob 0": 0, "Ann 1": 3, "Bob 1": 3}, (
        "Phase 0 takes Ann 1 s and Bob 3 s, and these were the beginnings: "
        f"{begins(work)}. What does each worker wait for before it goes on?"
    )


async def test_it_ends_with_the_last_phase(clock):
    """It returns when all have finished the last phase."""
    work = FakeService(takes={"Ann 0": 2, "Bob 0": 1, "Ann 1": 1, "Bob 1": 4})

    await run_phases(crew(work, "Ann", "Bob"), 2)

    assert clock.elapsed == 6, (
        "The slowest needs 2 s in phase 0 and 4 s in phase 1, and it came back after "
        f"{clock.elapsed:g} s. Which line waits for the last phase?"
    )


async def test_a_barrier_is_used_again():
    """Many phases, and a slow worker in each of them."""
    slow = {"Ann 0": 2.3125, "Bob 1": 2.3125, "Cy 2": 2.3125, "Ann 3": 2.3125}
    names = "Ann", "Bob", "Cy"
    work = FakeService(takes=slow)

    await run_phases(crew(work, *names), 4)

    began = begins(work)
    seen = [[began.get(f"{name} {phase}") for name in names] for phase in range(4)]
    assert seen == [[phase * 2.3125] * 3 for phase in range(4)], (
        "The slowest of three needs 2.3125 s in each phase. They began at these "
        f"seconds, phase by phase: {seen}. What does each phase wait for?"
    )


async def test_a_function_may_stand_twice():
    """Each place in the list is a worker, also with the same function."""
    work = FakeService()

    await run_phases([work, work], 2)

    assert work.keys == [0, 0, 1, 1], (
        "The same function stands twice in the list, and there are 2 phases. It was "
        f"called with {work.keys}. What stands for a worker in your code?"
    )


@pytest.mark.parametrize(("names", "phases"), [([], 3), (["Ann", "Bob"], 0)])
async def test_nothing_to_do(names, phases):
    """No workers, or no phases: nobody is called, and it returns."""
    work = FakeService(takes=1)

    outcome = await outcome_of(run_phases(crew(work, *names), phases), 9)

    assert (outcome, work.keys) == (None, []), (
        f"There were {len(names)} workers and {phases} phases. {work.keys} were called,"
        f" and this came out: {outcome!r}. Who waits, and for whom?"
    )


async def test_each_worker_has_a_task_of_its_own():
    """All phases of a worker run in one task, in which nobody else runs."""
    tasks = {"Ann": [], "Bob": []}

    async def work(key):
        await asyncio.sleep(1)
        tasks[key.split()[0]].append(asyncio.current_task())

    await run_phases(crew(work, "Ann", "Bob"), 3)

    ann, bob, caller = *map(set, tasks.values()), {asyncio.current_task()}
    assert (len(ann), len(bob), len(ann | bob | caller)) == (1, 1, 3), (
        f"In three phases Ann ran in {len(ann)} tasks, Bob in {len(bob)}; with that of "
        f"the caller these are {len(ann | bob | caller)}. Whose task is each of them?"
    )


def assert_ended(jobs, at, now, seen):
    """See that jobs were cancelled at an instant, and that it waited for their end."""
    became = "; ".join(f"{job.name} {what_became_of(job)}" for job in jobs)
    seen += f". It ended at {now:g} s: {became}"
    asked = [job.cancelled[:1] for job in jobs] == [[at]] * len(jobs)
    assert asked, f"{seen}. Who tells them to stop, and when?"
    ended = [job.ended for job in jobs] == [at + job.cleanup for job in jobs]
    assert ended, f"{seen}. What waits for their clean-up?"
    last = at + max(job.cleanup for job in jobs)
    assert now == last, f"{seen}. What else does it wait for?"


@pytest.mark.parametrize("instants", [(), (3, 4)], ids=["", "cancelled then"])
async def test_a_failure_ends_all_at_once(instants, clock):
    """Those that work are cancelled, and it waits until they have ended."""
    cy, dee = Job("Cy", 9, cleanup=4), Job("Dee", 9, cleanup=2)
    crew = [Job("Ann", 1), cy, Job("Bob", 2, error=OSError("down")), dee]

    await outcome_of(run_phases(crew, 2), *instants)

    cancelled = "; it was cancelled at 3 s and 4 s" if instants else ""
    assert_ended(
        [cy, dee],
        2,
        clock.elapsed,
        "Ann waits for the others from 1 s on, Bob fails at 2 s, Cy and Dee need 9 s, "
        f"and 4 and 2 s to clean up{cancelled}",
    )


@pytest.mark.parametrize(
    "error",
    [
        OSError("down"),
        ExceptionGroup("two parts", [OSError(), KeyError()]),
        asyncio.BrokenBarrierError("a barrier of the worker's own"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_the_error_itself_is_raised(error):
    """The exception of the worker comes out as it is."""
    work = FakeService({"Bob 1": error}.get, {"Bob 1": 1, "Cy 1": 9})

    outcome = await outcome_of(run_phases(crew(work, "Ann", "Bob", "Cy"), 2), 99)

    assert outcome is error, (
        f"A worker failed with {error!r}, and {outcome!r} came out. "
        "Whose exception is that?"
    )


@pytest.mark.parametrize("instants", [(3,), (3, 4, 5)], ids=["once", "again"])
async def test_a_cancellation_reaches_all(instants, clock):
    """Cancelled, it cancels all workers, waits for them, and is cancelled itself."""
    cy, dee = Job("Cy", 9, cleanup=4), Job("Dee", 9, cleanup=2)

    outcome = await outcome_of(run_phases([Job("Ann", 1), cy, dee], 2), *instants)

    times = " and ".join(f"{instant} s" for instant in instants)
    assert_ended(
        [cy, dee],
        3,
        clock.elapsed,
        f"It was cancelled at {times}. Ann waited then, Cy and Dee need 4 and 2 s to "
        "clean up",
    )
    assert isinstance(outcome, asyncio.CancelledError), (
        f"It was cancelled at {times}, and this came out: {outcome!r}. "
        "What becomes of its CancelledError?"
    )


async def test_it_may_be_used_while_its_caller_cleans_up(clock):
    """A caller that was cancelled before gets all phases."""
    work = FakeService(takes=2)

    async def serve():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            await run_phases(crew(work, "Ann", "Bob"), 2)

    outcome = await outcome_of(serve(), 1)

    assert (outcome, clock.elapsed) == (None, 5), (
        "A task was cancelled at 1 s, and then ran two phases of 2 s each to clean up. "
        f"At {clock.elapsed:g} s {outcome!r} came out; called: {work.keys}. "
        "Was it cancelled while the workers worked?"
    )


@given(cancellation=cancellations(least=1, most=8))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, nobody works afterwards, or begins to."""
    work = FakeService(takes={"Ann 0": 1, "Bob 0": 2, "Ann 1": 2, "Bob 1": 1})

    await cancellation.of(run_phases(crew(work, "Ann", "Bob"), 2))

    assert work.at_work == 0, (
        f"It was cancelled, and when it ended, {work.at_work} workers were at work. "
        "Who ends them?"
    )


@given(order=orders(), naps=st.lists(st.integers(0, 2), min_size=2, max_size=3))
async def test_any_order_of_ready_tasks(order, naps):
    """In whatever order the tasks run, nobody runs ahead."""
    finished = [0 for _ in naps]
    early = []

    def worker(number):
        async def work(phase):
            early.extend(n for n, done in enumerate(finished) if done < phase)
            for _ in range(naps[number]):
                await asyncio.sleep(0)
            finished[number] += 1

        return work

    with order:
        await run_phases([worker(number) for number in range(len(naps))], 3)

    assert not early, (
        f"{len(naps)} workers, 3 phases: a worker began a phase, and worker {early[0]} "
        "had not finished the one before. Which line let it through?"
    )
    assert set(finished) == {3}, f"Of 3 phases the workers have finished {finished}."


@given(
    table=st.integers(1, 4).flatmap(
        lambda n: st.lists(
            st.lists(latencies(8), min_size=n, max_size=n), min_size=1, max_size=4
        )
    )
)
async def test_any_workers_and_any_times(table, clock):
    """Each phase begins when the slowest of the phase before has finished."""
    takes = {f"{n} {k}": t for k, row in enumerate(table) for n, t in enumerate(row)}
    work = FakeService(takes=takes)
    starts = [0, *accumulate(max(row) for row in table)]

    await run_phases(crew(work, *range(len(table[0]))), len(table))

    began = [call.began for call in work.calls]
    expected = [start for start in starts[:-1] for _ in table[0]]
    assert (began, clock.elapsed) == (expected, starts[-1]), (
        f"Phase by phase the workers take {table} s. They began at {began} s, and it "
        f"ended at {clock.elapsed:g} s. What does each phase wait for?"
    )


@given(
    takes=st.lists(st.integers(0, 8), min_size=1, max_size=4),
    place=st.integers(0, 3),
    phase=st.integers(0, 2),
)
async def test_any_failure(takes, place, phase, clock):
    """Whichever fails, and whenever: all end then, and its exception comes out."""
    failing = place % len(takes)
    error = OSError("down")
    times = {f"{n} {k}": t for n, t in enumerate(takes) for k in range(3)}
    # Nobody else ends just when this one fails.
    name = f"{failing} {phase}"
    work = FakeService({name: error}.get, times | {name: 4.5})

    outcome = await outcome_of(run_phases(crew(work, *range(len(takes))), 3), 99)

    end = phase * max(takes) + 4.5
    last = max(int(key.split()[1]) for key in work.keys)
    assert (outcome, clock.elapsed, work.at_work, last) == (error, end, 0, phase), (
        f"The workers take {takes} s in each phase; worker {failing} fails in phase "
        f"{phase}, at {end:g} s. At {clock.elapsed:g} s {outcome!r} came out, "
        f"{work.at_work} were at work, the last phase was {last}. What ends the others?"
    )
