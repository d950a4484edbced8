"""Each job succeeds or is dead in the end, and the queue's own count is right."""

import asyncio
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, orders, stumble
from katas.ch09_queues.k7_dead_letter import Job, process_with_retries


class Server:
    """Takes mails; the first `failing[payload]` tries of each one fail.

    The errors of a mail are kept in `errors`, the times of its end in `work.calls`.
    """

    def __init__(self, takes=1, **failing):
        self.failing = failing
        self.errors = {}
        self.work = FakeService(self._answer, takes, name="send")

    def send(self, payload):
        """Return a coroutine that sends a mail."""
        return self.work(payload)

    def _answer(self, payload):
        errors = self.errors.setdefault(payload, [])
        if len(errors) >= self.failing.get(payload, 0):
            return "sent"
        errors.append(OSError(f"{payload}, try {len(errors) + 1}"))
        return errors[-1]


def filled(*payloads):
    """Return a queue with a job for each payload."""
    queue = asyncio.Queue()
    for payload in payloads:
        queue.put_nowait(Job(payload))
    return queue


def jobs_in(queue):
    """Return the jobs that wait in a queue."""
    return list(queue._queue)


def payloads_of(jobs):
    """Return the payloads of some jobs."""
    return [job.payload for job in jobs]


def rest_of(queue):
    """Take out what is in a queue, and settle it."""
    jobs = [queue.get_nowait() for _ in range(queue.qsize())]
    for _ in jobs:
        queue.task_done()
    return jobs


async def has_settled_all(queue):
    """Return whether nobody would wait in `join()`."""
    try:
        async with asyncio.timeout(0.25):
            await queue.join()
    except TimeoutError:
        return False
    return True


async def assert_all_is_settled(queue):
    """Each job is settled, and none of them twice."""
    assert await has_settled_all(queue), (
        "No job is left, and queue.join() does not end. Which one is not counted as "
        "done?"
    )
    with pytest.raises(ValueError, match="task_done"):
        queue.task_done()


async def test_each_job_is_handled(clock):
    """The jobs are handled in their order, one at a time; none is dead."""
    server = Server()

    dead = await process_with_retries(filled(*"abc"), server.send, 3)

    assert (server.work.keys, dead) == (["a", "b", "c"], [])
    assert clock.elapsed == 3, (
        f"Three jobs take 1 s each, and it returned after {clock.elapsed:g} s, with at "
        f"most {server.work.peak} at work. When is it over?"
    )


async def test_without_jobs_it_returns_at_once(clock):
    """An empty queue: nothing is dead."""
    assert await process_with_retries(filled(), Server().send, 3) == []

    assert clock.elapsed == 0


async def test_a_job_that_fails_goes_behind_the_others():
    """A job that has failed is tried again after those that wait."""
    server = Server(a=2, b=1)

    dead = await process_with_retries(filled(*"abc"), server.send, 3)

    assert (server.work.keys, dead) == ([*"abcaba"], []), (
        "Of a, b and c, the first two tries of a fail, and the first of b. They were "
        f"tried in this order: {server.work.keys}. Where does a go when it has failed?"
    )


async def test_join_does_not_end_before_the_last_job(clock):
    """A task that waits in `queue.join()` goes on when the last job is settled."""
    queue, server = filled("a"), Server(a=2)
    joined = []

    async def shut_down():
        await queue.join()
        joined.append(clock.elapsed)

    await asyncio.gather(shut_down(), process_with_retries(queue, server.send, 5))

    assert (joined, clock.elapsed) == ([3], 3), (
        "The only job fails at 1 s and 2 s, and succeeds at 3 s. queue.join() ended at "
        f"{joined} s. What did the queue count just then?"
    )


@pytest.mark.parametrize("max_tries", [1, 2, 5])
async def test_it_is_dead_after_so_many_tries(max_tries):
    """What has failed `max_tries` times is not tried again, and comes back."""
    server, queue = Server(b=99), filled(*"ab")
    hopeless = jobs_in(queue)[1]

    dead = await process_with_retries(queue, server.send, max_tries)

    tries = server.work.keys.count("b")
    assert tries == max_tries, (
        f"b always fails, max_tries is {max_tries}, and it was tried {tries} times. "
        "When do you look at its failures, before or after you count?"
    )
    assert dead == [hopeless], (
        f"b has failed {tries} times, and these are the dead: {dead}. "
        "Is that the job that was in the queue?"
    )
    assert (hopeless.failures, hopeless.error) == (tries, server.errors["b"][-1])


