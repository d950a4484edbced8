"""The most urgent job first, in its turn among equals, and none is lost."""

import asyncio
import contextlib
import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import FakeService, cancelled_at, latencies, orders, scripts
from katas.ch09_queues.k3_priority_jobs import JobQueue


def job_of(work, name):
    """Return a job that awaits `work(name)`."""
    return functools.partial(work, name)


def filled(work, *entries):
    """Return a JobQueue with a job for each priority and name."""
    jobs = JobQueue()
    for priority, name in entries:
        jobs.submit(priority, job_of(work, name))
    return jobs


def submit_at(seconds, jobs, priority, job):
    """Submit a job after some seconds."""
    asyncio.get_running_loop().call_later(seconds, jobs.submit, priority, job)


async def test_the_most_urgent_job_comes_first():
    """The lower the number, the earlier the job; a number may be negative."""
    work = FakeService(name="work")
    jobs = filled(work, (2, "chair"), (1, "server"), (-5, "fire"), (30, "plant"))

    await jobs.run(workers=1)

    assert work.keys == ["fire", "server", "chair", "plant"]


async def test_equal_priorities_first_come_first_served():
    """Among equal priorities, the job that was submitted first comes first."""
    work = FakeService(name="work")
    jobs = filled(work, *[(1, n) for n in range(9)], (0, "first"))

    await jobs.run(workers=1)

    assert work.keys == ["first", *range(9)], (
        "Nine equal jobs were submitted, 0 to 8, then a more urgent one. They were "
        f"done in this order: {work.keys}. What decides between two equal priorities?"
    )


async def test_jobs_are_not_compared():
    """Jobs that could be compared come in their order all the same."""
    work = FakeService(name="work")

    class Ticket(str):
        def __call__(self):
            return work(str(self))

    jobs = JobQueue()
    for name in ("c", "a", "b", "a"):
        jobs.submit(1, Ticket(name))
    await jobs.run(workers=1)

    assert work.keys == ["c", "a", "b", "a"]


