"""Failed jobs come again, some die, and join knows when all is settled."""

import asyncio
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.fakes import FakeService
from dojo.schedules import cancellations, cancelled_at, orders
from katas.ch09_queues.k7_dead_letter import process_with_retries


class Desk:
    """Handles jobs; each fails as often as it is told to. It keeps a record."""

    def __init__(self, failures=(), takes=1):
        self.failures = Counter(dict(failures))
        self.raised = {}
        self.service = FakeService(self.answer, takes=takes, name="handle")

    def answer(self, job):
        """Return an exception, or that it was handled."""
        if self.failures[job] > 0:
            self.failures[job] -= 1
            self.raised[job] = OSError(f"{job} failed")
            return self.raised[job]
        return "handled"

    def __call__(self, job):
        """Handle a job."""
        return self.service(job)


def queue_of(*jobs):
    """Return a queue with these jobs."""
    queue = asyncio.Queue()
    for job in jobs:
        queue.put_nowait(job)
    return queue


async def test_all_jobs_are_handled():
    """One after another, in the order of the queue."""
    handle = Desk()

    assert await process_with_retries(queue_of("a", "b", "c"), handle, 3) == []

    assert handle.service.keys == ["a", "b", "c"]
    assert handle.service.peak == 1


async def test_an_empty_queue():
    """There is nothing to do."""
    queue = queue_of()

    assert await process_with_retries(queue, Desk(), 3) == []

    await queue.join()


async def test_the_others_come_first():
    """A job that has failed stands behind all that are there."""
    handle = Desk({"a": 1})

    await process_with_retries(queue_of("a", "b", "c"), handle, 3)

    assert handle.service.keys == ["a", "b", "c", "a"], (
        f"Job a failed once. They were handled like this: {handle.service.keys}. "
        "Who waits for whom?"
    )


@pytest.mark.parametrize("max_tries", [1, 2, 3])
async def test_it_dies_after_so_many_tries(max_tries):
    """A job is tried max_tries times, and no more."""
    handle = Desk({"a": 9})

    dead = await process_with_retries(queue_of("a", "b"), handle, max_tries)

    tries = handle.service.keys.count("a")
    assert tries == max_tries, (
        f"A job that always fails may be tried {max_tries} times, and was tried "
        f"{tries} times."
    )
    assert [job for job, _ in dead] == ["a"]


async def test_the_last_try_may_succeed():
    """A job that succeeds in time is not dead."""
    handle = Desk({"a": 2})

    assert await process_with_retries(queue_of("a"), handle, 3) == []

    assert handle.service.keys == ["a", "a", "a"]


async def test_a_dead_job_comes_with_its_last_exception():
    """The very exception of the last try."""
    handle = Desk({"a": 9})

    [(job, error)] = await process_with_retries(queue_of("a"), handle, 3)

    assert job == "a"
    assert error is handle.raised["a"]


async def test_the_dead_in_the_order_in_which_they_died():
    """As it happened."""
    handle = Desk({"a": 9, "c": 9, "d": 9})

    dead = await process_with_retries(queue_of(*"abcd"), handle, 2)

    assert [job for job, _ in dead] == ["a", "c", "d"]


async def test_join_ends_when_all_are_settled(clock):
    """Not before the last try, and not later."""
    queue = queue_of("a")
    joined = []

    async def wait():
        await queue.join()
        joined.append(clock.elapsed)

    waiting = asyncio.create_task(wait())
    await process_with_retries(queue, Desk({"a": 2}), 5)
    try:
        await asyncio.wait_for(waiting, 60)
    except TimeoutError:
        pytest.fail("All jobs are settled, and join has not ended. What does it count?")

    assert joined == [3], (
        f"The only job was settled at 3 s, at its third try, and join ended at "
        f"{joined[0]:g} s. What did the queue believe in between?"
    )


async def test_join_after_a_dead_one():
    """Who is dead is settled."""
    queue = queue_of("a", "b")

    await process_with_retries(queue, Desk({"a": 9, "b": 9}), 2)

    await asyncio.wait_for(queue.join(), 1)