async def test_the_dead_come_in_the_order_of_their_death():
    """The job that died first comes first; a job may come with failures."""
    server, queue = Server(a=9, b=9, c=9), filled(*"ab")
    queue.put_nowait(Job("c", failures=2, error=OSError("yesterday")))

    dead = await process_with_retries(queue, server.send, 3)

    assert payloads_of(dead) == ["c", "a", "b"], (
        "a, b and c always fail, c has failed twice before, and max_tries is 3. "
        f"Returned: {payloads_of(dead)}. Where do you find how often c has failed?"
    )


@pytest.mark.parametrize(
    "error", [TimeoutError(), asyncio.QueueEmpty(), KeyError("a")], ids=repr
)
async def test_any_exception_is_a_failure(error):
    """It does not matter of which type the exception is."""
    queue = filled("a", "b")

    dead = await process_with_retries(queue, FakeService({"a": error}.get), 2)

    assert [(job.payload, job.error) for job in dead] == [("a", error)]
    await assert_all_is_settled(queue)


async def test_jobs_that_come_meanwhile_are_settled(clock):
    """Also what `handle` puts into the queue, and what comes during the last job."""
    queue, server = filled("a"), Server(takes=2, a=1)
    asyncio.get_running_loop().call_later(1, queue.put_nowait, Job("b"))

    async def handle(payload):
        if payload == "b":
            queue.put_nowait(Job("c"))
        await server.send(payload)

    await process_with_retries(queue, handle, 3)

    assert server.work.keys == ["a", "b", "a", "c"], (
        "a fails once, b comes while a is tried, and c while b is tried. They were "
        f"tried in this order: {server.work.keys}. Who stands before a when it fails?"
    )


async def test_join_does_end():
    """Each job that was taken is settled, once, also where it is dead."""
    queue, server = filled(*"abc"), Server(a=1, b=9)

    dead = await process_with_retries(queue, server.send, 2)

    assert payloads_of(dead) == ["b"]
    await assert_all_is_settled(queue)


async def test_several_share_the_jobs(clock):
    """Several calls work at the same time, each on one job."""
    queue, server = filled(*"abcdef"), Server(takes=2)

    await asyncio.gather(
        *(process_with_retries(queue, server.send, 3) for _ in range(3))
    )

    assert clock.elapsed == 4, (
        "Three calls shared six jobs that take 2 s each. They returned after "
        f"{clock.elapsed:g} s; at most {server.work.peak} were at work at the same "
        "time. When is it over?"
    )
    assert sorted(server.work.keys) == [*"abcdef"]


async def test_several_share_the_failures():
    """A job is tried `max_tries` times in all, whichever call tries it."""
    takes = {"a": 1, "b": 1.5, "c": 2}
    queue, server = filled(*"abc"), Server(takes, a=99, b=99, c=99)

    dead = await asyncio.gather(
        *(process_with_retries(queue, server.send, 4) for _ in range(2))
    )

    tries = {name: server.work.keys.count(name) for name in "abc"}
    assert tries == {"a": 4, "b": 4, "c": 4}, (
        "Three jobs always fail, max_tries is 4, and two calls share them. They "
        f"were tried this often: {tries}. Where do you keep how often a job has failed?"
    )
    assert sorted(payloads_of(dead[0] + dead[1])) == [*"abc"]


async def test_nobody_leaves_while_a_job_may_come_back(clock):
    """A call that finds the queue empty waits while others have jobs."""
    queue, server = filled("a"), Server(takes=2)

    async def handle(payload):
        await server.send(payload)
        if payload == "a":
            queue.put_nowait(Job("b"))
            queue.put_nowait(Job("c"))

    calls = [process_with_retries(queue, handle, 3) for _ in range(2)]
    await asyncio.gather(*calls)

    assert clock.elapsed == 4, (
        "Two calls share one job, which brings two others when it ends at 2 s; each "
        f"takes 2 s. They were done after {clock.elapsed:g} s. "
        "What did the second one do at 0 s, when the queue was empty?"
    )


async def test_it_waits_for_a_job_in_other_hands(clock):
    """A job that somebody else has taken may come back, and is waited for."""
    queue, server = filled("a", "b"), Server()
    taken = queue.get_nowait()
    loop = asyncio.get_running_loop()
    loop.call_later(5, queue.put_nowait, taken)
    loop.call_later(5, queue.task_done)

    await process_with_retries(queue, server.send, 3)

    assert server.work.keys == ["b", "a"], (
        "Somebody had taken a, and put it back at 5 s. It returned after "
        f"{clock.elapsed:g} s, and had handled {server.work.keys}. "
        "Is a job that is not in the queue settled?"
    )
    assert clock.elapsed == 6


