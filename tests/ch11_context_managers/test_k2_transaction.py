"""A block is kept or taken back as a whole, also as a part of a larger one."""

import asyncio
import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancellations, outcome_of
from katas.ch11_context_managers.k2_transaction import transaction

BEGIN = ["begin", "savepoint"]
KEEP = ["commit", "release"]
UNDO = ["rollback", "rollback_to"]
# What is to be seen if one of these fails, or is cancelled.
COURSES = {
    "begin": "begin {}",
    "commit": "begin, work, commit {}, rollback",
    "savepoint": "begin, savepoint {}, rollback",
    "release": "begin, savepoint, work, release {}, rollback_to, rollback",
}
both_ways = pytest.mark.parametrize("how", ["failed", "cancelled"])


class PowerCut(BaseException):
    """An error that is no Exception."""


class Database:
    """A connection; each step is on record, and may raise; it knows what it holds."""

    def __init__(self, takes=0, **errors):
        self.step = FakeService(errors.get, takes, name="step")
        # For each part that has begun, how many rows there were before it.
        self.rows, self.begun = [], []
        for name in (*BEGIN, *KEEP, *UNDO):
            setattr(self, name, functools.partial(self._do, name))

    @property
    def in_transaction(self):
        """Whether there is a transaction."""
        return bool(self.begun)

    async def _do(self, name):
        await self.step(name)
        if name in BEGIN:
            self.begun.append(len(self.rows))
        elif self.begun:
            rows = self.begun.pop()
            del self.rows[rows if name in UNDO else len(self.rows) :]

    @property
    def course(self):
        """Each step, and how it went, if it was not done."""
        return ", ".join(
            call.key if call.outcome == "answered" else f"{call.key} {call.outcome}"
            for call in self.step.calls
        )


async def book(db, *rows, error=None):
    """Add rows in a transaction, and fail, if there is an error."""
    async with transaction(db):
        await db.step("work")
        db.rows += rows
        if error is not None:
            raise error


async def assert_ended(step, how, question):
    """Check what is done if a step fails, or is cancelled, and what comes out."""
    error, is_part = OSError("disk full"), step in ("savepoint", "release")
    db = Database({step: 7200}, **{step: error})

    async def outer():
        async with transaction(db):
            await book(db, "row")

    instants = [1] if how == "cancelled" else []
    outcome = await outcome_of(outer() if is_part else book(db, "row"), *instants)

    assert db.course == COURSES[step].format(how), (
        f"{step} {how}, and this was seen: {db.course}. {question}"
    )
    # A task that ended cancelled does not give its CancelledError away.
    same = isinstance(outcome, asyncio.CancelledError) if instants else outcome is error
    assert same, f"{step} {how}; {outcome!r} came out. What becomes of its exception?"


@pytest.mark.parametrize("instants", [[], [1]], ids=["plain", "in a clean-up"])
async def test_a_block_that_ends_well_is_committed(instants):
    """Begin, the block, commit, also while an exception is on its way outside."""
    db = Database(takes=1)

    async def caller():
        try:
            await asyncio.sleep(2)
        finally:
            await book(db, "row")

    await outcome_of(caller(), *instants)

    where, question = "", "Which steps does it take, and in which order?"
    if instants:
        where = "In the `finally` clause of a cancelled task, "
        question = "Whose exception, or cancellation, do you look at?"
    assert db.course == "begin, work, commit", (
        f"{where}a block ended well, and this was seen: {db.course}. {question}"
    )


@pytest.mark.parametrize(
    "error", [OSError("no money"), TimeoutError("slow"), PowerCut("dark")], ids=repr
)
async def test_a_block_that_fails_is_rolled_back(error):
    """Where the block raises, all is rolled back, and that exception goes on."""
    db = Database(takes=1)

    outcome = await outcome_of(book(db, "row", error=error))

    assert outcome is error, (
        f"The block raised {error!r}. Not that object, but {outcome!r} came out of it. "
        "What does your code do with an exception of the block?"
    )
    still = "at work" in db.course
    assert db.course == "begin, work, rollback", (
        f"The block raised {error!r}, and this was seen: {db.course}. "
        f"{'What waits for it?' if still else 'Which of your lines run after that?'}"
    )


async def test_a_block_that_is_cancelled_is_rolled_back():
    """Where the block is cancelled, all is rolled back when it has cleaned up."""
    db, job = Database(takes=1), Job(takes=9, cleanup=3)

    async def block():
        async with transaction(db):
            await job()

    outcome = await outcome_of(block(), 2, 3)

    assert isinstance(outcome, asyncio.CancelledError), (
        f"The block was cancelled, and what came out of it is {outcome!r}. "
        "What becomes of its CancelledError?"
    )
    still = "at work" in db.course
    assert db.course == "begin, rollback", (
        f"The block was cancelled, and this was seen: {db.course}. "
        f"{'What waits for it?' if still else 'Which lines see a CancelledError?'}"
    )


