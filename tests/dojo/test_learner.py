"""Hints, fresh starts, names of katas, and what is remembered of a learner."""

import re
import threading

import pytest

from dojo import ROOT
from dojo.course import workspace
from dojo.course.find import NoSuchKata, find
from dojo.course.journal import NOT_STARTED, SOLVED, STARTED, Progress, digest
from dojo.course.kata import all_katas
from dojo.course.stub import original, stub_of

GREET = "ch01_coroutines/k2_greet"


@pytest.mark.parametrize("kata", all_katas(), ids=str)
def test_a_stub_comes_out_of_the_solution(kata):
    """What `reset` writes is the stub as the repository has it."""
    assert original(str(ROOT), str(kata)) == kata.stub.read_text("utf-8")


def test_a_stub_keeps_what_is_given():
    """Only what the learner writes loses its body; imports that are needed stay."""
    solution = '''"""Title.

You write  Box, fill
"""

import asyncio
from collections import Counter, deque


class Box:
    """A box."""

    size: "Counter"

    def put(self) -> None:
        """Put."""
        deque()

    @staticmethod
    def _inside() -> None:
        """Nobody outside knows this."""

    async def items(self) -> None:
        """Yield."""
        for item in deque():
            yield item


def fill(box: Box) -> None:
    asyncio.run(box)


def given() -> int:
    return 1
'''

    assert (
        stub_of(solution)
        == '''"""Title.

You write  Box, fill
"""

from collections import Counter


class Box:
    """A box."""

    size: "Counter"

    def put(self) -> None:
        """Put."""
        raise NotImplementedError

    async def items(self) -> None:
        """Yield."""
        raise NotImplementedError
        yield  # with a yield it is an async generator


def fill(box: Box) -> None:
    raise NotImplementedError


def given() -> int:
    return 1
'''
    )


def test_a_stub_may_be_a_wrong_program():
    """Functions that are given have their bodies; the others have none."""
    solution = '''"""Title.

You write  Box, fill
"""

import asyncio


class Box:
    def put(self) -> None:
        """Put."""
        asyncio.run(right())


def fill() -> None:
    right()
'''
    given = """
class Box:
    def put(self):
        asyncio.run(wrong())
        return None
"""

    stub = stub_of(solution, given)

    assert '"""Put."""\n        asyncio.run(wrong())\n        return None' in stub
    assert "def fill() -> None:\n    raise NotImplementedError" in stub
    assert "import asyncio" in stub


def test_a_wrong_program_is_not_started_until_it_is_changed(clone):
    """It runs, and shows what is wrong with it; but nobody has begun to repair it."""
    kata = clone.kata("k2_greet")
    given = 'async def greet(name, delay):\n    return f"Hello, {name}!"\n'
    kata.attempts.parent.mkdir(parents=True)
    kata.attempts.write_text(
        "# Greet: what others wrote\n\n## wrong: as given\n\n"
        f"Caught by `test_it_takes_the_delay`.\n\n```python\n{given}```\n",
        "utf-8",
    )
    copy_of_the_stub = original(str(clone.root), GREET)
    clone.answer("k2_greet", copy_of_the_stub)

    untouched = clone.pytest(f"katas/{GREET}.py")
    checked = clone.command("check", "greet")
    listed = clone.command("list")
    clone.answer("k2_greet", f"{copy_of_the_stub}\n# Hm.\n")
    touched = clone.pytest(f"katas/{GREET}.py")

    assert "return f" in copy_of_the_stub
    assert "k2_greet.py" in untouched.stdout
    assert "6 not started" in untouched.stdout
    assert "not started" in checked.stdout.splitlines()[0]
    assert "was there after 0 s" in checked.stdout
    assert re.search(r"1\.2   greet +not started", listed.stdout)
    assert "failing" in touched.stdout


@pytest.mark.parametrize(
    "name",
    [
        "1.2",
        "greet",
        "GREET",
        "k2_greet",
        GREET,
        f"katas/{GREET}.py",
        "katas\\ch01_coroutines\\k2_greet.py",
        "./tests/ch01_coroutines/test_k2_greet.py",
        "katas/ch01_coroutines/hints/k2_greet.md",
    ],
)
def test_a_kata_is_found_under_each_of_its_names(name):
    """Its number, its name with or without `kN_`, and any of its paths."""
    assert str(find(name)) == GREET


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("gret", "Did you mean 1.2 greet?"),
        ("fetch", "1.4 fetch_in_order, 3.1 fetch_all or 3.2 fetch_dict"),
        ("99.9", "kata list"),
        ("", "kata list"),
    ],
)
def test_a_name_that_nobody_has_offers_the_nearest(name, offer):
    """The message is one line, and says what to do."""
    with pytest.raises(NoSuchKata) as caught:
        find(name)

    assert offer in str(caught.value)
    assert "\n" not in str(caught.value)


