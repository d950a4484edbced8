"""The most urgent job first, in its turn among equals, and none is lost."""

import asyncio
import contextlib
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancelled_at, orders, outcome_of
from katas.ch09_queues.k3_priority_jobs import JobQueue


def filled(work, *entries):
    """Return a JobQueue with a job for each priority and name."""
    jobs = JobQueue()
    for priority, name in entries:
        jobs.submit(priority, partial(work, name))
    return jobs


def submit_at(seconds, jobs, priority, job):
    """Submit a job after some seconds."""
    asyncio.get_running_loop().call_later(seconds, jobs.submit, priority, job)


async def test_the_most_urgent_job_comes_first():
    """The lower the number, the earlier the job."""
    work = FakeService(name="work")
    jobs = filled(work, (2, "chair"), (1, "server"), (-5, "fire"), (30, "plant"))

    await jobs.run(workers=1)

    assert work.keys == ["fire", "server", "chair", "plant"], (
        "The jobs were chair (2), server (1), fire (-5) and plant (30). They were done "
        f"in this order: {work.keys}. Which one does your worker choose?"
    )


async def test_equal_priorities_first_come_first_served():
    """Among equal priorities, the job that was submitted first comes first."""
    work = FakeService(name="work")
    jobs = filled(work, *[(1, n) for n in range(9)], (0, "first"))

    await jobs.run(workers=1)

    assert work.keys == ["first", *range(9)], (
        "Nine equal jobs were submitted, 0 to 8, then a more urgent one. They were "
        f"done in this order: {work.keys}. What decides between two equal priorities?"
    )


async def test_so_many_jobs_at_the_same_time():
    """The workers share the jobs; whichever is free begins the next one."""
    work = FakeService(takes={"a": 3, "b": 1, "c": 1, "d": 2}, name="work")
    jobs = filled(work, (4, "d"), (3, "c"), (2, "b"), (1, "a"))

    await jobs.run(workers=2)

    begins = {call.key: call.began for call in work.calls}
    assert begins == {"a": 0, "b": 0, "c": 1, "d": 2}, (
        f"There were 2 workers and 4 jobs, which began at these times: {begins}; "
        f"at most {work.peak} were at work at the same time. Who was free, and when?"
    )


async def test_a_job_is_called_when_it_begins(clock):
    """A job is called when its worker is free, not before."""
    called = []

    def job():
        called.append(clock.elapsed)
        return asyncio.sleep(2)

    jobs = JobQueue()
    jobs.submit(1, job)
    jobs.submit(1, job)
    await asyncio.sleep(1)
    await jobs.run(workers=1)

    assert called == [1, 3], (
        "Two jobs that take 2 s were submitted at 0 s, and one worker came at 1 s. "
        f"They were called at these times: {called}. Which line calls them?"
    )


async def test_a_job_that_comes_later_waits_its_turn(clock):
    """A free worker takes the most urgent job of those that wait then."""
    work = FakeService(takes=2, name="work")
    jobs = filled(work, (3, "a"), (3, "b"), (3, "c"))
    submit_at(1, jobs, 3, partial(work, "equal"))
    submit_at(3, jobs, 1, partial(work, "urgent"))

    await jobs.run(workers=1)

    assert work.keys == ["a", "b", "urgent", "c", "equal"], (
        "a, b and c wait, and take 2 s each. At 1 s comes one that is as urgent as "
        "they are, at 3 s one that is more urgent. This was the order: "
        f"{work.keys}. When does your worker choose its next job?"
    )


async def test_a_job_that_comes_later_begins_at_once(clock):
    """A job that comes while one is at work begins at once, if a worker is free."""
    work = FakeService(takes={"long": 9, "late": 1}, name="work")
    jobs = filled(work, (1, "long"))
    submit_at(2.375, jobs, 1, partial(work, "late"))

    await jobs.run(workers=2)

    begins = {call.key: call.began for call in work.calls}
    assert begins == {"long": 0, "late": 2.375}, (
        "One of two workers has a job of 9 s, and another job comes at 2.375 s. They "
        f"began at these seconds: {begins}, and `run` ended at {clock.elapsed:g} s. "
        "What does the other worker do meanwhile?"
    )


async def test_jobs_that_a_job_submits_are_done():
    """It returns when all is done, also what the last job has submitted."""
    work, jobs = FakeService(takes=1, name="work"), JobQueue()

    async def plan():
        await work("plan")
        jobs.submit(2, partial(work, "second"))
        jobs.submit(1, partial(work, "first"))

    jobs.submit(1, plan)
    await jobs.run(workers=1)

    assert work.keys == ["plan", "first", "second"], (
        "The only job has submitted two others before it ended, and when it returned "
        f"these had begun: {work.keys}. When is there nothing left to do?"
    )


async def test_a_failing_job_stops_nobody(clock):
    """The other jobs are done, those at work and those that wait."""
    work = FakeService({"b": OSError("down")}.get, {"a": 5, "b": 1, "c": 1}, "work")
    jobs = filled(work, (1, "a"), (2, "b"), (3, "c"))

    with contextlib.suppress(OSError, ExceptionGroup):
        await jobs.run(workers=2)

    ends = {call.key: (call.outcome, call.ended) for call in work.calls}
    assert ends == {"a": ("answered", 5), "b": ("failed", 1), "c": ("answered", 2)}, (
        "There are 2 workers and 3 jobs, and b fails at 1 s. These were the ends: "
        f"{ends}. What does the worker do that had b?"
    )
    assert clock.elapsed == 5, (
        f"The last job ended at 5 s, and it returned at {clock.elapsed:g} s. "
        "For what did it wait?"
    )