async def test_a_block_in_a_block_is_a_part():
    """An inner block begins a part, and keeps it; the outer one keeps all."""
    db = Database()

    async with transaction(db):
        await book(db, "one")
        async with transaction(db):
            await book(db, "two")

    right = "begin, savepoint, work, release, savepoint, savepoint, work, "
    assert db.course == right + "release, release, commit", (
        "A block had two parts, the second one had a part itself, and this was seen: "
        f"{db.course}. Which steps does a part take?"
    )


async def test_a_part_that_fails_is_taken_back():
    """In any transaction, a block that fails takes its part back, and no more."""
    db, error = Database(), OSError("no voucher")

    await db.begin()
    outcome = await outcome_of(book(db, "voucher", error=error))
    await db.commit()

    assert outcome is error, (
        f"A part raised {error!r}, and {outcome!r} came out of it. "
        "What becomes of an exception of a part?"
    )
    question = "Which line ends a part, and which one ends the whole?"
    if "savepoint" not in db.course:
        question = "Whom do you ask whether there is a transaction?"
    assert db.course == "begin, savepoint, work, rollback_to, commit", (
        "Somebody called begin(), then a block failed, then he called commit(). This "
        f"was seen: {db.course}. {question}"
    )


@both_ways
@pytest.mark.parametrize("step", KEEP)
async def test_what_cannot_be_kept_is_taken_back(step, how):
    """Where commit or release fails or is cancelled, it is taken back."""
    await assert_ended(step, how, "Which of your lines run after that?")


@both_ways
@pytest.mark.parametrize("step", BEGIN)
async def test_what_has_not_begun_is_not_ended(step, how):
    """Where begin or savepoint fails or is cancelled, there is nothing to end."""
    await assert_ended(step, how, "What is there to end?")


async def test_an_exception_that_stays_in_the_block():
    """Where the block catches its exception, it ends well, and so it does by return."""
    db = Database()

    async def block():
        async with transaction(db):
            try:
                raise OSError("out of stock")
            except OSError:
                return "half"

    outcome = await outcome_of(block())

    assert (db.course, outcome) == ("begin, commit", "half"), (
        "The block caught its OSError, and was left by `return 'half'`. This was seen: "
        f"{db.course}; and {outcome!r} came out. How do you know how a block has ended?"
    )


async def test_it_looks_when_the_block_is_entered():
    """Whether it is a part shows when the block is entered, not when it is called."""
    db, other = Database(), Database()
    early = transaction(db)

    async with transaction(db), early, transaction(other):
        late = transaction(db)
    async with late:
        pass

    assert db.course == "begin, savepoint, release, commit, begin, commit", (
        "transaction() was called outside, and its block was entered in a transaction; "
        f"for a second one it was the other way round. This was seen: {db.course}. "
        "When do you look whether a transaction has begun?"
    )
    assert other.course == "begin, commit", (
        f"In the transaction of one connection, a block of another one did this: "
        f"{other.course}. Whom do you ask whether there is a transaction?"
    )


@given(cancellation=cancellations(most=9))
async def test_it_may_be_cancelled_anywhere_but_in_a_rollback(cancellation):
    """Wherever it is cancelled: all is kept, or nothing, and no transaction is open."""
    db = Database(takes={"begin": 1, "savepoint": 1, "work": 1, "commit": 1})

    async def block():
        async with transaction(db):
            await book(db, "one")
            await book(db, "two")

    task = await cancellation.of(block())

    right = [] if task.cancelled() else ["one", "two"]
    assert (db.rows, db.in_transaction) == (right, False), (
        f"A block was {cancellation!r}. This was seen: {db.course or 'no step'}. "
        "How has what has begun been ended?"
    )


def blocks(items):
    """A block: what is in it, rows and blocks, and whether it fails at its end."""
    return st.tuples(st.lists(items, max_size=3), st.booleans())


ROWS = st.integers(0, 9)


async def run(db, block):
    """Run a block; an inner block that fails does no harm to the outer one."""
    async with transaction(db):
        for item in block[0]:
            if isinstance(item, tuple):
                await outcome_of(run(db, item))
            else:
                db.rows.append(item)
        if block[1]:
            raise OSError("out of stock")


def kept(block):
    """Return the rows that are to be kept."""
    rows = [kept(item) if isinstance(item, tuple) else [item] for item in block[0]]
    return [] if block[1] else [row for part in rows for row in part]


@given(block=blocks(ROWS | blocks(ROWS | blocks(ROWS))))
async def test_any_blocks_in_blocks(block):
    """Whatever blocks are in a block: of those that fail nothing is kept."""
    db = Database()
    await outcome_of(run(db, block))

    assert (db.rows, db.in_transaction) == (kept(block), False), (
        "A block is written (what is in it, whether it fails at its end). There was "
        f"this one: {block}. These rows were kept: {db.rows}, after: {db.course}. "
        "Which part was kept, or taken back, that should not be?"
    )
