"""What must hold for each kata: the seven points at which a kata is whole.

Each check returns complaints, one line each; no complaint means that it holds.
"""

import ast
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from dojo.course.attempts import Attempt, PageError, attempts_at
from dojo.course.kata import LEVELS, Kata, fields_of
from dojo.course.stub import given_program, original
from dojo.dev.table import learned_in
from dojo.judge.process import judge
from dojo.report.verdict import Status, Verdict

FEWEST_RIGHT, FEWEST_WRONG = 2, 3
SECONDS_FOR_A_TEST, SECONDS_FOR_A_PROPERTY = 0.25, 1.0
PROGRAMS = ("stub", "solution", "suite")
PARTS = (*PROGRAMS, "attempts", "lesson", "hints", "note")
FIELDS = ("You write", "Tools", "Level", "Time")

Check = Callable[[Kata], Iterator[str]]
_HINT = re.compile(r"^## (\d)\b", re.MULTILINE)
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def complaints(kata: Kata) -> list[str]:
    """Return all that can be said against a kata without judging an answer."""
    unreadable = list(parts_are_there(kata))
    return unreadable or [line for check in _CHECKS for line in check(kata)]


def all_complaints(kata: Kata) -> list[str]:
    """Return all that can be said against a kata, whatever its answers get."""
    on_answers = [] if any(parts_are_there(kata)) else _on_answers(kata)
    return [*complaints(kata), *on_answers]


def parts_are_there(kata: Kata) -> Iterator[str]:
    """Points 1 to 5: a kata has its parts, and they can be read."""
    for name in PARTS:
        path: Path = getattr(kata, name)
        if not path.is_file():
            yield f"{kata} lacks its {name}"
        elif name in PROGRAMS and not _is_python(path):
            yield f"{kata}: its {name} is not valid Python"
    try:
        attempts_at(kata)
    except PageError as error:
        yield str(error)


def stub_is_typed(kata: Kata) -> Iterator[str]:
    """Point 1: the stub is typed, and says what it is about."""
    for function in _functions(kata.stub):
        if missing := _without_type(function):
            names = ", ".join(missing)
            yield f"{kata}: in its stub {function.name}() has no type for {names}"
    docstring = ast.get_docstring(ast.parse(kata.stub.read_text("utf-8")))
    fields = fields_of(docstring or "")
    for name in FIELDS:
        if name not in fields:
            yield f"{kata}: its stub's docstring lacks the line {name!r}"
    if fields.get("Level", "core") not in LEVELS:
        yield f"{kata}: its level {fields['Level']!r} is none of {', '.join(LEVELS)}"


def stub_is_made_of_solution(kata: Kata) -> Iterator[str]:
    """Point 2: the solution is the stub with its bodies filled in."""
    if original(kata) != kata.stub.read_text("utf-8"):
        yield (
            f"{kata}: its stub is not the one made of its solution; make it anew with: "
            f"kata reset {kata.short_name}"
        )


def tests_state_their_rules(kata: Kata) -> Iterator[str]:
    """Point 2: each test of the suite states its rule."""
    for function in _functions(kata.suite):
        if function.name.startswith("test") and not ast.get_docstring(function):
            yield f"{kata}: {function.name} does not state its rule"


def attempts_are_enough(kata: Kata) -> Iterator[str]:
    """Points 3 and 4: there are enough attempts, and the wrong ones name real tests."""
    attempts = attempts_at(kata)
    right = sum(attempt.is_right for attempt in attempts)
    wrong = len(attempts) - right
    if right < FEWEST_RIGHT:
        yield f"{kata} lacks right attempts: it has {right} of {FEWEST_RIGHT}"
    if wrong < FEWEST_WRONG:
        yield f"{kata} lacks wrong attempts: it has {wrong} of {FEWEST_WRONG}"
    tests = {function.name for function in _functions(kata.suite)}
    for attempt in attempts:
        if attempt.caught_by and attempt.caught_by not in tests:
            yield f"{attempt} names {attempt.caught_by}, which its suite does not have"


def hints_are_three(kata: Kata) -> Iterator[str]:
    """Point 5: there are three hints."""
    hints = _HINT.findall(kata.hints.read_text("utf-8"))
    if hints != ["1", "2", "3"]:
        found = ", ".join(hints) or "none"
        yield f"{kata}: its hints are {found} instead of 1, 2, 3"


def lesson_lists_it(kata: Kata) -> Iterator[str]:
    """Point 5: the lesson lists the kata, and says what one learns in the chapter."""
    if row_of(kata) not in kata.lesson.read_text("utf-8").splitlines():
        yield f"{kata}: its lesson lacks the row {row_of(kata)}"
    if not learned_in(kata.lesson):
        yield f"{kata}: its lesson has no line *what you learn* below its heading"


def titles_are_the_same(kata: Kata) -> Iterator[str]:
    """Points 3 and 5: a page about a kata has its title."""
    for page, heading in headings_of(kata).items():
        if page.read_text("utf-8").partition("\n")[0] != heading:
            yield f"{_name_of(kata, page)}:1: the first line is not {heading}"


def nothing_is_to_do(kata: Kata) -> Iterator[str]:
    """What `new` has written is filled in; the stub is made of the solution."""
    for name in PARTS[1:]:
        path: Path = getattr(kata, name)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if "TODO" in line:
                yield f"{_name_of(kata, path)}:{number}: {line.strip()}"