async def test_so_many_jobs_at_the_same_time(clock):
    """The workers share the jobs; whichever is free begins the next one."""
    work = FakeService(takes={"a": 3, "b": 1, "c": 1, "d": 2}, name="work")
    jobs = filled(work, (4, "d"), (3, "c"), (2, "b"), (1, "a"))

    await jobs.run(workers=2)

    begins = {call.key: call.began for call in work.calls}
    assert begins == {"a": 0, "b": 0, "c": 1, "d": 2}, (
        f"There were 2 workers and 4 jobs, which began at these times: {begins}; "
        f"at most {work.peak} were at work at the same time. Who was free, and when?"
    )
    assert clock.elapsed == 4, (
        f"The last job needs until 4 s, and it returned after {clock.elapsed:g} s. "
        "What does it wait for?"
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


async def test_no_job_takes_no_time(clock):
    """Without jobs, it returns at once; afterwards a job can be done."""
    jobs, work = JobQueue(), FakeService(takes=1, name="work")

    await jobs.run(workers=3)
    jobs.submit(1, job_of(work, "late"))
    await jobs.run(workers=3)

    assert work.keys == ["late"]
    assert clock.elapsed == 1


async def test_a_job_that_comes_later_waits_its_turn(clock):
    """A free worker takes the most urgent job of those that wait then."""
    work = FakeService(takes=2, name="work")
    jobs = filled(work, (3, "a"), (3, "b"), (3, "c"))
    submit_at(1, jobs, 3, job_of(work, "equal"))
    submit_at(3, jobs, 1, job_of(work, "urgent"))

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
    submit_at(2.25, jobs, 1, job_of(work, "late"))

    await jobs.run(workers=2)

    began = work.calls[-1].began
    assert (work.keys, began) == (["long", "late"], 2.25), (
        "One of two workers has a job of 9 s, another job comes at 2.25 s, and it "
        f"began at {began:g} s. What does the other worker do meanwhile?"
    )


async def test_jobs_that_a_job_submits_are_done():
    """It returns when all is done, also what the last job has submitted."""
    work, jobs = FakeService(takes=1, name="work"), JobQueue()

    async def plan():
        await work("plan")
        jobs.submit(2, job_of(work, "second"))
        jobs.submit(1, job_of(work, "first"))

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
    assert clock.elapsed == 5


async def test_the_failures_come_out_in_the_end():
    """All failures come out in one group, in the order in which they came."""
    errors = {"a": ValueError("late"), "c": OSError("first"), "d": TimeoutError()}
    work = FakeService(errors.get, {"a": 3, "c": 1, "d": 8}, "work")
    jobs = filled(work, *[(1, name) for name in "abcd"])

    [raised] = await asyncio.gather(jobs.run(workers=3), return_exceptions=True)

    assert isinstance(raised, ExceptionGroup), (
        f"Three of four jobs failed, and this came out: {raised!r}. "
        "Where are the failures?"
    )
    assert list(raised.exceptions) == [errors["c"], errors["a"], errors["d"]]


async def test_it_may_be_called_again():
    """The next call does what has come since, and has failures of its own only."""
    work = FakeService({"b": OSError("down")}.get, takes=1, name="work")
    jobs = filled(work, (1, "a"), (2, "b"))

    with pytest.raises(ExceptionGroup):
        await jobs.run(workers=2)
    jobs.submit(2, job_of(work, "c"))
    jobs.submit(1, job_of(work, "d"))
    await jobs.run(workers=1)

    assert work.keys == ["a", "b", "d", "c"]


async def test_a_cancelled_call_waits_for_the_jobs_at_work(clock):
    """The jobs at work are cancelled, and have ended when it ends."""
    cleaned = []

    async def work(seconds):
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(seconds)
            cleaned.append(seconds)

    jobs = filled(work, (1, 2), (1, 3), (1, 0))
    task = await cancelled_at(jobs.run(workers=2), 1)

    assert task.cancelled(), (
        "It was cancelled at 1 s, and its caller never heard of it. "
        "What did you do with the CancelledError?"
    )
    assert (cleaned, clock.elapsed) == ([2, 3], 4), (
        "Two jobs were at work when it was cancelled at 1 s; they clean up for 2 s and "
        f"for 3 s. It ended at {clock.elapsed:g} s, and then these had cleaned up: "
        f"{cleaned}. Who waits for them?"
    )


async def test_a_cancelled_call_raises_no_failures():
    """The CancelledError is raised even where a job has failed before."""
    work = FakeService({"a": OSError("down")}.get, {"a": 1, "b": 9}, "work")
    jobs = filled(work, (1, "a"), (1, "b"))

    task = await cancelled_at(jobs.run(workers=2), 2)

    assert task.cancelled(), (
        "A job failed at 1 s, it was cancelled at 2 s, and it raised "
        f"{task.exception()!r}. What does its caller wait for?"
    )


async def test_what_has_not_begun_is_done_by_the_next_call(clock):
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
    assert clock.elapsed == 3


class Chain:
    """Jobs that take some steps, and submit another job at each of them."""

    def __init__(self):
        self.jobs = JobQueue()
        self.submitted = []
        self.begun = []
        self.at_work = set()
        self.peak = 0

    def submit(self, priority, name, steps):
        """Submit a job, and write it down."""
        self.submitted.append(name)
        self.jobs.submit(priority, functools.partial(self.work, name, steps))

    async def work(self, name, steps):
        """Work for some steps."""
        self.begun.append(name)
        self.at_work.add(name)
        self.peak = max(self.peak, len(self.at_work))
        try:
            for step in range(steps):
                await asyncio.sleep(0)
                self.submit(step, f"{name}.{step}", 0)
        finally:
            self.at_work.remove(name)


@settings(max_examples=60)
@given(
    order=orders(),
    workers=st.integers(1, 2),
    jobs=st.lists(st.integers(0, 2), max_size=3),
    steps=st.integers(0, 12),
)
async def test_it_may_be_cancelled_anywhere(order, workers, jobs, steps):
    """In whatever order, and wherever it is cancelled: each job begins once."""
    chain = Chain()
    for n, steps_of_one in enumerate(jobs):
        chain.submit(n, f"job {n}", steps_of_one)

    with order:
        task = asyncio.create_task(chain.jobs.run(workers), name="run")
        for _ in range(steps):
            await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    begun, at_work = list(chain.begun), list(chain.at_work)
    if task.cancelled():
        await chain.jobs.run(workers)

    assert not at_work, f"It has ended, and at work are: {at_work}. Who ends them?"
    assert sorted(chain.begun) == sorted(chain.submitted), (
        f"These are the jobs: {chain.submitted}. When it ended, these had begun: "
        f"{begun}, and after a second call: {chain.begun}. Who had the others?"
    )
    assert chain.peak <= workers


class Team:
    """What is known of each job, and of the worker that does it."""

    def __init__(self):
        self.jobs = JobQueue()
        self.numbers = 0
        self.waiting = []
        self.seen_waiting = []
        self.begun = []
        self.gates = {}
        self.workers = 0

    async def submit(self, priority):
        """Submit a job, which works until somebody lets it end."""
        job = (priority, self.numbers)
        self.numbers += 1
        self.waiting.append(job)
        self.jobs.submit(priority, functools.partial(self.work, job))

    async def work(self, job):
        """Begin a job, and wait until it may end."""
        self.waiting.remove(job)
        self.begun.append(job)
        self.gates[job] = asyncio.get_running_loop().create_future()
        try:
            await self.gates[job]
        finally:
            del self.gates[job]

    async def finish(self, which, well):
        """Let a job at work end, well or with a failure."""
        gates = [gate for gate in self.gates.values() if not gate.done()]
        if gates and well:
            gates[which % len(gates)].set_result(None)
        elif gates:
            gates[which % len(gates)].set_exception(OSError("down"))

    async def run(self, workers):
        """Do the jobs, if nobody does them already."""
        if self.workers:
            return
        self.workers = workers
        try:
            await self.jobs.run(workers)
        except* OSError:
            pass  # Jobs that were told to fail.
        finally:
            assert not self.gates, (
                f"It has ended, and {len(self.gates)} jobs are at work. Who ends them?"
            )
            self.workers = 0
        left = [job for job in self.waiting if job in self.seen_waiting]
        assert not left, f"It has returned, and {len(left)} jobs wait. For whom?"

    def at_rest(self, waiting):
        """All workers are at work, or no job waits; the urgent jobs came first."""
        callers = [caller for caller in waiting if caller.call != "run"]
        assert not callers, f"{callers[0].name} waits in {callers[0]}. What for?"
        at_work, ready = len(self.gates), len(self.waiting)
        assert at_work == min(self.workers, at_work + ready), (
            f"Of {self.workers} workers {at_work} are at work, and {ready} jobs wait. "
            "Who wakes the others?"
        )
        assert at_work or not self.workers, "No job is left. What does run() wait for?"
        self.look_at_the_order()
        self.begun, self.seen_waiting = [], list(self.waiting)

    def look_at_the_order(self):
        """Of the jobs that have waited, the most urgent ones have begun."""
        chosen = sorted(job for job in self.begun if job in self.seen_waiting)
        best = sorted(self.seen_waiting)[: len(chosen)]
        assert chosen == best, (
            f"These waited, by priority and number: {self.seen_waiting}, and these of "
            f"them have begun: {chosen}. How is the next one chosen?"
        )


@settings(max_examples=100)
@given(
    script=scripts(
        submit=st.tuples(st.integers(0, 2)),
        run=st.tuples(st.integers(1, 2)),
        finish=st.tuples(st.integers(0, 2), st.booleans()),
    )
)
async def test_any_story_of_a_team(script):
    """Whatever comes, ends, fails or is cancelled: nobody idles, and none is lost."""
    await script.play(Team())


@given(
    entries=st.lists(st.tuples(st.integers(-3, 3), latencies(9)), max_size=9),
    workers=st.integers(1, 4),
)
async def test_any_jobs(entries, workers, clock):
    """The jobs begin in a stable order, and each as soon as a worker is free."""
    by_urgency = sorted(enumerate(entries), key=lambda entry: entry[1][0])
    free, expected = [0] * workers, {}
    for n, (_, takes) in by_urgency:
        expected[n] = min(free)
        free[free.index(expected[n])] += takes
    work = FakeService(takes={n: e[1] for n, e in enumerate(entries)}, name="work")
    jobs = filled(work, *[(priority, n) for n, (priority, _) in enumerate(entries)])

    await jobs.run(workers)

    if workers == 1:
        assert work.keys == [n for n, _ in by_urgency]
    assert {call.key: call.began for call in work.calls} == expected
    assert clock.elapsed == max(free)
