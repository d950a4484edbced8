"""The most urgent first, equals in turn, and all of them done."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.schedules import cancellations, cancelled_at, orders
from dojo.scripts import scripts
from dojo.timeline import Bar, timeline
from katas.ch09_queues.k3_priority_jobs import JobQueue


class Shop:
    """A queue whose jobs keep a record."""

    def __init__(self, clock):
        self.jobs = JobQueue()
        self.began = []
        self.at_work = self.peak = 0
        self._clock = clock

    def submit(self, priority, name, seconds=1, then=None, error=None):
        """Submit a job that takes a while, and then calls `then` or fails."""

        async def job():
            self.began.append(name)
            self.at_work += 1
            self.peak = max(self.peak, self.at_work)
            try:
                with timeline.working(Bar(name, self._clock.elapsed)):
                    await asyncio.sleep(seconds)
                    if error:
                        raise error
            finally:
                self.at_work -= 1
            if then:
                then()

        self.jobs.submit(priority, job)


@pytest.fixture(name="shop")
def _shop(clock):
    """Return a shop without jobs."""
    return Shop(clock)


async def test_the_most_urgent_first(shop):
    """A lower number comes first."""
    for priority in (3, 1, 2):
        shop.submit(priority, f"priority {priority}")

    await shop.jobs.run(1)

    assert shop.began == ["priority 1", "priority 2", "priority 3"]


async def test_equally_urgent(shop):
    """Jobs with the same number in the order in which they were submitted."""
    for name in "abcdefgh":
        shop.submit(5, name)

    await shop.jobs.run(1)

    assert "".join(shop.began) == "abcdefgh", (
        f"Submitted were a to h, equally urgent, and they were done like this: "
        f"{''.join(shop.began)}. What decides among equals?"
    )


async def test_the_same_job_twice(shop):
    """It is done twice."""
    done = []

    async def job():
        done.append("done")

    shop.jobs.submit(1, job)
    shop.jobs.submit(1, job)
    await shop.jobs.run(2)

    assert done == ["done", "done"]


async def test_no_jobs(shop, clock):
    """There is nothing to wait for."""
    await shop.jobs.run(3)

    assert clock.elapsed == 0


@pytest.mark.parametrize("workers", [1, 2, 4])
async def test_as_many_at_work_as_there_are_workers(shop, workers, clock):
    """A few at the same time, and never more."""
    for name in "abcdefgh":
        shop.submit(1, name, seconds=2)

    await shop.jobs.run(workers)

    assert shop.peak == workers
    assert clock.elapsed == 16 / workers


async def test_a_free_worker_takes_the_most_urgent_that_waits(shop):
    """Also one that came later."""
    shop.submit(5, "first", seconds=2, then=lambda: shop.submit(1, "rush"))
    shop.submit(5, "second")

    await shop.jobs.run(1)

    assert shop.began == ["first", "rush", "second"], (
        f"A rush job was submitted while the first was done. The order: {shop.began}."
    )


async def test_jobs_that_come_from_jobs(shop):
    """They are done too, whoever is idle meanwhile."""
    shop.submit(1, "a", then=lambda: [shop.submit(1, name) for name in ("a1", "a2")])

    await shop.jobs.run(2)

    assert sorted(shop.began) == ["a", "a1", "a2"]
    assert shop.peak == 2, "Two jobs came, there are two workers, and one did it all."


async def test_jobs_that_come_from_outside(shop, clock):
    """Somebody else submits while it runs."""
    shop.submit(1, "a", seconds=4)
    running = asyncio.create_task(shop.jobs.run(2))

    await asyncio.sleep(1)
    shop.submit(1, "b", seconds=1)
    await running

    assert shop.began == ["a", "b"]
    assert clock.elapsed == 4


async def test_it_may_run_again(shop):
    """Later jobs are for the next run."""
    shop.submit(1, "a")
    await shop.jobs.run(1)
    shop.submit(1, "b")
    shop.submit(0, "c")
    await shop.jobs.run(1)

    assert shop.began == ["a", "c", "b"]


async def test_a_failure_comes_out(shop, clock):
    """The others at work are cancelled; what waits goes on waiting."""
    error = OSError("out of paper")
    shop.submit(1, "slow", seconds=9)
    shop.submit(2, "bad", seconds=1, error=error)
    shop.submit(3, "later")
    shop.submit(4, "last")

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await shop.jobs.run(2)
    seconds = clock.elapsed

    assert error in (caught.value, *getattr(caught.value, "exceptions", ()))
    assert seconds == 1
    assert shop.at_work == 0, "It has failed, and a job is still at work."
    shop.began.clear()
    await shop.jobs.run(1)
    assert shop.began in (["later", "last"], ["last"]), (
        f"Two jobs waited when it failed. The next run has done these: {shop.began}."
    )


async def test_cancelled_while_it_works(shop):
    """Who cancels it ends the jobs at work, and loses none that waits."""
    for name in "abc":
        shop.submit(1, name, seconds=9)

    task = await cancelled_at(shop.jobs.run(1), 2)
    began = list(shop.began)
    await shop.jobs.run(1)

    assert task.cancelled()
    assert began == ["a"]
    assert shop.began == ["a", "b", "c"]


@given(cancellation=cancellations(least=1, most=4))
async def test_it_may_be_cancelled_anywhere(cancellation, clock):
    """Wherever it is cancelled, no job is at work, and the rest is done later."""
    shop = Shop(clock)
    for name in "abcd":
        shop.submit(1, name)

    await cancellation.of(shop.jobs.run(2))
    at_work = shop.at_work
    await shop.jobs.run(2)

    assert at_work == 0
    assert sorted(shop.began) == list("abcd")


@given(priorities=st.lists(st.integers(-3, 3), max_size=8), order=orders())
async def test_any_priorities(priorities, order):
    """With one worker the order is that of a stable sort."""
    jobs, done = JobQueue(), []
    for number, priority in enumerate(priorities):

        async def job(number=number):
            done.append(number)
            await asyncio.sleep(0)

        jobs.submit(priority, job)

    with order:
        await jobs.run(1)

    assert done == sorted(range(len(priorities)), key=priorities.__getitem__)


class Desk:
    """The books of a queue: what waits, what is at work, what is done."""

    def __init__(self):
        self.jobs = JobQueue()
        self.submitted = 0
        self.waiting = []
        self.waited_for_a_while = []
        self.at_work = []
        self.running = 0

    async def submit(self, priority):
        """Submit a job that works until somebody says that it is finished."""
        entry = (priority, self.submitted)
        self.submitted += 1
        finished = asyncio.Event()

        async def job():
            self.waiting.remove(entry)
            overtaken = [e for e in self.waited_for_a_while if e < entry]
            assert not set(overtaken) & set(self.waiting), (
                f"A job of priority {priority} began, and one of "
                f"{overtaken[0][0]} had waited. Which one is next?"
            )
            self.at_work.append(finished)
            try:
                await finished.wait()
            finally:
                self.at_work.remove(finished)

        self.waiting.append(entry)
        self.jobs.submit(priority, job)

    async def run(self):
        """Run, unless it runs already."""
        if self.running:
            return
        self.running += 1
        try:
            await self.jobs.run(2)
            assert not self.at_work, "It has returned, and a job is at work."
        finally:
            self.running -= 1

    async def finish(self):
        """Let the job that began first end."""
        if self.at_work:
            self.at_work[0].set()

    def at_rest(self, waiting):
        """As long as it runs, no job waits while a worker is free."""
        is_running = any(caller.call == "run" for caller in waiting)
        assert len(self.at_work) <= 2
        assert is_running or not self.at_work, "Nobody runs, and a job is at work."
        if self.running:
            assert self.at_work, "Nothing is at work, and run has not returned."
            assert len(self.at_work) == 2 or not self.waiting, (
                f"{len(self.waiting)} jobs wait, and a worker is free. Who wakes it?"
            )
        self.waited_for_a_while = list(self.waiting)


@settings(max_examples=80)
@given(
    script=scripts(
        submit=st.tuples(st.integers(0, 2)), run=st.tuples(), finish=st.tuples()
    )
)
async def test_it_is_what_its_model_says(script):
    """Whoever submits, runs or is cancelled: the most urgent is next."""
    await script.play(Desk())
