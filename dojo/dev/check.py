"""What must hold for each kata: the seven points at which a kata is whole.

Each check returns complaints, one line each; no complaint means that it holds.
"""

import ast
import re
import symtable
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dojo import shown
from dojo.course.attempts import attempts_at
from dojo.course.find import spellings
from dojo.course.kata import LEVELS, Kata, all_katas, fields_of
from dojo.course.stub import original
from dojo.course.workspace import hints
from dojo.dev.table import learned_in

FEWEST_RIGHT, FEWEST_WRONG = 2, 3
PROGRAMS = ("stub", "solution", "suite")
JUDGED = (*PROGRAMS, "attempts")
PARTS = (*JUDGED, "lesson", "hints", "note")
_IN_A_NOTE = ("The idea", "The tempting mistake", "Another way", "In production")
FIELDS = ("You write", "Tools", "Level", "Time")
LONGEST_TITLE = 70

Check = Callable[[Kata], Iterator[str]]

_TITLE = (
    f"a title is one line of at most {LONGEST_TITLE} characters; leave out "
    'any ", | and \\, and the full stop or question mark at the end'
)
_MINUTES = re.compile(r"\d+ minutes")
_HINT = re.compile(r"^##.*\S", re.MULTILINE)
_ROOM = re.compile(r"dojo\.(?!testing\.)")
_TEST = re.compile(r"`(test_\w+)")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def complaints(kata: Kata) -> list[str]:
    """Return all that can be said against a kata without judging an answer."""
    faults = first_faults(kata)
    return faults or [line for check in _CHECKS for line in check(kata)]


def first_faults(kata: Kata, parts: Sequence[str] = PARTS) -> list[str]:
    """Return what is to be mended before anything else can be said of a kata."""
    return list(parts_are_there(kata, parts)) or list(names_are_defined(kata))


def parts_are_there(kata: Kata, parts: Sequence[str] = PARTS) -> Iterator[str]:
    """Points 1 to 5: a kata has its parts, and they can be read."""
    for name in parts:
        path: Path = getattr(kata, name)
        if not path.is_file():
            yield f"{kata} lacks its {name}"
        elif fault := _fault(path, kata if name == "attempts" else None):
            yield fault
    if _fixtures(kata).is_file() and (fault := _fault(_fixtures(kata))):
        yield fault


def _fault(path: Path, page_of: Kata | None = None) -> str:
    """Return where and why a file cannot be read, "" if it can."""
    content, line = path.read_bytes(), 0
    try:
        text = content.decode()
        if path.suffix == ".py":
            ast.parse(text)
        for attempt in attempts_at(page_of) if page_of else ():
            line = text.count("\n", 0, text.find(attempt.code))
            ast.parse(attempt.code)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return f"{shown(path)}:{line}: it is not UTF-8"
    except SyntaxError as error:
        return f"{shown(path)}:{line + (error.lineno or 1)}: SyntaxError: {error.msg}"
    except ValueError as error:
        return str(error)
    return ""


def names_are_defined(kata: Kata) -> Iterator[str]:
    """Point 2: the solution defines what "You write" names, and so do the attempts."""
    solution = kata.solution.read_text("utf-8")
    written = fields_of(ast.get_docstring(ast.parse(solution)) or "").get(FIELDS[0], "")
    names = set(re.findall(r"\w+", written.replace("the methods of ", "")))
    if missing := names - _names_in(solution):
        place = _place(kata.solution, FIELDS[0])
        yield f"{place}: the solution defines no {', '.join(sorted(missing))}"
        return
    for attempt in attempts_at(kata):
        if missing := names - _names_in(attempt.code):
            place = _place(kata.attempts, f"## {attempt.heading}")
            yield f"{place}: this answer defines no {', '.join(sorted(missing))}"


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
    if not _MINUTES.fullmatch(fields.get("Time", "1 minutes")):
        yield f"{kata}: its time {fields['Time']!r} is not such as '10 minutes'"


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


def functions_of_suite_are_run(kata: Kata) -> Iterator[str]:
    """Point 2: no test lacks its prefix, or takes the place of another one."""
    tree = ast.parse(kata.suite.read_text("utf-8"))
    own = [node for node in tree.body if isinstance(node, _Function)]
    used = {getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(tree)}
    times = Counter(function.name for function in own)
    for function in own:
        name, place = function.name, f"{shown(kata.suite)}:{function.lineno}"
        if times[name] > 1:
            yield f"{place}: another function is called {name} too"
        if not (name in used or name.startswith("test") or _is_fixture(function)):
            why = "nobody calls it, and the name of a test begins with test_"
            yield f"{place}: {name}(): {why}"


def suite_imports_testing_alone(kata: Kata) -> Iterator[str]:
    """A suite knows `dojo.testing`, and no other room of the judge."""
    for path in filter(Path.is_file, (kata.suite, _fixtures(kata))):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if any(_ROOM.match(name) for name in _imported(node)):
                place = f"{shown(path)}:{getattr(node, 'lineno', 1)}"
                yield f"{place}: of dojo a suite imports dojo.testing alone"