async def test_a_cancelled_call_puts_its_job_back(clock):
    """The job at work goes back, not settled, with no failure; no other is touched."""
    queue, server = filled(*"abc"), Server(takes=2)

    task = await cancelled_at(process_with_retries(queue, server.send, 3), 1)

    assert task.cancelled(), (
        "It was cancelled at 1 s, and its caller never heard of it. "
        "Where did the CancelledError end?"
    )
    outcomes = [call.outcome for call in server.work.calls]
    assert outcomes == ["cancelled"], f"The jobs ended: {outcomes}. Who ends them?"
    assert not await has_settled_all(queue), "A job is open, and queue.join() ends."
    left = rest_of(queue)
    assert payloads_of(left) == ["b", "c", "a"], (
        "a was at work when it was cancelled, b and c waited. Now these are in the "
        f"queue: {payloads_of(left)}. Who has a?"
    )
    assert [job.failures for job in left] == [0, 0, 0]
    await assert_all_is_settled(queue)


async def test_a_cancelled_call_waits_for_the_end_of_handle(clock):
    """The job goes back when `handle` has cleaned up."""
    queue, put_back = filled("a"), []

    async def handle(payload):
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(2)
            put_back.append(queue.qsize())

    task = await cancelled_at(process_with_retries(queue, handle, 3), 1)

    assert task.cancelled()
    assert (put_back, queue.qsize(), clock.elapsed) == ([0], 1, 3), (
        "It was cancelled at 1 s, and handle cleans up for 2 s. It ended at "
        f"{clock.elapsed:g} s. Who waits for handle?"
    )


async def test_a_cancelled_idle_call_takes_nothing(clock):
    """A call that waits for a job, and is cancelled, leaves the next one to others."""
    queue, server = filled("a"), Server(a=1)
    taken = queue.get_nowait()

    task = await cancelled_at(process_with_retries(queue, server.send, 3), 1)
    queue.put_nowait(taken)
    queue.task_done()

    assert task.cancelled()
    assert (queue.qsize(), server.work.keys, clock.elapsed) == (1, [], 1)


async def test_a_failure_does_not_hide_the_cancellation(clock):
    """If `handle` fails while it is cancelled, that counts, and no other job begins."""
    queue, begun, error = filled(*"ab"), [], OSError("while it was cancelled")

    async def handle(payload):
        begun.append(payload)
        await stumble(9, error)

    task = await cancelled_at(process_with_retries(queue, handle, 3), 1, 20)

    assert (begun, clock.elapsed) == (["a"], 1), (
        "It was cancelled at 1 s, and handle raised an OSError then. These jobs have "
        f"begun: {begun}, and it ended at {clock.elapsed:g} s. Who has forgotten the "
        "cancellation?"
    )
    assert task.cancelled()
    assert [(j.payload, j.failures) for j in rest_of(queue)] == [("b", 0), ("a", 1)]
    await assert_all_is_settled(queue)


async def test_a_success_does_not_hide_the_cancellation(clock):
    """If `handle` succeeds although it is cancelled, its job is settled."""
    queue, begun = filled(*"ab"), []

    async def handle(payload):
        begun.append(payload)
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            await asyncio.sleep(1)

    task = await cancelled_at(process_with_retries(queue, handle, 3), 1, 20)

    assert (begun, clock.elapsed) == (["a"], 2), (
        "It was cancelled at 1 s, and handle finished its job until 2 s. These jobs "
        f"have begun: {begun}, and it ended at {clock.elapsed:g} s. Who has forgotten "
        "the cancellation?"
    )
    assert task.cancelled()
    assert payloads_of(rest_of(queue)) == ["b"]
    await assert_all_is_settled(queue)


async def test_others_do_the_job_of_a_cancelled_caller():
    """A job that was put back is done by another call, which has waited."""
    queue, server = filled(*"ab"), Server(takes={"a": 9, "b": 1})
    first = asyncio.create_task(process_with_retries(queue, server.send, 3))
    second = asyncio.create_task(process_with_retries(queue, server.send, 3))
    await asyncio.sleep(2)

    first.cancel()
    await asyncio.wait([first, second])

    ends = [(call.key, call.outcome) for call in server.work.calls]
    assert ends == [("a", "cancelled"), ("b", "answered"), ("a", "answered")]
    assert first.cancelled()
    assert second.result() == []


