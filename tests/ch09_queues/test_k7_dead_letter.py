"""Each job succeeds or is dead in the end, and the queue's own count is right."""

import asyncio
from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancelled_at, outcome_of, what_became_of
from dojo.testing import Job as Work
from katas.ch09_queues.k7_dead_letter import Job, process_with_retries

INSTANTS = st.sampled_from([0.5, 1, 1.5, 2, 3])


class Server:
    """Takes mails; the first `failing[payload]` tries of each one fail."""

    def __init__(self, takes=1, **failing):
        self.failing, self.errors = failing, {}
        self.send = FakeService(self._answer, takes, name="send")

    def _answer(self, payload):
        errors = self.errors.setdefault(payload, [])
        if len(errors) >= self.failing.get(payload, 0):
            return "sent"
        errors.append(OSError(f"{payload}, try {len(errors) + 1}"))
        return errors[-1]


def filled(jobs):
    """Return a queue with some jobs, or with a job for each payload."""
    queue = asyncio.Queue()
    for job in jobs:
        queue.put_nowait(job if isinstance(job, Job) else Job(job))
    return queue


def rest_of(queue):
    """Take out what is in a queue, and settle it."""
    jobs = [queue.get_nowait() for _ in range(queue.qsize())]
    for _ in jobs:
        queue.task_done()
    return jobs


async def assert_all_is_settled(queue):
    """Nobody waits in `join()`."""
    assert await outcome_of(queue.join(), 0.25) is None, (
        "No job is left, and queue.join() waits. Which one is not counted as done?"
    )


async def test_each_job_is_handled(clock):
    """The jobs are handled in their order, one at a time; none is dead."""
    server = Server(takes=1.375)

    dead = await process_with_retries(filled("abc"), server.send, 3)

    assert (server.send.keys, dead, clock.elapsed) == (["a", "b", "c"], [], 4.125), (
        f"a, b and c take 1.375 s each. Handled were {server.send.keys}, and {dead} "
        f"came out after {clock.elapsed:g} s. What did it do all the time?"
    )


async def test_a_job_that_fails_goes_behind_the_others():
    """A job that has failed is tried again after those that wait."""
    server = Server(a=2, b=1)

    dead = await process_with_retries(filled("abc"), server.send, 3)

    assert (server.send.keys, dead) == ([*"abcaba"], []), (
        "Of a, b and c, the first two tries of a fail, and the first of b. They were "
        f"tried in this order: {server.send.keys}. Where does a go when it has failed?"
    )


async def test_join_does_not_end_before_the_last_job(clock):
    """A task that waits in `queue.join()` goes on when the last job is settled."""
    queue, server = filled([job := Job("a")]), Server(a=2)

    call = asyncio.create_task(process_with_retries(queue, server.send, 5))
    await queue.join()
    joined = clock.elapsed
    await call

    assert (joined, clock.elapsed) == (3, 3), (
        "The only job fails at 1 s and 2 s, and succeeds at 3 s. queue.join() ended at "
        f"{joined:g} s. What did the queue count just then?"
    )
    assert job.error is server.errors["a"][-1], (
        f"The job failed with {server.errors['a']}, and then it succeeded: {job}. "
        "When do you write an error down?"
    )


@pytest.mark.parametrize(("max_tries", "before"), [(1, 0), (5, 0), (5, 3), (2, 2)])
async def test_it_is_dead_after_so_many_tries(max_tries, before):
    """What has failed `max_tries` times is not tried again, and is returned."""
    server, hopeless = Server(b=99), Job("b", before)

    dead = await process_with_retries(filled(["a", hopeless]), server.send, max_tries)

    tries = server.send.keys.count("b")
    assert tries == max(max_tries - before, 1), (
        f"b always fails, {before} times before it came, and {tries} times now. "
        f"max_tries is {max_tries}. What do you compare with it, and when?"
    )
    assert dead == [hopeless], (
        f"b is dead, and this was returned: {dead}. Is that the job of the queue?"
    )
    seen = (hopeless.failures, hopeless.error)
    assert seen == (before + tries, server.errors["b"][-1]), (
        f"b had failed {before} times, and failed with {server.errors['b']} now. "
        f"Its failures and its error are {seen}. What do you write down, and when?"
    )