def attempts_are_enough(kata: Kata) -> Iterator[str]:
    """Points 3 and 4: there are enough attempts, and the wrong ones name real tests."""
    attempts, tests = attempts_at(kata), _names_in(kata.suite.read_text("utf-8"))
    for kind, fewest in (("right", FEWEST_RIGHT), ("wrong", FEWEST_WRONG)):
        number = sum(attempt.heading.startswith(kind) for attempt in attempts)
        if number < fewest:
            yield f"{kata} lacks {kind} attempts: it has {number} of {fewest}"
    for attempt in attempts:
        if attempt.caught_by and attempt.caught_by not in tests:
            yield f"{attempt} names {attempt.caught_by}, which its suite does not have"


def hints_are_three(kata: Kata) -> Iterator[str]:
    """Point 5: there are three hints, each of which says something."""
    headings = _HINT.findall(kata.hints.read_text("utf-8"))
    if headings != ["## 1", "## 2", "## 3"]:
        found = ", ".join(headings) or "none"
        yield f"{kata}: its hints are {found} instead of ## 1, ## 2, ## 3"
    for number, hint in enumerate(hints(kata), 1):
        if not hint.text:
            yield f"{_place(kata.hints, f'## {number}')}: this hint is empty"


def note_says_all(kata: Kata) -> Iterator[str]:
    """Point 5: the note has its four parts, and names a test of the suite."""
    note = kata.note.read_text("utf-8")
    for start in _IN_A_NOTE:
        if not re.search(rf"^\*\*{start}\.\*\* *\S", note, re.MULTILINE):
            yield f"{shown(kata.note)} lacks its part **{start}.**"
    named, tests = _TEST.findall(note), _names_in(kata.suite.read_text("utf-8"))
    if not named:
        yield f"{shown(kata.note)} names no test that catches the tempting mistake"
    for test in named:
        if test not in tests:
            yield f"{shown(kata.note)} names {test}, which its suite does not have"


def name_is_its_own(kata: Kata) -> Iterator[str]:
    """No other kata is found under one of its names."""
    for other in all_katas(kata.root):
        both = [name for name in spellings(kata) if name in spellings(other)]
        if both and other != kata:
            yield f"{kata} is called {both[0]}, and so is {other}"


def lesson_lists_it(kata: Kata) -> Iterator[str]:
    """Point 5: the lesson lists the kata, and says what one learns in the chapter."""
    if row_of(kata) not in kata.lesson.read_text("utf-8").splitlines():
        yield f"{kata}: its lesson lacks the row {row_of(kata)}"
    if not learned_in(kata.lesson):
        yield f"{kata}: its lesson has no line *what you learn* below its heading"


def titles_are_the_same(kata: Kata) -> Iterator[str]:
    """Points 3 and 5: a page about a kata has its title, which is one line of text."""
    if wrong := wrong_with_title(kata.title):
        yield f"{shown(kata.solution)}:1: the title: {wrong}"
    for page, heading in headings_of(kata).items():
        if page.read_text("utf-8").partition("\n")[0] != heading:
            yield f"{shown(page)}:1: the first line is not {heading}"


def nothing_is_to_do(kata: Kata) -> Iterator[str]:
    """What `new` has written is filled in; the stub is made of the solution."""
    for name in PARTS[1:]:
        path: Path = getattr(kata, name)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if "TODO" in line:
                yield f"{shown(path)}:{number}: {line.strip()}"


_CHECKS: tuple[Check, ...] = (
    stub_is_typed,
    stub_is_made_of_solution,
    tests_state_their_rules,
    functions_of_suite_are_run,
    suite_imports_testing_alone,
    attempts_are_enough,
    hints_are_three,
    note_says_all,
    name_is_its_own,
    lesson_lists_it,
    titles_are_the_same,
    nothing_is_to_do,
)


def stray_files(root: Path, katas: list[Kata]) -> Iterator[str]:
    """The four trees mirror each other: no file belongs to no kata."""
    known = {getattr(kata, part) for kata in katas for part in PARTS}
    known |= {kata.suite.with_name("conftest.py") for kata in katas}
    for tree in ("katas", "solutions", "tests", "tests/attempts"):
        for path in sorted((root / tree).glob("ch*/**/*")):
            if path.is_file() and path.suffix != ".pyc" and path not in known:
                yield f"{path.relative_to(root).as_posix()} belongs to no kata"


def wrong_with_title(title: str) -> str:
    """Return what is asked of a title that does not hold it, "" if it does."""
    wrong = re.search(r'^$|["|\\]|[.?!,;:]$', title) or not title.isprintable()
    return _TITLE if wrong or len(title) > LONGEST_TITLE else ""


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


def _fixtures(kata: Kata) -> Path:
    return kata.suite.with_name("conftest.py")


def _place(path: Path, start: str) -> str:
    """Return where the first line stands that begins with a text."""
    lines = path.read_text("utf-8").splitlines()
    numbers = [n for n, line in enumerate(lines, 1) if line.startswith(start)]
    return f"{shown(path)}:{min(numbers, default=1)}"


def _names_in(program: str) -> set[str]:
    """Return the names that a program gives to something, outside of functions."""
    symbols = symtable.symtable(program, "", "exec").get_symbols()
    return {s.get_name() for s in symbols if s.is_assigned() or s.is_imported()}


def _imported(node: ast.AST) -> list[str]:
    """Return the names that a statement imports, with a dot at the end of each."""
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}." for alias in node.names]
    return [f"{a.name}." for a in node.names] if isinstance(node, ast.Import) else []


def _is_fixture(function: _Function) -> bool:
    return any("fixture" in ast.unparse(each) for each in function.decorator_list)


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
