"""Hints, fresh starts, names of katas, and what is remembered of a learner."""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from dojo.course.find import NoSuchKata, find, find_some
from dojo.course.journal import MISSING, NOT_STARTED, SOLVED, STARTED, Journal, digest
from dojo.course.kata import Kata, all_katas, text_of
from dojo.course.stub import original, stub_of
from dojo.course.workspace import Workspace, code_in, reset
from tests.dojo.courses import change

GREET = "ch01_coroutines/k2_greet"
NO_ITEM = """raise NotImplementedError
        yield  # delete this line too: it makes an async generator of the stub"""


@pytest.fixture
def kata(here):
    """Return the kata of the workspace that the tests are about."""
    return here.katas[1]


def answer(kata, text):
    """Save an answer."""
    kata.stub.write_text(text, "utf-8")


def test_the_stub_of_a_generator_is_called_what_it_is():
    """A plain one is no async generator."""
    solution = '"""T.\n\nYou write  f\n"""\n\n\ndef f():\n    yield 1\n'

    assert "it makes a generator of the stub" in stub_of(solution)


def test_a_stub_keeps_what_is_given():
    """Only what the learner writes loses its body; imports that are needed stay."""
    helpers = '''
class _Shelf:
    def put(self) -> None:
        """Nobody outside knows this."""


@cache
def _shelf() -> _Shelf:
    return _Shelf()

'''
    private = '''
    @staticmethod
    def _inside() -> None:
        """Nobody outside knows this."""
'''
    solution = f'''"""Title.

You write  Box, fill
"""

import asyncio
import contextlib
from collections import Counter, deque
from functools import cache

{helpers}
class Box:
    """A box, used with contextlib.aclosing."""

    size: "Counter"

    def put(self) -> None:
        """Put."""
        deque()
{private}
    async def items(self) -> None:
        """Yield."""
        for item in deque():
            yield item


def fill(box: Box) -> None:
    asyncio.run(box)


def given() -> int:
    return 1
'''
    stub = solution
    for written, left in (
        ("import asyncio\n", ""),
        ("Counter, deque\nfrom functools import cache", "Counter"),
        (helpers, ""),
        (private, ""),
        ("deque()\n", "raise NotImplementedError\n"),
        ("for item in deque():\n            yield item", NO_ITEM),
        ("asyncio.run(box)", "raise NotImplementedError"),
    ):
        stub = stub.replace(written, left, 1)

    assert stub_of(solution) == stub


def test_a_stub_may_be_a_wrong_program():
    """Functions that are given have their bodies; the others have none."""
    solution = """'''Title.

You write  Box, fill
'''

import asyncio


class Box:
    def put(self) -> None:
        "Put."
        asyncio.run(right())


def fill() -> None:
    right()
"""
    given = "class Box:\n    def put(self):\n        asyncio.run(wrong())\n"

    stub = stub_of(solution, given)

    assert '"Put."\n        asyncio.run(wrong())\n' in stub
    assert "def fill() -> None:\n    raise NotImplementedError" in stub
    assert "import asyncio" in stub


def test_a_wrong_program_is_not_started_until_it_is_changed(clone):
    """It runs, and shows what is wrong with it; but nobody has begun to repair it."""
    kata = clone.kata("k2_greet")
    given = 'async def greet(name, delay):\n    return f"Hello, {name}!"\n'
    kata.attempts.write_text(
        "# Greet: what others wrote\n\n## wrong: as given\n\n"
        f"Caught by `test_it_takes_the_delay`.\n\n```python\n{given}```\n",
        "utf-8",
    )
    answer(kata, original(kata))

    untouched = clone.command("check", "greet").stdout
    listed = clone.command("list").stdout
    answer(kata, f"{original(kata)}\n# Hm.\n")
    touched = clone.command("check", "greet").stdout

    assert "return f" in original(kata)
    assert "not started" in untouched.splitlines()[0]
    assert "was there after 0 s" in untouched
    assert re.search(r"1\.2   greet +not started", listed)
    assert "failing" in touched.splitlines()[0]