@pytest.mark.parametrize(
    "error", [TimeoutError(), asyncio.QueueEmpty(), KeyError("a")], ids=repr
)
async def test_any_exception_is_a_failure(error):
    """It does not matter of which type the exception is."""
    queue = filled("ab")

    async def handle(payload):
        if payload == "a":
            raise error
        return error

    seen = await outcome_of(process_with_retries(queue, handle, 2))

    errors = [job.error for job in seen] if isinstance(seen, list) else seen
    assert errors == [error], (
        f"`handle` always raises {error!r} for a, and returns it for b. One job should "
        f"be dead, and this came out: {seen!r}. What does your code take for a failure?"
    )
    await assert_all_is_settled(queue)


async def test_several_share_the_jobs():
    """Several calls work at the same time, each on one job, and count together."""
    queue, server = filled("abc"), Server({"b": 1.5, "c": 2}, a=99, b=99, c=99)

    calls = [process_with_retries(queue, server.send, 4) for _ in range(2)]
    dead = await asyncio.gather(*calls)

    tries = {name: server.send.keys.count(name) for name in "abc"}
    assert tries == {"a": 4, "b": 4, "c": 4}, (
        "Three jobs always fail, max_tries is 4, and two calls share them. They "
        f"were tried this often: {tries}. Where do you keep how often a job has failed?"
    )
    assert server.send.peak == 2, (
        f"{server.send.peak} of two calls were at work at a time. What held one up?"
    )
    assert sorted(job.payload for job in dead[0] + dead[1]) == [*"abc"], (
        f"a, b and c are dead, and two calls returned {dead}. Who returns which?"
    )


async def test_nobody_leaves_while_a_job_may_come_back(clock):
    """A call that finds the queue empty waits while others have jobs."""
    queue, server = filled("a"), Server(takes=2)

    async def handle(payload):
        await server.send(payload)
        if payload == "a":
            queue.put_nowait(Job("b"))
            queue.put_nowait(Job("c"))

    working = asyncio.gather(*[process_with_retries(queue, handle, 3) for _ in "12"])
    third = await outcome_of(process_with_retries(queue, handle, 3), 1)
    await working

    assert isinstance(third, asyncio.CancelledError), (
        f"A third call waited, was cancelled, and gave {third!r}. Where did that end?"
    )
    assert clock.elapsed == 4, (
        "A job of 2 s brings two more when it ends, of 2 s each. Two calls were done "
        f"with all after {clock.elapsed:g} s. What did the second one do at 0 s?"
    )


@pytest.mark.parametrize("instants", [[1], [1, 2]], ids=["once", "twice"])
@pytest.mark.parametrize("others", ["bc", ""], ids=["others wait", "the only job"])
async def test_a_cancelled_call_puts_its_job_back(instants, others, clock):
    """When `handle` has cleaned up, its job goes back as it was."""
    job = Job("a", 1, error := OSError("before"))
    queue, work, tried = filled([job, *others]), Work("a", 9, cleanup=3), []
    early, joined = [], asyncio.create_task(queue.join())
    asyncio.get_running_loop().call_later(2.5, lambda: early.append(queue.qsize()))

    async def handle(payload):
        tried.append(payload)
        await work()

    seen = await outcome_of(process_with_retries(queue, handle, 3), *instants)

    what = f"It was cancelled at {' and '.join(map(str, instants))} s, with a at work"
    assert isinstance(seen, asyncio.CancelledError), (
        f"{what}, and this came out: {seen!r}. Where did the CancelledError end?"
    )
    assert work.outcome == "cancelled", (
        f"{what}. It ended at {clock.elapsed:g} s, and a {what_became_of(work)}. "
        f"Who {'waits for' if work.cancelled else 'stops'} it?"
    )
    assert tried == ["a"], f"{what}. These were tried: {tried}. Who went on?"
    assert not joined.done(), (
        f"{what}, and queue.join() has ended. What did the queue count just then?"
    )
    assert early == [len(others)], (
        f"{what}. Before that had ended, it was in the queue. Who could take it?"
    )
    left = rest_of(queue)
    assert [each.payload for each in left] == [*others, "a"], (
        f"{what}; {[*others]} waited. In the queue are now {left}. What becomes of a?"
    )
    assert (left[-1] is job, job.failures, job.error) == (True, 1, error), (
        f"{what}; it had failed once, with {error!r}. It came back as {left[-1]}. "
        "Is that the job that was taken, as it was?"
    )
    await assert_all_is_settled(queue)