_CHECKS: tuple[Check, ...] = (
    stub_is_typed,
    stub_is_made_of_solution,
    tests_state_their_rules,
    attempts_are_enough,
    hints_are_three,
    lesson_lists_it,
    titles_are_the_same,
    nothing_is_to_do,
)


def _on_answers(kata: Kata) -> list[str]:
    """Judge the stub, the solution and each attempt, as many at a time as is useful."""
    attempts = attempts_at(kata)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        of_stub, *of_attempts = (
            Path(name, str(number)) for number in range(len(attempts) + 1)
        )
        write_stub(kata, of_stub)
        for attempt, folder in zip(attempts, of_attempts, strict=True):
            attempt.write_to(folder)
        folders = [of_stub, kata.root / "solutions", *of_attempts]
        stub, solution, *verdicts = pool.map(partial(judge, kata), folders)
    found = [*on_stub(kata, stub), *on_solution(kata, solution)]
    for attempt, verdict in zip(attempts, verdicts, strict=True):
        found += on_attempt(attempt, verdict)
    return found


def write_stub(kata: Kata, folder: Path) -> None:
    """Write a stub into a folder of answers, as one that all tests are run on."""
    stub = kata.stub.read_text("utf-8")
    if not given_program(kata):
        stub += "# No test would be run of a stub that nobody has touched.\n"
    answer = folder / kata.file
    answer.parent.mkdir(parents=True, exist_ok=True)
    answer.write_text(stub, "utf-8")


def on_stub(kata: Kata, verdict: Verdict) -> Iterator[str]:
    """Point 1: the stub is judged not started."""
    if verdict.status is not Status.NOT_STARTED:
        seen = _tests_that_are_not(Status.NOT_STARTED, verdict)
        judged = f"judged {verdict.status}, not as not started"
        yield f"{kata}: its stub is {judged} ({seen})"


def on_solution(kata: Kata, verdict: Verdict) -> Iterator[str]:
    """Points 2 and 6: the solution is accepted, soon, and by a property too."""
    if verdict.status is not Status.SOLVED:
        seen = _tests_that_are_not(Status.SOLVED, verdict)
        yield f"{kata}: its solution is judged {verdict.status} ({seen})"
    if not any(result.is_property for result in verdict.tests):
        yield f"{kata}: its suite has no property test"
    for result in verdict.tests:
        most = SECONDS_FOR_A_PROPERTY if result.is_property else SECONDS_FOR_A_TEST
        if result.seconds > most:
            took = f"{result.test} takes {result.seconds:.2f} s"
            yield f"{kata}: {took}: that is too long"


def on_attempt(attempt: Attempt, verdict: Verdict) -> Iterator[str]:
    """Points 3 and 4: right is accepted, wrong is rejected by the test it names."""
    accepted = verdict.status is Status.SOLVED
    failed = [r.test for r in verdict.tests if r.status is not Status.SOLVED]
    rejecting = list(dict.fromkeys(test.partition("[")[0] for test in failed))
    if attempt.is_right and not accepted:
        seen = _tests_that_are_not(Status.SOLVED, verdict)
        yield f"{attempt} is right, and is judged {verdict.status} ({seen})"
    elif not attempt.is_right and accepted:
        yield f"{attempt} is wrong, and is accepted"
    elif not attempt.is_right and attempt.caught_by not in rejecting:
        yield (
            f"{attempt} names {attempt.caught_by}, and is rejected by "
            f"{', '.join(rejecting) or verdict.status}"
        )


def stray_files(root: Path, katas: list[Kata]) -> Iterator[str]:
    """The four trees mirror each other: no file belongs to no kata."""
    known = {getattr(kata, part) for kata in katas for part in PARTS}
    known |= {kata.suite.with_name("conftest.py") for kata in katas}
    for tree in ("katas", "solutions", "tests", "tests/attempts"):
        for path in sorted((root / tree).glob("ch*/**/*")):
            if path.is_file() and path.suffix != ".pyc" and path not in known:
                yield f"{path.relative_to(root).as_posix()} belongs to no kata"


def row_of(kata: Kata) -> str:
    """Return the row of a kata in the table of its lesson."""
    link = f"[{kata.name}]({kata.name}.py)"
    return f"| {link} | {kata.title} | {kata.level} | {kata.time} |"


def headings_of(kata: Kata) -> dict[Path, str]:
    """Return the first line of each page about a kata."""
    return {
        kata.attempts: f"# {kata.title}: what others wrote",
        kata.hints: f"# Hints: {kata.title}",
        kata.note: f"# {kata.title}",
    }


def _tests_that_are_not(status: Status, verdict: Verdict) -> str:
    tests = [result.test for result in verdict.tests if result.status is not status]
    return f"see {', '.join(tests[:3]) or 'its suite'}"


def _name_of(kata: Kata, path: Path) -> str:
    return path.relative_to(kata.root).as_posix()


def _is_python(path: Path) -> bool:
    try:
        ast.parse(path.read_text("utf-8"))
    except SyntaxError:
        return False
    return True


def _functions(path: Path) -> Iterator[_Function]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, _Function):
            yield node


def _without_type(function: _Function) -> list[str]:
    missing = [
        node.arg
        for node in ast.iter_child_nodes(function.args)
        if isinstance(node, ast.arg)
        and node.annotation is None
        and node.arg not in ("self", "cls")
    ]
    return missing + (["its result"] if function.returns is None else [])
