"""It asks as few as possible, and the first answer wins."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Clock, Job, cancelled_at, outcome_of
from katas.ch05_timeouts.k6_hedged_request import hedged_request


class Servers:
    """Replicas 0, 1, 2, … that note when they are asked."""

    def __init__(self, *jobs):
        self.jobs, self.asked = jobs, []

    def fetch(self, number):
        """Ask one replica."""
        self.asked.append((self.jobs[number].name, Clock().elapsed))
        return self.jobs[number]()

    def request(self, delay):
        """Ask for the first answer."""
        return hedged_request(self.fetch, range(len(self.jobs)), delay)

    @property
    def told(self):
        """When each was asked, as a text."""
        return ", ".join(f"{name} at {at:g} s" for name, at in self.asked)


def server(name, takes, **how):
    """Return a replica that answers with its name, if nothing else is said."""
    return Job(name, takes, **{"result": name, **how})


def down(name, takes, error=None):
    """Return a replica that fails."""
    return Job(name, takes, error=error or OSError(name))


def two_slow_ones():
    """Return two that clean up if they are cancelled; the second fails then."""
    error = OSError("cannot clean up")
    return server("a", 9, cleanup=3), server("b", 9, cleanup=1, cleanup_error=error)


def stopped(jobs, most=1):
    """Tell how jobs were asked to stop, and ask one question about it."""
    told, asked = [], [at for job in jobs for at in job.cancelled[:1]]
    for job in jobs:
        at = " and ".join(f"{second:g} s" for second in job.cancelled)
        end = "has not ended" if job.ended is None else f"ended at {job.ended:g} s"
        told.append(f"{job.name} was cancelled at {at or 'no time'} and {end}")
    question = f"Who waits for them{' when you are cancelled again' * (most > 1)}?"
    if any(len(job.cancelled) > most for job in jobs):
        question = "Who disturbs them while they clean up?"
    if len(set(asked)) > 1:
        question = "What happens between the two cancellations?"
    if len(asked) < len(jobs):
        question = "Who stops those that are at work?"
    return f"{'; '.join(told)}. {question}"


async def test_a_quick_answer_is_enough(clock):
    """If the first one answers in time, nobody else is asked, also not later."""
    servers = Servers(server("a", 1), server("b", 1), server("c", 1))

    answer = await servers.request(2)

    assert (answer, clock.elapsed) == ("a", 1), (
        "'a' answers after 1 s, and the delay is 2 s. "
        f"{answer!r} came out after {clock.elapsed:g} s. What do you wait for?"
    )
    await asyncio.sleep(9)
    assert servers.asked == [("a", 0)], (
        "'a' answered after 1 s, the delay was 2 s. They were asked like this: "
        f"{servers.told}. When do you ask the next one?"
    )


async def test_a_slow_one_is_helped(clock):
    """When the delay is over, the next one is asked too; the first answer wins."""
    servers = Servers(server("a", 9), server("b", 1), server("c", 1))

    outcome = await outcome_of(servers.request(2))

    assert servers.asked == [("a", 0), ("b", 2)], (
        f"The delay is 2 s, and they were asked like this: {servers.told}. "
        "What do you do when 'a' has not answered after 2 s?"
    )
    assert (outcome, clock.elapsed) == ("b", 3), (
        "'b' was asked after 2 s, and answers after 1 s. "
        f"{outcome!r} came out after {clock.elapsed:g} s. Whose answers do you hear?"
    )


async def test_each_delay_counts_from_the_latest(clock):
    """One after another is asked; those that were asked before go on, and may win."""
    servers = Servers(*(server(name, 9) for name in "abcd"))

    outcome = await outcome_of(servers.request(2))

    assert servers.asked == [("a", 0), ("b", 2), ("c", 4), ("d", 6)], (
        "Each needs 9 s, the delay is 2 s, and they were asked like this: "
        f"{servers.told}. From when does each delay count?"
    )
    assert (outcome, clock.elapsed) == ("a", 9), (
        "'a' was to answer at 9 s, the others later. At "
        f"{clock.elapsed:g} s {outcome!r} came out. What became of 'a' meanwhile?"
    )


@pytest.mark.parametrize(
    ("takes", "asked"),
    [(1, [("a", 0), ("b", 1), ("c", 5)]), (5, [("a", 0), ("b", 4), ("c", 5)])],
    ids=["of the latest", "of an older one"],
)
async def test_a_failure_asks_the_next_at_once(takes, asked):
    """When any fails, the next one is asked at once, and the delay begins anew."""
    servers = Servers(down("a", takes), server("b", 9), server("c", 9))

    await outcome_of(servers.request(4))

    assert servers.asked == asked, (
        f"'a' failed after {takes} s, the delay is 4 s, and they were asked like this: "
        f"{servers.told}. What does the failure of 'a' change?"
    )


@pytest.mark.parametrize("answer", [None, False, OSError("a value")], ids=repr)
async def test_any_answer_wins(answer):
    """None, False and an exception that is returned are answers too."""
    servers = Servers(server("a", 1, result=answer), server("b", 9))

    outcome = await outcome_of(servers.request(2))

    right = ("returned", answer) if isinstance(answer, OSError) else answer
    assert outcome == right, (
        f"The first answer was {answer!r}, and {outcome!r} came out. "
        "How do you tell an answer from a failure?"
    )


async def test_the_same_replica_may_come_twice():
    """Each entry of `replicas` is asked, also None, or one that is equal to another."""
    jobs = iter([server("first", 9), server("second", 9), server("third", 1)])
    replicas = [["a"], ["a"], None]

    outcome = await outcome_of(hedged_request(lambda _: next(jobs)(), replicas, 2))

    assert outcome == "third", (
        f"The replicas were {replicas}. The requests need 9, 9 and 1 s, the delay is "
        f"2 s. {outcome!r} came out. How do you know who is left to be asked?"
    )


@pytest.mark.parametrize("error", [OSError("a"), TimeoutError("a")], ids=repr)
async def test_all_of_them_fail(error, clock):
    """Where all fail, the exception of the one that failed last is raised."""
    servers = Servers(down("a", 99, error), down("b", 1), down("c", 1))

    outcome = await outcome_of(servers.request(2))

    assert outcome is error, (
        f"'b' fails at 3 s, 'c' at 4 s, and 'a' at 99 s with {error!r}. At "
        f"{clock.elapsed:g} s {outcome!r} came out. Which failure do you keep?"
    )


async def test_the_others_have_cleaned_up(clock):
    """The others are cancelled at the answer; it returns when all have ended."""
    losers = two_slow_ones()
    servers = Servers(*losers, server("c", 1), server("d", 1))

    outcome = await outcome_of(servers.request(2))

    assert outcome == "c", (
        "'c' answered, 'a' and 'b' were cancelled then, and 'b' failed while it "
        f"cleaned up. {outcome!r} came out. Which line meets the exception of 'b'?"
    )
    assert [(job.cancelled, job.ended) for job in losers] == [([5], 8), ([5], 6)], (
        "'c' answered after 5 s, 'a' and 'b' need 3 and 1 s to clean up. You were over "
        f"at {clock.elapsed:g} s; {stopped(losers)}"
    )


@pytest.mark.parametrize("instants", [[3], [3, 4]], ids=["once", "twice"])
async def test_a_cancellation_reaches_all_of_them(instants, clock):
    """Cancelled, also twice, it cancels all, waits for their ends, and asks no more."""
    asked = two_slow_ones()
    servers = Servers(*asked, server("c", 9))
    at = " s and at ".join(map(str, instants))

    outcome = await outcome_of(servers.request(2), *instants)

    assert isinstance(outcome, asyncio.CancelledError), (
        f"Your caller was cancelled at {at} s, and {outcome!r} came out. "
        "What becomes of the cancellation?"
    )
    assert [(job.cancelled[:1], job.ended) for job in asked] == [([3], 6), ([3], 4)], (
        f"Your caller was cancelled at {at} s, 'a' and 'b' need 3 and 1 s to clean up. "
        f"You were over at {clock.elapsed:g} s; {stopped(asked, len(instants))}"
    )
    await asyncio.sleep(9)
    assert servers.asked == [("a", 0), ("b", 2)], (
        f"Your caller was cancelled at {at} s, and they were asked like this: "
        f"{servers.told}. What goes on after that?"
    )


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("instants", [[3], [4], [4, 5]], ids=["at", "once", "twice"])
async def test_it_is_cancelled_while_the_others_clean_up(instants, late, clock):
    """A cancellation at or after the answer is not lost, and all have ended first."""
    loser = server("a", 9, cleanup=3)
    at = " s and at ".join(map(str, instants))
    request = Servers(loser, server("b", 1)).request(2)

    task = await cancelled_at(request, *instants, late=late)

    assert task.cancelled(), (
        "'b' answered at 3 s, 'a' cleaned up until 6 s, your caller was cancelled at "
        f"{at} s, and {task.exception() or task.result()!r} came out. "
        "Whose CancelledError is caught?"
    )
    assert loser.ended == 6, (
        "'b' answered at 3 s, 'a' needs 3 s to clean up, your caller was cancelled at "
        f"{at} s. You were over at {clock.elapsed:g} s; "
        f"{stopped([loser], len(instants) + 1)}"
    )


async def test_the_caller_was_cancelled_before():
    """A task that was cancelled before, and cleans up, gets its answer too."""

    async def cleaning_up():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            return await Servers(server("a", 9), server("b", 1)).request(2)

    outcome = await outcome_of(cleaning_up(), 1)

    assert outcome == "b", (
        "A task was cancelled at 1 s. To clean up, it called this: 'a' is slow, 'b' "
        f"answers. {outcome!r} came out. Which cancellations do you count?"
    )


def played(script, delay):
    """Play a request event by event.

    Returns:
        When each was asked, which one won or failed last, and when that was.
    """
    asked, ends = [0], {0: script[0][0]}
    while True:
        first = min(ends, key=ends.get)
        now = ends[first]
        is_one_left = len(asked) < len(script)
        if is_one_left and asked[-1] + delay < now:
            now = asked[-1] + delay
        elif script[first][1] or not (is_one_left or ends.keys() - {first}):
            return asked, first, now
        else:
            del ends[first]
        if is_one_left:
            ends[len(asked)] = now + script[len(asked)][0]
            asked.append(now)


SCRIPTS = st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=5)


@given(script=SCRIPTS, delay=st.integers(1, 4))
async def test_any_replicas(script, delay, clock):
    """Each is asked when it must be, and not before; the first answer wins."""
    # Each has a fraction of its own, so no two things happen at the same moment.
    script = [(whole + 0.5 ** (n + 5), good) for n, (whole, good) in enumerate(script)]
    errors = [None if good else OSError(n) for n, (_, good) in enumerate(script)]
    jobs = [Job(str(n), script[n][0], result=n, error=e) for n, e in enumerate(errors)]
    servers = Servers(*jobs)
    asked, last, end = played(script, delay)

    outcome = await outcome_of(servers.request(delay))

    told = ", ".join(f"{s:g} s{'' if good else ' (fails)'}" for s, good in script)
    scene = f"The delay is {delay} s, the replicas 0, 1, … take {told}"
    assert servers.asked == [(str(n), at) for n, at in enumerate(asked)], (
        f"{scene}. They were asked like this: {servers.told}. When do you ask one?"
    )
    assert outcome == (errors[last] or last), (
        f"{scene}. {outcome!r} came out. Which outcome do you take?"
    )
    assert clock.elapsed == end, (
        f"{scene}. It was over at {clock.elapsed:g} s. How soon do you hear of an end?"
    )