def test_hints_come_one_at_a_time(clone):
    """Each is shown once; then there is none that was not seen."""
    kata, progress = clone.kata("k2_greet"), Progress(str(clone.root))

    shown = [workspace.next_hint(kata, progress) for _ in range(4)]

    assert [hint and hint.title for hint in shown] == [
        "hint 1 of 3",
        "hint 2 of 3",
        "hint 3 of 3",
        None,
    ]
    assert Progress(str(clone.root)).of(GREET).hints == 3


def test_a_reset_keeps_what_was_there(clone):
    """The stub is back; each answer that was there is kept in a file of its own."""
    kata = clone.kata("k2_greet")
    stub = kata.stub.read_bytes()

    kept = []
    for answer in ("first", "second"):
        clone.answer("k2_greet", answer)
        kept.append(workspace.reset(kata))

    assert kata.stub.read_bytes() == stub
    assert [path.read_text("utf-8") for path in kept] == ["first", "second"]
    assert workspace.reset(kata) is None


def test_a_file_that_is_gone_comes_back(clone):
    """A reset also mends an answer that was deleted."""
    kata = clone.kata("k2_greet")
    stub = kata.stub.read_bytes()
    kata.stub.unlink()

    assert workspace.reset(kata) is None
    assert kata.stub.read_bytes() == stub


def test_a_reset_that_fails_loses_nothing(clone):
    """Where the answer cannot be kept, it stays where it is."""
    clone.answer("k2_greet", "mine")
    (clone.root / ".kata").mkdir()
    (clone.root / ".kata" / "kept").write_text("in the way", "utf-8")

    with pytest.raises(OSError):
        workspace.reset(clone.kata("k2_greet"))

    assert clone.kata("k2_greet").stub.read_text("utf-8") == "mine"


def test_a_state_follows_the_answer(clone):
    """Not started, started, solved, and started again with the next change."""
    progress, kata = Progress(str(clone.root)), clone.kata("k2_greet")
    states = [progress.state(GREET)]

    for answer in ("one", "two", "one"):
        clone.answer("k2_greet", answer)
        states.append(progress.state(GREET))
        if answer == "one":
            progress.note_verdict(GREET, digest(kata.stub.read_bytes()), solved=True)

    assert states == [NOT_STARTED, STARTED, STARTED, SOLVED]
    assert progress.of(GREET).solved_at is not None


def test_another_verdict_on_the_same_answer_counts(clone):
    """Where a suite has become stricter, what was solved is not any more."""
    clone.answer("k2_greet", "one")
    progress, answer = Progress(str(clone.root)), digest(b"one")
    progress.note_verdict(GREET, answer, solved=True)

    progress.note_verdict(GREET, answer, solved=False)

    assert Progress(str(clone.root)).state(GREET) == STARTED


@pytest.mark.parametrize(
    "damage",
    [
        b"\xff\xfe\x00 not a line",
        b"2026-01-01\tch01_coroutines/k2_greet\thint",
        b"2026-01-01\tch01_coroutines/k2_greet\thint\tmany",
    ],
)
def test_a_damaged_journal_still_counts(clone, damage):
    """What cannot be read is passed over, and what is written after it counts."""
    progress = Progress(str(clone.root))
    progress.note_hint(GREET, 1)
    journal = clone.root / ".kata" / "journal.tsv"
    journal.write_bytes(journal.read_bytes() + damage)

    Progress(str(clone.root)).note_hint(GREET, 2)

    assert Progress(str(clone.root)).of(GREET).hints == 2


def test_a_journal_that_cannot_be_written_stops_nobody(clone):
    """A learner in a folder that is read-only still learns."""
    (clone.root / ".kata").write_text("in the way", "utf-8")
    progress = Progress(str(clone.root))

    progress.note_hint(GREET, 2)

    assert progress.of(GREET).hints == 2


def test_two_programs_do_not_harm_each_other(clone):
    """What several write at the same time is all there afterwards."""

    def write(chapter):
        progress = Progress(str(clone.root))
        for number in range(1, 51):
            progress.note_hint(chapter, number)

    writers = [threading.Thread(target=write, args=[f"ch{n}"]) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    progress = Progress(str(clone.root))
    assert [progress.of(f"ch{n}").hints for n in range(4)] == [50] * 4