async def test_task_done_is_not_said_too_often():
    """Others count on the queue too."""
    queue = queue_of("a", "b")
    await process_with_retries(queue, Desk({"a": 1}), 2)

    queue.put_nowait("c")
    waiting = asyncio.create_task(queue.join())
    await asyncio.sleep(1)
    early = waiting.done()
    queue.get_nowait()
    queue.task_done()
    await waiting

    assert not early, "A job is in the queue, and join ends. Who said task_done?"


async def test_jobs_that_come_meanwhile():
    """They are handled too, and each has its own tries."""
    queue, desk = queue_of("a"), Desk({"a1": 1, "b": 1})

    async def handle(job):
        if job == "a":
            queue.put_nowait("a1")
        await desk(job)

    asyncio.get_running_loop().call_later(1.5, queue.put_nowait, "b")

    assert await process_with_retries(queue, handle, 2) == []

    assert desk.service.keys == ["a", "a1", "a1", "b", "b"] or (
        desk.service.keys == ["a", "a1", "b", "a1", "b"]
    )


async def test_a_second_run_counts_anew():
    """What has died may be put in again."""
    queue, handle = queue_of("a"), Desk({"a": 3})

    first = await process_with_retries(queue, handle, 2)
    queue.put_nowait("a")
    second = await process_with_retries(queue, handle, 2)

    assert [job for job, _ in first] == ["a"]
    assert second == []


async def test_cancelled_while_a_job_is_handled():
    """The job is in the queue again, and the next run handles it."""
    queue, handle = queue_of("a", "b"), Desk(takes=2)

    task = await cancelled_at(process_with_retries(queue, handle, 3), 1)
    await process_with_retries(queue, handle, 3)

    assert task.cancelled(), "It was cancelled, and it went on."
    assert sorted(handle.service.keys) == ["a", "a", "b"], (
        "It was cancelled while a was being handled. In the end these were handled: "
        f"{handle.service.keys}."
    )
    await asyncio.wait_for(queue.join(), 1)


@given(cancellation=cancellations(most=5), failures=st.integers(0, 3))
async def test_it_may_be_cancelled_anywhere(cancellation, failures):
    """Wherever it is cancelled, no job is lost, and join keeps its word."""
    queue, handle = queue_of("a", "b"), Desk({"a": failures})
    joining = asyncio.create_task(queue.join())

    task = await cancellation.of(process_with_retries(queue, handle, 2))
    await asyncio.sleep(1)
    assert joining.done() != task.cancelled(), (
        "It was cancelled with jobs that are not settled, and join has ended."
        if task.cancelled()
        else "All jobs are settled, and join has not ended."
    )
    await process_with_retries(queue, handle, 9)

    assert {"a", "b"} <= set(handle.service.keys)
    await asyncio.wait_for(joining, 1)


@given(
    order=orders(),
    failures=st.lists(st.integers(0, 4), max_size=5),
    max_tries=st.integers(1, 3),
)
async def test_any_jobs_in_any_order(order, failures, max_tries):
    """Tries and deaths are as promised, and join ends after the last of them."""
    tries, settled = Counter(), []
    queue = queue_of(*range(len(failures)))

    async def handle(job):
        tries[job] += 1
        await asyncio.sleep(0)
        if tries[job] >= min(failures[job] + 1, max_tries):
            settled.append(job)
        if tries[job] <= failures[job]:
            raise OSError(job)

    async def wait():
        await queue.join()
        return len(settled)

    with order:
        waiting = asyncio.create_task(wait())
        dead = await process_with_retries(queue, handle, max_tries)
        seen = await asyncio.wait_for(waiting, 1)

    assert seen == len(failures), f"join ended when {seen} jobs were settled."
    assert {job for job, _ in dead} == {
        job for job, count in enumerate(failures) if count >= max_tries
    }
    assert tries == {
        job: min(count + 1, max_tries) for job, count in enumerate(failures)
    }
