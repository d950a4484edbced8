"""What has begun is committed or rolled back, and the outcome stays what it was."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at
from katas.ch06_cancellation.k2_in_transaction import in_transaction

SECOND_EACH = {"begin": 1, "work": 1, "commit": 1, "rollback": 1}


class Bank:
    """A transaction and its work; each step is on record, and may be an exception."""

    def __init__(self, takes=0, **answers):
        self.step = FakeService(lambda key: answers.get(key, key), takes, name="step")

    async def begin(self):
        """Begin."""
        await self.step("begin")

    async def work(self):
        """Do the work."""
        return await self.step("work")

    async def commit(self):
        """Commit."""
        await self.step("commit")

    async def rollback(self):
        """Roll back."""
        await self.step("rollback")

    @property
    def course(self):
        """Each step, and how it went."""
        words = {"answered": "done"}
        return ", ".join(
            f"{call.key} {words.get(call.outcome, call.outcome)}"
            for call in self.step.calls
        )


async def outcome_of(coro, *instants):
    """Run, cancel at some instants, and return a result, an error, or "cancelled"."""
    task = await cancelled_at(coro, *instants)
    return "cancelled" if task.cancelled() else task.exception() or task.result()


async def test_what_was_done_is_committed(clock):
    """Begin, work, commit, one after another; then the result is there."""
    bank = Bank(takes=SECOND_EACH)

    assert await in_transaction(bank, bank.work) == "work"

    assert bank.course == "begin done, work done, commit done"
    assert clock.elapsed == 3


@pytest.mark.parametrize("result", [None, False, 0])
async def test_any_result_is_committed(result):
    """None, False and 0 are results too."""
    bank = Bank(work=result)

    assert await in_transaction(bank, bank.work) is result

    assert bank.course == "begin done, work done, commit done"


@pytest.mark.parametrize("error", [OSError("no money"), TimeoutError("slow")])
async def test_a_failure_is_rolled_back(error):
    """Where the work fails, all is rolled back, and that exception is raised."""
    bank = Bank(takes=SECOND_EACH, work=error)

    outcome = await outcome_of(in_transaction(bank, bank.work))

    assert bank.course == "begin done, work failed, rollback done"
    assert outcome is error


async def test_a_cancellation_is_rolled_back():
    """Where the work is cancelled, all is rolled back."""
    bank = Bank(takes={"work": 9})

    await outcome_of(in_transaction(bank, bank.work), 1)

    assert bank.course == "begin done, work cancelled, rollback done", (
        f"It was cancelled while it worked, and this was seen: {bank.course}. "
        "Which of your lines sees a CancelledError?"
    )


async def test_it_stays_cancelled():
    """After the rollback the cancellation goes on to the caller."""
    bank = Bank(takes={"work": 9, "rollback": 1})

    outcome = await outcome_of(in_transaction(bank, bank.work), 1)

    assert outcome == "cancelled", (
        f"Your caller was cancelled, and what came out is {outcome!r}. "
        "What becomes of the CancelledError after the rollback?"
    )


async def test_the_rollback_is_over_before_it_ends(clock):
    """The exception goes on when the rollback has ended, and not before."""
    bank = Bank(takes={"work": 9, "rollback": 2})

    await outcome_of(in_transaction(bank, bank.work), 1)

    seen = f"{bank.course}, end at {clock.elapsed:g} s"
    assert seen == "begin done, work cancelled, rollback done, end at 3 s", (
        f"It was cancelled at 1 s, a rollback takes 2 s, and this was seen: {seen}. "
        "Who waits for the rollback?"
    )


async def test_a_failed_commit_is_rolled_back():
    """Where the commit fails, all is rolled back, and that exception is raised."""
    error = OSError("disk full")
    bank = Bank(takes=SECOND_EACH, commit=error)

    outcome = await outcome_of(in_transaction(bank, bank.work))

    assert bank.course == "begin done, work done, commit failed, rollback done", (
        f"The commit failed, and this was seen: {bank.course}. "
        "Who ends the transaction then?"
    )
    assert outcome is error


async def test_a_cancelled_commit_is_rolled_back():
    """Where the commit is cancelled, all is rolled back."""
    bank = Bank(takes={"commit": 9, "rollback": 1})

    outcome = await outcome_of(in_transaction(bank, bank.work), 1)

    assert bank.course == "begin done, work done, commit cancelled, rollback done", (
        f"It was cancelled in its commit, and this was seen: {bank.course}. "
        "Who ends the transaction then?"
    )
    assert outcome == "cancelled"


@pytest.mark.parametrize("how", ["failed", "cancelled"])
async def test_before_it_has_begun_there_is_nothing_to_end(how):
    """Where begin fails or is cancelled, no other step is done."""
    error = OSError("no connection")
    bank = Bank(begin=error, takes={"begin": 2})
    instants = [1] if how == "cancelled" else []

    outcome = await outcome_of(in_transaction(bank, bank.work), *instants)

    assert bank.course == f"begin {how}", (
        f"Nothing has begun, and this was seen: {bank.course}. What is there to end?"
    )
    assert outcome == {"failed": error}.get(how, how)


async def test_a_timeout_around_it():
    """A time-out around it ends with TimeoutError, and nothing of it is left."""
    bank = Bank(takes={"work": 9, "rollback": 1})

    with pytest.raises((Exception, asyncio.CancelledError)) as caught:
        async with asyncio.timeout(1):
            await in_transaction(bank, bank.work)

    left = asyncio.current_task().cancelling()
    assert (caught.type, left) == (TimeoutError, 0), (
        f"A time-out around you was over, {caught.type.__name__} came out of it, and "
        f"cancelling() is {left} now. Who asked this task to stop, and how often?"
    )


async def test_work_may_deal_with_its_cancellation():
    """Where the work is cancelled, and returns all the same, it is committed."""
    bank = Bank(takes=SECOND_EACH | {"work": 9})

    async def work():
        try:
            return await bank.work()
        except asyncio.CancelledError:
            return "half of it"

    outcome = await outcome_of(in_transaction(bank, work), 2)

    assert bank.course == "begin done, work cancelled, commit done", (
        "The work was cancelled, dealt with that, and returned what it had. Then this "
        f"was seen: {bank.course}. What does the transaction have to do with a "
        "cancellation that nobody raises?"
    )
    assert outcome == "half of it"


@given(cancellation=cancellations(most=6))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled: what has begun is committed or rolled back."""
    bank = Bank(takes=SECOND_EACH)

    async def work():
        await asyncio.sleep(0)
        return await bank.work()

    task = await cancellation.of(in_transaction(bank, work))

    last = "rollback done" if task.cancelled() else "commit done"
    ends = [end for end in ("commit done", "rollback done") if end in bank.course]
    assert ends == ([last] if "begin done" in bank.course else []), (
        f"This was seen: {bank.course}. How did the transaction end?"
    )


@given(
    takes=st.fixed_dictionaries({step: st.integers(1, 8) for step in SECOND_EACH}),
    last=st.sampled_from(["begin", "work", "commit"]),
    how=st.sampled_from(["done", "failed", "cancelled"]),
)
async def test_any_course(takes, last, how, clock):
    """All goes well up to the last step; it fails, is cancelled, or is the end."""
    last = "commit" if how == "done" else last
    bank = Bank(takes, **({last: OSError(last)} if how == "failed" else {}))
    steps = ["begin", "work", "commit"][: ["begin", "work", "commit"].index(last) + 1]
    end = sum(takes[step] for step in steps) - 0.5 * (how == "cancelled")
    instants = [end] if how == "cancelled" else []
    expected = [f"{step} done" for step in steps[:-1]] + [f"{last} {how}"]
    if how != "done" and last != "begin":
        expected.append("rollback done")
        end += takes["rollback"]

    await outcome_of(in_transaction(bank, bank.work), *instants)

    seen = f"{bank.course}; end at {clock.elapsed:g} s"
    assert seen == f"{', '.join(expected)}; end at {end:g} s"