async def test_a_caller_that_was_cancelled_before():
    """Called in the clean-up of a cancelled task, it works as ever."""
    queue, server = filled("ab"), Server(a=1)

    async def caller():
        try:
            await asyncio.sleep(9)
        finally:
            await process_with_retries(queue, server.send, 3)

    await outcome_of(caller(), 1)

    assert server.send.keys == ["a", "b", "a"], (
        "A task was cancelled, and called it then, to clean up. The first try of a "
        f"fails. Tried were {server.send.keys}. Whom was the cancellation for?"
    )


@given(INSTANTS, st.booleans(), INSTANTS, st.integers(0, 4), st.integers(1, 2))
async def test_it_may_be_cancelled_at_any_time(at, late, comes, hops, workers):
    """Each job is settled or in the queue, also where a job comes at that moment."""
    server, jobs, loop = Server(a=1), [*map(Job, "abc")], asyncio.get_running_loop()
    queue = filled(jobs[:2])

    def put(hops):
        loop.call_soon(put, hops - 1) if hops else queue.put_nowait(jobs[2])

    loop.call_later(comes, put, hops)
    calls = [process_with_retries(queue, server.send, 2) for _ in range(workers)]
    others = [asyncio.create_task(call) for call in calls[1:]]
    task = await cancelled_at(calls[0], at, late=late)
    assert task.cancelled() or isinstance(task.result(), list)
    await asyncio.gather(asyncio.sleep(9), *others)

    left = [job.payload for job in rest_of(queue)]
    sent = [call.key for call in server.send.calls if call.outcome == "answered"]
    assert sorted(left + sent) == ["a", "b", "c"], (
        f"{workers} call(s) had a and b; c came at {comes} s, one call was cancelled "
        f"at {at} s. Sent: {sent}, in the queue: {left}. What was lost or done twice?"
    )
    await assert_all_is_settled(queue)


def expected(failing, max_tries):
    """Return the order of the tries, and the dead, by a model without tasks."""
    waiting, tries, dead = deque(range(len(failing))), [], []
    while waiting:
        n = waiting.popleft()
        tries.append(n)
        if tries.count(n) <= failing[n]:
            (waiting if tries.count(n) < max_tries else dead).append(n)
    return tries, sorted(dead)


@given(
    failing=st.lists(st.integers(0, 6), max_size=6),
    max_tries=st.integers(1, 5),
    sixteenths=st.integers(0, 30),
)
async def test_any_failures(failing, max_tries, sixteenths, clock):
    """The jobs are tried in the order of a plain queue, and no more than they may."""
    server = Server(sixteenths / 16)
    server.failing = dict(enumerate(failing))

    queue = filled(range(len(failing)))
    dead = await process_with_retries(queue, server.send, max_tries)

    tries, ends = expected(failing, max_tries)
    seconds = sixteenths / 16 * len(tries)
    seen = server.send.keys, sorted(job.payload for job in dead), clock.elapsed
    assert seen == (tries, ends, seconds), (
        f"max_tries is {max_tries}, a try takes {sixteenths / 16} s, and so many tries "
        f"of each job fail: {failing}. The tries, the dead and the time were {seen}, "
        f"and should be {(tries, ends, seconds)}. When does a job go back?"
    )