@pytest.mark.parametrize(
    "name",
    [
        *("1.2", "greet", "GREET", "k2_greet", GREET),
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
    "name",
    [
        *("3", "ch3", "ch03", "CH03", "ch03_gather", "katas/ch03_gather"),
        *(
            "katas\\ch03_gather\\",
            "./tests/ch03_gather/",
            "katas/ch03_gather/README.md",
        ),
    ],
)
def test_a_chapter_is_found_under_each_of_its_names(name):
    """Its number, its folder with or without the topic, or a path."""
    assert find_some(name) == [k for k in all_katas() if k.chapter == "ch03_gather"]


@pytest.mark.parametrize("name", ["ch", "ch33", "gret", "ch03_gathe"])
def test_a_name_that_no_chapter_has_is_one_of_a_kata(name):
    """A kata is found, or the nearest ones are offered."""
    assert find_some("greet") == [find("greet")]
    with pytest.raises(NoSuchKata):
        find_some(name)


def test_a_file_that_lies_elsewhere_is_not_taken_for_the_answer(tmp_path):
    """Whoever names it means that file."""
    path = tmp_path / "k2_greet.py"
    path.touch()

    with pytest.raises(NoSuchKata, match=r"lies elsewhere.*kata check greet --answer"):
        find(str(path))


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("gret", "Did you mean 1.2 greet?"),
        ("katas/ch01_coroutines/k2_gret.py", "Did you mean 1.2 greet?"),
        ("katas/ch01_coroutines/k2_greet_copy.py", "Did you mean 1.2 greet?"),
        ("katas/ch02_tasks/k2_gret.py", "Did you mean 1.2 greet?"),
        ("katas/ch01_coroutines/foo.py", "See them all: kata list"),
        ("fetch", "1.5 fetch_in_order, 3.1 fetch_all or 3.3 fetch_dict"),
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


def test_a_kata_knows_what_it_says_of_itself(here, kata):
    """It is read from the solution and the lesson, whatever the learner has changed.

    What else a learner has beside the stubs is no kata.
    """
    shutil.copy(kata.stub, kata.stub.with_name("k2_greet_copy.py"))
    kata.stub.unlink()

    names = ["ch01_first/k1_hello", "ch01_first/k2_greet", "ch02_second/k1_wait"]
    assert list(map(str, all_katas(here.root))) == names
    assert (kata.number, kata.short_name) == ("1.2", "greet")
    assert (kata.title, kata.chapter_title) == ("The kata greet", "1. First")
    assert (kata.level, kata.time) == ("further", "5 minutes")
    assert kata.tools == ["await", "asyncio.sleep"]


def test_a_kata_that_says_nothing_is_one_of_the_core(tmp_path):
    """Its solution and its lesson may not be written yet."""
    kata = Kata("ch10_late", "k2_new", tmp_path)
    kata.suite.parent.mkdir(parents=True)
    kata.suite.touch()

    assert all_katas(tmp_path) == [kata]
    assert (kata.number, kata.title, kata.level) == ("10.2", "", "core")
    assert kata.chapter_title == "ch10_late"
    assert Workspace(tmp_path).next() is None


def test_what_is_next_depends_on_the_level(here):
    """The core of all chapters comes first, and as much of the rest as is wanted."""
    hello, greet, wait = here.katas
    here.note_verdict(hello, solved=True)

    assert here.next() == here.neighbour(hello, 1) == wait
    assert here.count() == "1 of 3 katas solved"
    here.note_verdict(wait, solved=True)
    assert here.next() == here.neighbour(wait, 1) == greet
    here.journal.note_level("core")
    assert here.next() is None
    assert here.count() == "2 of 2 core katas solved"
    assert here.neighbour(hello, 1) == here.neighbour(greet, -1) == wait
    assert here.neighbour(wait, 1) is here.neighbour(hello, -1) is None
    assert Workspace(here.root).journal.level == "core"


def test_the_first_hour_leads_through_chapters(here):
    """Its katas come first, wherever they are; then a chapter counts all of its own."""
    hello, greet, wait = here.katas
    for kata, level in ((greet, "further"), (wait, "core")):
        for path in (kata.solution, kata.stub):
            change(path, f"Level      {level}", "Level      first hour")

    assert here.way() == [greet, wait, hello]
    assert here.way("first hour") == [greet, wait]
    assert here.progress() == "first hour: 0 of 2 solved, 0 of 3 katas"
    here.note_verdict(greet, solved=True)
    assert here.next() == here.neighbour(greet, 1) == wait
    here.note_verdict(wait, solved=True)
    assert here.progress() == "chapter 1: 1 of 2 solved, 2 of 3 katas"
    here.note_verdict(hello, solved=True)
    assert here.progress() == "3 of 3 katas solved"


def test_hints_come_one_at_a_time(here, kata):
    """Each is shown once; then there is none that was not seen."""
    for number, text in enumerate(("A question.", "A tool.", "A shape."), 1):
        hint = here.next_hint(kata)
        assert (hint.title, hint.text) == (f"hint {number} of 3", text)

    assert here.next_hint(kata) is None
    assert Journal(here.root).of(kata).hints == 3


def test_a_reset_keeps_what_was_there(kata):
    """The stub is back; each answer that was there is kept in a file of its own."""
    stub = kata.stub.read_bytes()

    kept = []
    for text in ("first", "second"):
        answer(kata, text)
        kept.append(reset(kata))

    assert kata.stub.read_bytes() == stub
    assert [text_of(path) for path in kept] == ["first", "second"]
    assert reset(kata) is None
    kata.stub.unlink()
    assert reset(kata) is None
    assert kata.stub.read_bytes() == stub


def test_where_nothing_can_be_kept_no_answer_is_lost(here, kata):
    """A reset fails where it can keep nothing; hints and verdicts still count."""
    answer(kata, "mine")
    (here.root / ".kata").write_text("in the way", "utf-8")

    with pytest.raises(OSError):
        reset(kata)
    assert text_of(kata.stub) == "mine"

    here.journal.note_hint(kata, 2)
    assert here.journal.of(kata).hints == 2
    here.note_verdict(kata, solved=True)
    assert here.has_been_solved(kata)
    here.note_verdict(kata, solved=False)
    assert not here.has_been_solved(kata)


def test_a_state_follows_the_answer(here, kata):
    """Not started, started, solved, and started again with the next change.

    Another verdict on the same answer counts: a suite may have become stricter.
    """

    def states(*texts):
        for text in texts:
            answer(kata, text)
            yield Workspace(here.root).state(kata)

    assert here.state(kata) == NOT_STARTED
    assert list(states("one", "two")) == [STARTED, STARTED]
    here.journal.note_verdict(kata, digest(b"one"), solved=True)
    assert list(states("two", "one")) == [STARTED, SOLVED]
    here.journal.note_verdict(kata, digest(b"one"), solved=False)
    assert list(states("one", original(kata))) == [STARTED, NOT_STARTED]
    kata.stub.unlink()
    assert Workspace(here.root).state(kata) == MISSING
    assert Workspace(here.root).has_been_solved(kata)


def test_an_editor_may_change_how_the_stub_is_saved(here, kata):
    """A byte order mark, and other ends of lines, are no beginning."""
    stub = text_of(kata.stub).replace("\n", "\r\n")
    kata.stub.write_bytes(stub.encode("utf-8-sig"))

    assert here.state(kata) == "not started"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_code_is_shown_as_it_was_written(kata, encoding):
    """Whatever its encoding, as long as it tells."""
    text = "# coding: latin-1\n" if encoding == "latin-1" else ""
    kata.stub.write_bytes(f"{text}word = 'größer'\n".encode(encoding))

    assert code_in(kata.stub).endswith("word = 'größer'")


@pytest.mark.parametrize("encoding", ["rot13", "nonsense"])
def test_code_is_shown_though_its_encoding_is_none(kata, encoding):
    """Python does not know how to read it; a learner does."""
    answer(kata, f"# coding: {encoding}\nword = 1\n")

    assert code_in(kata.stub).endswith("word = 1")


@pytest.mark.parametrize(
    "damage",
    [
        b"\xff\xfe\x00 not a line",
        b"2026-01-01\tch01_first/k2_greet\thint",
        b"2026-01-01\tch01_first/k2_greet\thint\tmany",
    ],
)
def test_a_damaged_journal_still_counts(here, kata, damage):
    """What cannot be read is passed over, and what is written after it counts."""
    here.journal.note_hint(kata, 1)
    path = here.root / ".kata" / "journal.tsv"
    path.write_bytes(path.read_bytes() + damage)

    Journal(here.root).note_hint(kata, 2)

    assert Journal(here.root).of(kata).hints == 2


def test_two_programs_do_not_harm_each_other(here):
    """What several write at the same time is all there afterwards."""

    def write(kata):
        journal = Journal(here.root)
        for number in range(1, 51):
            journal.note_hint(kata, number)

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, here.katas))

    journal = Journal(here.root)
    assert [journal.of(kata).hints for kata in here.katas] == [50] * 3
