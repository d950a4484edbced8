"""What has begun is committed or rolled back, and the outcome stays what it was."""

import asyncio
import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancellations, outcome_of
from katas.ch06_cancellation.k2_in_transaction import in_transaction

SECOND_EACH = {"begin": 1, "work": 1, "commit": 1, "rollback": 1}


class PowerCut(BaseException):
    """An error that is no Exception."""


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


def question_of(error, question):
    """Return a question about an error; one that is no Exception gets another."""
    if isinstance(error, Exception | asyncio.CancelledError):
        return question
    return "Which of your lines sees an exception that is no Exception?"


async def test_what_was_done_is_committed(clock):
    """Begin, work, commit, one after another; then the result is there."""
    bank = Bank(takes=SECOND_EACH)

    outcome = await outcome_of(in_transaction(bank, bank.work))

    assert bank.course == "begin done, work done, commit done", (
        f"All went well, and this was seen: {bank.course}; {outcome!r} came out. "
        "Which steps does it take, and in which order?"
    )
    assert (outcome, clock.elapsed) == ("work", 3), (
        f"The work returned 'work', each step takes 1 s, and after {clock.elapsed:g} s "
        f"{outcome!r} came out. What do you return, and when?"
    )


@pytest.mark.parametrize("result", [None, False, OSError("an old one")], ids=repr)
async def test_any_result_is_committed(result):
    """None, False and an exception object are results too."""
    bank = Bank()

    async def work():
        await bank.step("work")
        return result

    outcome = await outcome_of(in_transaction(bank, work))

    # An exception that is returned comes so; see outcome_of.
    right = ("returned", result) if isinstance(result, Exception) else result
    assert (bank.course, outcome) == ("begin done, work done, commit done", right), (
        f"The work returned {result!r}, and this was seen: {bank.course}; {outcome!r} "
        "came out. How do you know that the work has failed?"
    )


@pytest.mark.parametrize("what", ["work", "call of work"])
@pytest.mark.parametrize(
    "error", [OSError("no money"), TimeoutError("slow"), PowerCut()], ids=repr
)
async def test_a_failure_is_rolled_back(error, what):
    """Where the work fails, or its call, all is rolled back, and that is raised."""
    bank = Bank(takes=SECOND_EACH, work=error)

    def work():
        if what == "call of work":
            raise error
        return bank.work()

    outcome = await outcome_of(in_transaction(bank, work))

    assert outcome is error, (
        f"The {what} failed with {error!r}, this was seen: {bank.course}, and "
        f"{outcome!r} came out. What becomes of the exception of the work?"
    )
    question = question_of(error, "Which of your lines run after such an exception?")
    if "rollback at work" in bank.course:
        question = "What waits for the rollback?"
    begun = "work failed, " if what == "work" else ""
    assert bank.course == f"begin done, {begun}rollback done", (
        f"The {what} failed with {error!r}, this was seen: {bank.course}. {question}"
    )


async def test_a_cancellation_is_rolled_back():
    """Where the work is cancelled, all is rolled back."""
    bank = Bank(takes={"work": 9})

    outcome = await outcome_of(in_transaction(bank, bank.work), 1)

    question = "Which of your lines sees a CancelledError?"
    if "work at work" in bank.course:
        question = "What tells the work that it should stop?"
    assert bank.course == "begin done, work cancelled, rollback done", (
        f"It was cancelled while it worked, this was seen: {bank.course}, and "
        f"{outcome!r} came out. {question}"
    )


async def test_it_stays_cancelled(clock):
    """After the rollback, and not before, the cancellation goes on to the caller."""
    bank = Bank(takes={"work": 9, "rollback": 2})

    outcome = await outcome_of(in_transaction(bank, bank.work), 1)

    assert isinstance(outcome, asyncio.CancelledError), (
        f"The caller was cancelled, and what came out is {outcome!r}. "
        "What becomes of the CancelledError after the rollback?"
    )
    assert (bank.course[-13:], clock.elapsed) == ("rollback done", 3), (
        f"It was cancelled at 1 s, a rollback takes 2 s, it ended at {clock.elapsed:g} "
        f"s, and this was seen: {bank.course}. What waits for the rollback?"
    )