async def test_the_failures_come_out_in_the_end():
    """All failures come out in one group, as they are."""
    own = ExceptionGroup("own", [OSError("inner")])
    errors = {"a": TimeoutError("late"), "c": OSError("first"), "d": own}
    work = FakeService(errors.get, {"a": 3, "c": 1, "d": 8}, "work")
    jobs = filled(work, *[(1, name) for name in "abcd"])

    seen = await outcome_of(jobs.run(workers=3))

    assert isinstance(seen, ExceptionGroup), (
        f"Three of four jobs failed, and this came out: {seen!r}. "
        "Where are the failures?"
    )
    assert {*seen.exceptions} == {*errors.values()}, (
        f"These were the failures: {[*errors.values()]}. The group has "
        f"{seen.exceptions}. Which way does each of them go into the group?"
    )


async def test_each_call_has_failures_of_its_own():
    """A call raises the failures of its own jobs only."""
    work = FakeService({"b": OSError("down")}.get, name="work")
    jobs = filled(work, (1, "b"))

    first = await outcome_of(jobs.run(workers=2))
    jobs.submit(2, partial(work, "c"))
    second = await outcome_of(jobs.run(workers=1))

    assert second is None, (
        f"The only job of a first call failed, and {first!r} came out. The only job of "
        f"a second call went well, and {second!r} came out. Where are failures kept?"
    )


@pytest.mark.parametrize("instants", [[1], [1, 2]], ids=["once", "twice"])
async def test_a_cancelled_call_waits_for_the_jobs_at_work(instants, clock):
    """Cancelled, it cancels the jobs at work, and waits until they have ended."""
    a, b = Job("a", 9, cleanup=3), Job("b", 9, cleanup=4)
    failing, c, late = Job("failing", 0.5, error=OSError("down")), Job("c"), Job("late")
    jobs = JobQueue()
    for job in (failing, a, b, c):
        jobs.submit(1, job)
    submit_at(4.5, jobs, 1, late)  # One worker is free then, and b cleans up.

    seen = await outcome_of(jobs.run(workers=2), *instants)

    what = f"`run` was cancelled at {' and '.join(map(str, instants))} s"
    for job in (a, b):
        assert job.cancelled, f"{what}, and nobody cancelled {job.name}. Who stops it?"
        assert len(job.cancelled) <= len(instants), (
            f"{what}. {job.name} was cancelled at these seconds: {job.cancelled}. "
            "What does each time more do to its clean-up?"
        )
        assert job.ended, (
            f"{what}, and ended at {clock.elapsed:g} s. {job.name} was still cleaning "
            "up then. Who waits for it?"
        )
    assert isinstance(seen, asyncio.CancelledError), (
        f"A job failed at 0.5 s. {what}, and this came out: {seen!r}. "
        "Where did the CancelledError end?"
    )
    for job in (c, late):
        assert job.began is None, (
            f"{what}. After that, at {job.began:g} s, {job.name} began. Who took it?"
        )


async def test_what_has_not_begun_is_done_by_the_next_call():
    """A call that is cancelled loses no job that waits; the next call does it."""
    work = FakeService(takes=2, name="work")
    jobs = filled(work, *[(1, name) for name in "abc"])

    await cancelled_at(jobs.run(workers=2), 1)
    await jobs.run(workers=2)

    ends = [(call.key, call.outcome) for call in work.calls]
    assert ends == [("a", "cancelled"), ("b", "cancelled"), ("c", "answered")], (
        "A first call with 2 workers was cancelled while a and b were at work, and a "
        f"second one came back. These were the ends: {ends}. Where was c meanwhile?"
    )


@settings(max_examples=60)
@given(order=orders(), workers=st.integers(1, 2), steps=st.integers(0, 12))
async def test_it_may_be_cancelled_anywhere(order, workers, steps):
    """In whatever order, and wherever it is cancelled: each job begins once."""
    jobs, begun, ended = JobQueue(), [], []

    async def work(name):
        begun.append(name)
        try:
            for _ in range(name):
                await asyncio.sleep(0)
        finally:
            ended.append(name)

    for name in range(3):
        jobs.submit(name, partial(work, name))
    with order:
        task = asyncio.create_task(jobs.run(workers), name="run")
        for _ in range(steps):
            await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    first, at_work = list(begun), [name for name in begun if name not in ended]
    if task.cancelled():
        await jobs.run(workers)

    assert not at_work, f"It has ended, and at work are: {at_work}. Who ends them?"
    assert sorted(begun) == [0, 1, 2], (
        f"There were jobs 0, 1 and 2. When the first call was cancelled, {first} had "
        f"begun, and after a second call {begun}. Who had the others?"
    )


@given(
    entries=st.lists(
        st.tuples(st.integers(-3, 3), st.integers(0, 99).map(lambda n: n / 16)),
        max_size=9,
    ),
    workers=st.integers(1, 4),
)
async def test_any_jobs(entries, workers, clock):
    """The jobs begin in their order, and each as soon as a worker is free."""
    by_urgency = sorted(enumerate(entries), key=lambda entry: entry[1][0])
    free, expected = [0] * workers, {}
    for n, (_, takes) in by_urgency:
        expected[n] = min(free)
        free[free.index(expected[n])] += takes
    work = FakeService(takes={n: e[1] for n, e in enumerate(entries)}, name="work")
    jobs = filled(work, *[(priority, n) for n, (priority, _) in enumerate(entries)])

    await jobs.run(workers)

    begins = {call.key: call.began for call in work.calls}
    assert begins == expected, (
        f"{workers} workers had these jobs, (priority, seconds): {entries}. They began "
        f"like this, number: second: {begins}; they could begin like this: {expected}. "
        "Which one does a free worker choose, and when?"
    )
    assert clock.elapsed == max(free), (
        f"The last job ended at {max(free):g} s, and it returned at {clock.elapsed:g} "
        "s. For what did it wait?"
    )
