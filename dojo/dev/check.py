"""What must hold for each kata: the seven points at which a kata is whole.

Each check returns complaints, one line each; no complaint means that it holds.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from dojo.course.attempts import Attempt, PageError, attempts_at
from dojo.course.kata import LEVELS, Kata, fields_of
from dojo.course.stub import original
from dojo.dev.table import learned_in
from dojo.report.verdict import Result, Status, Verdict

FEWEST_RIGHT, FEWEST_WRONG = 2, 3
SECONDS_FOR_A_TEST, SECONDS_FOR_A_PROPERTY = 0.25, 1.0
PROGRAMS = ("stub", "solution", "suite")
PAGES = ("lesson", "hints", "note")
FIELDS = ("You write", "Tools", "Level", "Time")

Check = Callable[[Kata], Iterator[str]]
_HINT = re.compile(r"^## (\d)\b", re.MULTILINE)


def programs_are_there(kata: Kata) -> Iterator[str]:
    """Points 1 to 4: a kata has its programs, and all of them can be read."""
    for name in PROGRAMS:
        path: Path = getattr(kata, name)
        if not path.is_file():
            yield f"{kata} lacks its {name}"
        elif _parsed(path) is None:
            yield f"{kata}: its {name} is not valid Python"
    try:
        attempts_at(kata)
    except PageError as error:
        yield str(error)


def pages_are_there(kata: Kata) -> Iterator[str]:
    """Point 5: a kata has its pages."""
    for name in PAGES:
        if not getattr(kata, name).is_file():
            yield f"{kata} lacks its {name}"


def stub_is_typed(kata: Kata) -> Iterator[str]:
    """Point 1: the stub is typed, and says what it is about."""
    tree = _parsed(kata.stub)
    if tree is None:
        return
    for function in _functions(tree):
        if missing := _without_type(function):
            names = ", ".join(missing)
            yield f"{kata}: in its stub {function.name}() has no type for {names}"
    fields = fields_of(ast.get_docstring(tree) or "")
    for name in FIELDS:
        if name not in fields:
            yield f"{kata}: its stub's docstring lacks the line {name!r}"
    if fields.get("Level", "core") not in LEVELS:
        yield f"{kata}: its level {fields['Level']!r} is none of {', '.join(LEVELS)}"


def stub_is_made_of_solution(kata: Kata) -> Iterator[str]:
    """Point 2: the solution is the stub with its bodies filled in."""
    if any(programs_are_there(kata)):
        return
    if original(kata) != kata.stub.read_text("utf-8"):
        yield (
            f"{kata}: its stub is not the one made of its solution; make it anew with: "
            f"kata reset {kata.short_name}"
        )


def tests_state_their_rules(kata: Kata) -> Iterator[str]:
    """Point 2: each test of the suite states its rule."""
    tree = _parsed(kata.suite)
    if tree is None:
        return
    for function in _functions(tree):
        if function.name.startswith("test") and not ast.get_docstring(function):
            yield f"{kata}: {function.name} does not state its rule"


def attempts_are_enough(kata: Kata) -> Iterator[str]:
    """Points 3 and 4: there are enough attempts, and the wrong ones name real tests."""
    attempts = _readable_attempts(kata)
    right = sum(attempt.is_right for attempt in attempts)
    wrong = len(attempts) - right
    if right < FEWEST_RIGHT:
        yield f"{kata} lacks right attempts: it has {right} of {FEWEST_RIGHT}"
    if wrong < FEWEST_WRONG:
        yield f"{kata} lacks wrong attempts: it has {wrong} of {FEWEST_WRONG}"
    suite = _parsed(kata.suite)
    tests = {function.name for function in _functions(suite)} if suite else set()
    for attempt in attempts:
        if suite and attempt.caught_by and attempt.caught_by not in tests:
            yield f"{attempt} names {attempt.caught_by}, which its suite does not have"


def hints_are_three(kata: Kata) -> Iterator[str]:
    """Point 5: there are three hints."""
    if not kata.hints.is_file():
        return
    hints = _HINT.findall(kata.hints.read_text("utf-8"))
    if hints != ["1", "2", "3"]:
        found = ", ".join(hints) or "none"
        yield f"{kata}: its hints are {found} instead of 1, 2, 3"


def lesson_lists_it(kata: Kata) -> Iterator[str]:
    """Point 5: the lesson lists the kata, and says what one learns in the chapter."""
    if _parsed(kata.solution) is None or not kata.lesson.is_file():
        return
    if row_of(kata) not in kata.lesson.read_text("utf-8").splitlines():
        yield f"{kata}: its lesson lacks the row {row_of(kata)}"
    if not learned_in(kata.lesson):
        yield f"{kata}: its lesson has no line *what you learn* below its heading"


def titles_are_the_same(kata: Kata) -> Iterator[str]:
    """Points 3 and 5: a page about a kata has its title."""
    if _parsed(kata.solution) is None:
        return
    for page, heading in headings_of(kata).items():
        if page.is_file() and page.read_text("utf-8").partition("\n")[0] != heading:
            yield f"{_name_of(kata, page)}:1: the first line is not {heading}"


def nothing_is_to_do(kata: Kata) -> Iterator[str]:
    """What `new` has written is filled in; the stub is made of the solution."""
    for name in (*PROGRAMS[1:], "attempts", *PAGES):
        path: Path = getattr(kata, name)
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        for number, line in enumerate(lines, 1):
            if "TODO" in line:
                yield f"{_name_of(kata, path)}:{number}: {line.strip()}"


WITHOUT_JUDGING: tuple[Check, ...] = (
    programs_are_there,
    pages_are_there,
    stub_is_typed,
    stub_is_made_of_solution,
    tests_state_their_rules,
    attempts_are_enough,
    hints_are_three,
    lesson_lists_it,
    titles_are_the_same,
    nothing_is_to_do,
)


def complaints(kata: Kata) -> list[str]:
    """Return all that can be said against a kata without judging an answer."""
    return [complaint for check in WITHOUT_JUDGING for complaint in check(kata)]


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
    for result in slow_tests(verdict):
        yield f"{kata}: {result.test} takes {result.seconds:.2f} s: that is too long"


def slow_tests(verdict: Verdict) -> Iterator[Result]:
    """Yield what came of the tests that take longer than a test may."""
    for result in verdict.tests:
        most = SECONDS_FOR_A_PROPERTY if result.is_property else SECONDS_FOR_A_TEST
        if result.seconds > most:
            yield result


def on_attempt(attempt: Attempt, verdict: Verdict) -> Iterator[str]:
    """Points 3 and 4: right is accepted, wrong is rejected by the test it names."""
    if attempt.is_right:
        if verdict.status is not Status.SOLVED:
            seen = _tests_that_are_not(Status.SOLVED, verdict)
            yield f"{attempt} is right, and is judged {verdict.status} ({seen})"
        return
    failed = [
        result.test for result in verdict.tests if result.status is not Status.SOLVED
    ]
    rejecting = list(dict.fromkeys(test.partition("[")[0] for test in failed))
    if verdict.status is Status.SOLVED:
        yield f"{attempt} is wrong, and is accepted"
    elif attempt.caught_by not in rejecting:
        yield (
            f"{attempt} names {attempt.caught_by}, and is rejected by "
            f"{', '.join(rejecting) or verdict.status}"
        )


def stray_files(root: Path, katas: list[Kata]) -> Iterator[str]:
    """The four trees mirror each other: no file belongs to no kata."""
    known = {getattr(kata, part) for kata in katas for part in PROGRAMS + PAGES}
    conftests = {kata.suite.with_name("conftest.py") for kata in katas}
    for tree in ("katas", "solutions", "tests"):
        for path in sorted((root / tree).glob("ch*/**/*")):
            if (
                path.is_file()
                and path.suffix != ".pyc"
                and path not in known | conftests
            ):
                yield f"{path.relative_to(root).as_posix()} belongs to no kata"
    pages = {kata.attempts for kata in katas}
    for path in sorted((root / "tests" / "attempts").glob("*/*")):
        if path not in pages:
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


def _readable_attempts(kata: Kata) -> list[Attempt]:
    try:
        return attempts_at(kata)
    except PageError:
        return []


def _tests_that_are_not(status: Status, verdict: Verdict) -> str:
    tests = [result.test for result in verdict.tests if result.status is not status]
    return f"see {', '.join(tests[:3]) or 'its suite'}"


def _name_of(kata: Kata, path: Path) -> str:
    return path.relative_to(kata.root).as_posix()


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _without_type(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [
        extra for extra in (arguments.vararg, arguments.kwarg) if extra is not None
    ]
    missing = [
        a.arg for a in every if a.annotation is None and a.arg not in ("self", "cls")
    ]
    return missing + (["its result"] if function.returns is None else [])


def _parsed(path: Path) -> ast.Module | None:
    """Return a file as a tree, None if it is not there or is not valid Python."""
    try:
        return ast.parse(path.read_text("utf-8"))
    except (FileNotFoundError, SyntaxError):
        return None