async def test_the_rollback_begins_when_the_work_has_ended():
    """Work that cleans up has ended before the rollback begins, however cancelled."""
    bank, work = Bank(takes={"rollback": 1}), Job("work", 9, cleanup=3)

    await outcome_of(in_transaction(bank, work), 1, 2)

    began = [call.began for call in bank.step.calls if call.key == "rollback"]
    assert began == [4], (
        "It was cancelled at 1 s and 2 s, the work cleaned up until 4 s, and a "
        f"rollback began at these times: {began}. When has the work ended?"
    )


@pytest.mark.parametrize(
    "error", [OSError("disk full"), asyncio.CancelledError(), PowerCut()], ids=repr
)
async def test_a_commit_that_did_not_work_is_rolled_back(error):
    """Where the commit fails or is cancelled, all is rolled back."""
    how = "cancelled" if isinstance(error, asyncio.CancelledError) else "failed"
    bank = Bank(commit=error, takes={"commit": 2, "rollback": 1})
    instants = [1] if how == "cancelled" else []

    outcome = await outcome_of(in_transaction(bank, bank.work), *instants)

    assert bank.course == f"begin done, work done, commit {how}, rollback done", (
        f"The commit raised {error!r}. This was seen: {bank.course}; {outcome!r} came "
        f"out. {question_of(error, 'Which line ends the transaction then?')}"
    )
    # A task that ended cancelled does not give its CancelledError away.
    same = type(outcome) is type(error) if how == "cancelled" else outcome is error
    assert same, (
        f"The commit raised {error!r}, and {outcome!r} came out, which is not the same "
        "object. What becomes of its exception after the rollback?"
    )


@pytest.mark.parametrize("step", ["work", "commit"])
async def test_a_cancellation_just_after_a_step_changes_nothing(step):
    """What the work returned is committed, and what is committed not rolled back."""
    bank, done = Bank(), []

    async def do(name):
        done.append(name)
        if name == step:
            asyncio.get_running_loop().call_soon(task.cancel)

    bank.commit = functools.partial(do, "commit")
    task = asyncio.create_task(in_transaction(bank, functools.partial(do, "work")))
    await asyncio.wait([task])

    done += [call.key for call in bank.step.calls if call.key == "rollback"]
    assert done == ["work", "commit"], (
        f"The caller was cancelled just after the {step} was done, and these steps "
        f"were taken: {', '.join(done)}. What does your code do between the end of the "
        f"{step} and {'the commit' if step == 'work' else 'its own end'}?"
    )


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
    right = asyncio.CancelledError if how == "cancelled" else OSError
    assert type(outcome) is right, (
        f"Nothing has begun, and {outcome!r} came out. What becomes of its exception?"
    )


async def test_a_timeout_around_it():
    """A time-out around it ends with TimeoutError."""
    bank = Bank(takes={"work": 9, "rollback": 1})

    async def with_timeout():
        async with asyncio.timeout(1):
            await in_transaction(bank, bank.work)

    outcome = await outcome_of(with_timeout())

    assert isinstance(outcome, TimeoutError), (
        f"A time-out of 1 s around in_transaction was over, and {outcome!r} came out "
        "of it. How often was the calling task asked to stop, and by whom?"
    )


async def test_work_may_deal_with_its_cancellation():
    """Where the work is cancelled, and returns all the same, it is committed."""
    bank, work = Bank(takes=SECOND_EACH), Job("work", 9, swallows=True, result="half")

    outcome = await outcome_of(in_transaction(bank, work), 2)

    assert (bank.course, outcome) == ("begin done, commit done", "half"), (
        "The work was cancelled at 2 s, dealt with that, and returned 'half'. Then "
        f"this was seen: {bank.course}; {outcome!r} came out. "
        "How do you know whether the work has failed?"
    )


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
        f"This was seen: {bank.course or 'no step'}. How did the transaction end?"
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

    seen, right = f"{bank.course}; end at {clock.elapsed:g} s", ", ".join(expected)
    assert seen == f"{right}; end at {end:g} s", (
        f"The steps take {takes} s, and {last} is {how}. This was seen: {seen}; and "
        f"not: {right}; end at {end:g} s. Where do the two part?"
    )