def assert_none_is_lost(server, jobs, queue):
    """Each job has succeeded, or is dead, or is in the queue, and only once."""
    left = payloads_of(rest_of(queue))
    sent = [call.key for call in server.work.calls if call.outcome == "answered"]
    dead = [job.payload for job in jobs if job.failures >= 2]
    assert sorted(left + sent + dead) == sorted(payloads_of(jobs)), (
        f"These were the jobs: {payloads_of(jobs)}. Sent: {sent}, dead: {dead}, in the "
        f"queue: {left}. Who had the others, or settled one twice?"
    )


@given(
    cancellation=cancellations(least=1),
    failing=st.dictionaries(st.sampled_from("abc"), st.integers(0, 2)),
    takes=st.integers(0, 1),
)
async def test_it_may_be_cancelled_anywhere(cancellation, failing, takes):
    """Wherever it is cancelled, each job is settled or in the queue."""
    queue, server = filled(*"abc"), Server(takes, **failing)
    jobs = jobs_in(queue)

    await cancellation.of(process_with_retries(queue, server.send, 2))

    assert_none_is_lost(server, jobs, queue)
    await assert_all_is_settled(queue)


INSTANTS = st.sampled_from([0.5, 1, 1.5, 2, 3])


@given(
    at=INSTANTS,
    late=st.booleans(),
    comes=INSTANTS,
    hops=st.integers(0, 4),
    workers=st.integers(1, 2),
)
async def test_it_may_be_cancelled_at_any_time(at, late, comes, hops, workers):
    """Also where a job comes at that moment, or when all are settled."""
    queue, server = filled(*"ab"), Server(a=1)
    jobs, loop = [*jobs_in(queue), Job("late")], asyncio.get_running_loop()

    def put(hops):
        if hops:
            loop.call_soon(put, hops - 1)
        else:
            queue.put_nowait(jobs[-1])

    loop.call_later(comes, put, hops)
    calls = [process_with_retries(queue, server.send, 2) for _ in range(workers)]
    others = [asyncio.create_task(call) for call in calls[1:]]
    task = await cancelled_at(calls[0], at, late=late)
    await asyncio.gather(asyncio.sleep(9), *others)

    assert task.cancelled() or isinstance(task.result(), list)
    assert_none_is_lost(server, jobs, queue)
    await assert_all_is_settled(queue)


@settings(max_examples=60)
@given(
    order=orders(),
    failing=st.lists(st.integers(0, 3), min_size=1, max_size=3),
    steps=st.integers(0, 1),
)
async def test_any_order_of_ready_tasks(order, failing, steps):
    """In whatever order: two that share the jobs settle each of them, together."""
    queue = filled(*range(len(failing)))
    jobs, tries = jobs_in(queue), [0] * len(failing)

    async def handle(n):
        tries[n] += 1
        now = tries[n]
        for _ in range(steps):
            await asyncio.sleep(0)
        if now <= failing[n]:
            raise OSError("down")

    with order:
        calls = [
            asyncio.create_task(process_with_retries(queue, handle, 2), name=name)
            for name in ("first", "second")
        ]
        await asyncio.wait(calls)

    assert tries == [min(n + 1, 2) for n in failing]
    dead = [job for call in calls for job in call.result()]
    assert set(dead) == {job for job, n in zip(jobs, failing, strict=True) if n >= 2}
    await assert_all_is_settled(queue)


def expected(entries, max_tries):
    """Return the order of the tries and of the dead, by a model without tasks."""
    waiting, tries, dead = deque(range(len(entries))), [], []
    failures = [before for before, _ in entries]
    while waiting:
        n = waiting.popleft()
        good = tries.count(n) >= entries[n][1]
        tries.append(n)
        failures[n] += not good
        if not good:
            (waiting if failures[n] < max_tries else dead).append(n)
    return tries, dead


@given(
    entries=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 6)), max_size=6),
    max_tries=st.integers(3, 5),
    takes=st.integers(0, 2),
)
async def test_any_failures(entries, max_tries, takes, clock):
    """The jobs are tried in the order of a plain queue, and no more than they may."""
    tries, dead = expected(entries, max_tries)
    queue, server = asyncio.Queue(), Server(takes)
    for n, (before, failing) in enumerate(entries):
        queue.put_nowait(Job(n, failures=before))
        server.failing[n] = failing

    returned = await process_with_retries(queue, server.send, max_tries)

    assert (server.work.keys, payloads_of(returned)) == (tries, dead)
    assert clock.elapsed == takes * len(tries)
