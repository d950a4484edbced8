"""What must hold for each kata: the seven points at which a kata is whole.

Each check returns complaints, one line each; no complaint means that it holds.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from dojo.course.attempts import Attempt, PageError, attempts_at
from dojo.course.kata import LEVELS, Kata, fields_of
from dojo.course.stub import is_a_private_method
from dojo.report.verdict import Result, Verdict, Word

FEWEST_RIGHT, FEWEST_WRONG = 2, 3
SECONDS_FOR_A_TEST, SECONDS_FOR_A_PROPERTY = 0.25, 1.0
PARTS = ("stub", "solution", "suite", "lesson", "hints", "note")
FIELDS = ("You write", "Tools", "Level", "Time")

Check = Callable[[Kata], Iterator[str]]
_HINT = re.compile(r"^## (\d)\b", re.MULTILINE)


def parts_are_there(kata: Kata) -> Iterator[str]:
    """Points 1, 2 and 5: a kata has all its parts, and its programs are Python."""
    for name in PARTS:
        path: Path = getattr(kata, name)
        if not path.is_file():
            yield f"{kata} lacks its {name}"
        elif path.suffix == ".py" and _parsed(path) is None:
            yield f"{kata}: its {name} is not valid Python"


def stub_is_typed(kata: Kata) -> Iterator[str]:
    """Point 1: the stub is typed, and says what it is about."""
    tree = _parsed(kata.stub)
    if tree is None:
        return
    for function in _functions(tree):
        if missing := _without_type(function):
            names = ", ".join(missing)
            yield f"{kata}: in its stub {function.name}() has no type for {names}"
    _, fields = _title_and_fields(tree)
    for name in FIELDS:
        if name not in fields:
            yield f"{kata}: its stub's docstring lacks the line {name!r}"
    if fields.get("Level", "core") not in LEVELS:
        yield f"{kata}: its level {fields['Level']!r} is none of {', '.join(LEVELS)}"


def solution_differs_in_bodies_alone(kata: Kata) -> Iterator[str]:
    """Point 2: the solution is the stub with its bodies filled in."""
    given, written = _parsed(kata.stub), _parsed(kata.solution)
    if given is None or written is None:
        return
    stub, solution = _promises(given), _promises(written)
    for name in stub | solution:
        if solution.get(name) != stub.get(name):
            yield f"{kata}: its solution differs from its stub in {name}"


def tests_state_their_rules(kata: Kata) -> Iterator[str]:
    """Point 2: each test of the suite states its rule."""
    tree = _parsed(kata.suite)
    if tree is None:
        return
    for function in _functions(tree):
        if function.name.startswith("test") and not ast.get_docstring(function):
            yield f"{kata}: {function.name} does not state its rule"


def attempts_are_enough(kata: Kata) -> Iterator[str]:
    """Points 3 and 4: there are enough attempts."""
    try:
        attempts = attempts_at(kata)
    except PageError as error:
        yield str(error)
        return
    right = sum(attempt.is_right for attempt in attempts)
    wrong = len(attempts) - right
    if right < FEWEST_RIGHT:
        yield f"{kata} lacks right attempts: it has {right} of {FEWEST_RIGHT}"
    if wrong < FEWEST_WRONG:
        yield f"{kata} lacks wrong attempts: it has {wrong} of {FEWEST_WRONG}"


def hints_are_three(kata: Kata) -> Iterator[str]:
    """Point 5: there are three hints."""
    if not kata.hints.is_file():
        return
    hints = _HINT.findall(kata.hints.read_text("utf-8"))
    if hints != ["1", "2", "3"]:
        found = ", ".join(hints) or "none"
        yield f"{kata}: its hints are {found} instead of 1, 2, 3"


def lesson_lists_it(kata: Kata) -> Iterator[str]:
    """Point 5: the table of the lesson says what the stub says of itself."""
    tree = _parsed(kata.stub)
    if tree is None or not kata.lesson.is_file():
        return
    title, fields = _title_and_fields(tree)
    level, minutes = fields.get("Level"), fields.get("Time")
    row = f"| [{kata.name}]({kata.name}.py) | {title} | {level} | {minutes} |"
    if row not in kata.lesson.read_text("utf-8").splitlines():
        yield f"{kata}: its lesson lacks the row {row}"


WITHOUT_JUDGING: tuple[Check, ...] = (
    parts_are_there,
    stub_is_typed,
    solution_differs_in_bodies_alone,
    tests_state_their_rules,
    attempts_are_enough,
    hints_are_three,
    lesson_lists_it,
)


def complaints(kata: Kata) -> list[str]:
    """Return all that can be said against a kata without judging an answer."""
    return [complaint for check in WITHOUT_JUDGING for complaint in check(kata)]


def on_stub(kata: Kata, verdict: Verdict) -> Iterator[str]:
    """Point 1: the stub is judged not started."""
    if verdict.word is not Word.NOT_STARTED:
        started = [r.test for r in verdict.tests if r.word is not Word.NOT_STARTED]
        yield (
            f"{kata}: its stub is judged {verdict.word} instead of not started "
            f"(see {', '.join(started[:3]) or 'its suite'})"
        )


def on_solution(kata: Kata, verdict: Verdict) -> Iterator[str]:
    """Points 2 and 6: the solution is accepted, soon, and by a property too."""
    if verdict.word is not Word.SOLVED:
        yield f"{kata}: its solution is judged {verdict.word}\n{verdict}"
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
        if verdict.word is not Word.SOLVED:
            yield f"{attempt} is right, and is judged {verdict.word}\n{verdict}"
        return
    failed = [result.test for result in verdict.tests if result.word is not Word.SOLVED]
    rejecting = list(dict.fromkeys(test.partition("[")[0] for test in failed))
    if verdict.word is Word.SOLVED:
        yield f"{attempt} is wrong, and is accepted"
    elif attempt.caught_by not in rejecting:
        yield (
            f"{attempt} names {attempt.caught_by}, and is rejected by "
            f"{', '.join(rejecting) or verdict.word}"
        )


def stray_files(root: Path, katas: list[Kata]) -> Iterator[str]:
    """The four trees mirror each other: no file belongs to no kata."""
    known = {getattr(kata, part) for kata in katas for part in PARTS}
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


def _title_and_fields(stub: ast.Module) -> tuple[str, dict[str, str]]:
    docstring = ast.get_docstring(stub) or ""
    return docstring.partition("\n")[0].rstrip("."), fields_of(docstring)


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


def _promises(tree: ast.Module) -> dict[str, str]:
    """Return each top-level statement of a file but imports, its bodies left out.

    What is private to a class is a matter of its bodies.
    """
    promises = {}
    written = [s for s in tree.body if not isinstance(s, ast.Import | ast.ImportFrom)]
    for number, statement in enumerate(written):
        for function in _functions(statement):
            function.body = [s for s in function.body[:1] if _is_docstring(s)]
        if isinstance(statement, ast.ClassDef):
            statement.body = [
                s for s in statement.body if not _is_private(statement, s)
            ]
        name = getattr(
            statement, "name", f"statement {number}" if number else "its docstring"
        )
        promises[name] = ast.dump(statement)
    return promises


def _is_private(owner: ast.ClassDef, statement: ast.stmt) -> bool:
    return is_a_private_method(f"{owner.name}.{getattr(statement, 'name', '')}")


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
