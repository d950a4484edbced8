"""What must hold for each kata: the seven points at which a kata is whole.

Each check returns complaints, one line each; no complaint means that it holds.
"""

import ast
import re
import symtable
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from dojo import as_typed, shown
from dojo.course.attempts import attempts_at
from dojo.course.find import spellings
from dojo.course.kata import LEVELS, Kata, all_katas, fields_of, read, text_of
from dojo.course.stub import is_original, original
from dojo.course.workspace import hints
from dojo.dev.table import learned_in

FEWEST_RIGHT, FEWEST_WRONG = 2, 3
PROGRAMS = ("stub", "solution", "suite")
JUDGED = (*PROGRAMS, "attempts")
PARTS = (*JUDGED, "lesson", "hints", "note")
_IN_A_NOTE = ("The idea", "The tempting mistake", "Another way", "In production")
FIELDS = ("You write", "Tools", "Level", "Time")
# A promise that is longer is held by nobody.
MOST_WORDS, MOST_WORDS_LATER = 120, 200
MOST_LINES_OF_SUITE = 300
LONGEST_TITLE = 70

_TITLE = (
    f"a title is one line of 1 to {LONGEST_TITLE} characters; leave out "
    'any ", | and \\, and the full stop or question mark at the end'
)
_MINUTES = re.compile(r"\d+ minutes")
_OTHER_ROOM = r"^\s*(from|import)\s[^#]*\bdojo\b(?!\.testing\b)"
_HINT = re.compile(r"^##.*\S", re.MULTILINE)
_EXAMPLE = re.compile(r"^( *)Examples?:\n(\1 .*\n|\n)*", re.MULTILINE)
_TEST = re.compile(r"`(test_\w+)")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def complaints(kata: Kata) -> list[str]:
    """Return all that can be said against a kata without judging an answer."""
    return first_faults(kata) or [
        *stub_is_typed(kata),
        *promise_is_short(kata),
        *stub_is_made_of_solution(kata),
        *tests_are_run_and_state_their_rules(kata),
        *suite_is_short(kata),
        *suite_imports_testing_alone(kata),
        *attempts_are_enough(kata),
        *hints_are_three(kata),
        *note_says_all(kata),
        *name_is_its_own(kata),
        *lesson_lists_it(kata),
        *titles_are_the_same(kata),
        *nothing_is_to_do(kata),
    ]


def first_faults(kata: Kata, parts: Sequence[str] = PARTS) -> list[str]:
    """Return what is to be mended before anything else can be said of a kata."""
    return list(parts_are_there(kata, parts)) or list(names_are_defined(kata))


def parts_are_there(kata: Kata, parts: Sequence[str] = PARTS) -> Iterator[str]:
    """Points 1 to 5: a kata has its parts, and they can be read."""
    paths: dict[str, Path] = {part: getattr(kata, part) for part in parts}
    yield from (f"{kata} lacks its {p}" for p in paths if not paths[p].is_file())
    for path in (*paths.values(), kata.suite.with_name("conftest.py")):
        yield from faults(path, kata)


def faults(path: Path, kata: Kata) -> Iterator[str]:
    """Yield where and why a file, if it is there, cannot be read."""
    content, line = read(path) or b"", 0
    try:
        text = content.decode()
        if path.suffix == ".py":
            ast.parse(text)
        for attempt in attempts_at(kata) if path == kata.attempts else ():
            line = text.count("\n", 0, text.find(attempt.code))
            ast.parse(attempt.code)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield f"{shown(path)}:{line}: it is not UTF-8"
    except SyntaxError as error:
        yield f"{shown(path)}:{line + (error.lineno or 1)}: SyntaxError: {error.msg}"
    except ValueError as error:
        yield str(error)


def names_are_defined(kata: Kata) -> Iterator[str]:
    """Point 2: the solution defines what "You write" names, and so do the attempts."""
    solution = text_of(kata.solution)
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
    tree = ast.parse(text_of(kata.stub))
    for node in ast.walk(tree):
        if isinstance(node, _Function) and (missing := _without_type(node)):
            names = ", ".join(missing)
            yield f"{kata}: in its stub {node.name}() has no type for {names}"
    fields = fields_of(ast.get_docstring(tree) or "")
    for name in FIELDS:
        if name not in fields:
            yield f"{kata}: its stub's docstring lacks the line {name!r}"
    if fields.get("Level", "core") not in LEVELS:
        yield f"{kata}: its level {fields['Level']!r} is none of {', '.join(LEVELS)}"
    if not _MINUTES.fullmatch(fields.get("Time", "1 minutes")):
        yield f"{kata}: its time {fields['Time']!r} is not such as '10 minutes'"


def promise_is_short(kata: Kata) -> Iterator[str]:
    """Point 1: what a stub promises can be held in the head."""
    tree = ast.parse(text_of(kata.stub))
    level = fields_of(ast.get_docstring(tree) or "").get("Level", "core")
    most = MOST_WORDS if level in LEVELS[:2] else MOST_WORDS_LATER
    if (words := words_of_promise(tree)) > most:
        yield (
            f"{kata}: its stub promises {words} words, and a {level} kata has "
            f"{most} at most (title, header and example are not counted)"
        )


def words_of_promise(stub: ast.Module) -> int:
    """Count the words of a stub's docstrings, without title, header and example."""
    kinds = (*get_args(_Function), ast.ClassDef)
    parts = [node for node in ast.walk(stub) if isinstance(node, kinds)]
    story = (ast.get_docstring(stub) or "").partition("\n")[2].splitlines()
    told = [line for line in story if not fields_of(line)]
    promises = [f"{ast.get_docstring(part) or ''}\n" for part in parts]
    return len(" ".join([*told, *(_EXAMPLE.sub("", p) for p in promises)]).split())


def stub_is_made_of_solution(kata: Kata) -> Iterator[str]:
    """Point 2: the solution is the stub with its bodies filled in."""
    if original(kata) != text_of(kata.stub):
        yield (
            f"{kata}: its stub is not the one made of its solution; make it anew with: "
            f"{as_typed(f'kata reset {kata.short_name}')}"
        )


def answers_instead_of_stubs(katas: Sequence[Kata]) -> str:
    """Return what to do about katas that somebody has filled in; "" if there is none.

    Args:
        katas: they may be without a stub.
    """
    answers = ((kata, read(kata.stub)) for kata in katas)
    names = [k.short_name for k, text in answers if text and not is_original(k, text)]
    if not names:
        return ""
    return (
        f"In katas/ there are answers instead of stubs ({', '.join(names)}): keep them "
        "in your own fork, and put each stub back with `uv run kata reset NAME`."
    )


def tests_are_run_and_state_their_rules(kata: Kata) -> Iterator[str]:
    """Point 2: no test lacks its rule or its prefix, or takes the place of another."""
    tree = ast.parse(text_of(kata.suite))
    own = [node for node in tree.body if isinstance(node, _Function)]
    used = {getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(tree)}
    times = Counter(function.name for function in own)
    for function in own:
        name, place = function.name, f"{shown(kata.suite)}:{function.lineno}"
        decorators = " ".join(map(ast.unparse, function.decorator_list))
        if times[name] > 1:
            yield f"{place}: another function is called {name} too"
        if name.startswith("test") and not ast.get_docstring(function):
            yield f"{place}: {name} does not state its rule"
        if not (name.startswith("test") or name in used or "fixture" in decorators):
            yield f"{place}: {name} is called by nobody; a test begins with test_"


def suite_is_short(kata: Kata) -> Iterator[str]:
    """Point 2: a suite can be read as a lesson."""
    lines = len(text_of(kata.suite).splitlines())
    if lines > MOST_LINES_OF_SUITE:
        yield f"{shown(kata.suite)} has {lines} lines of {MOST_LINES_OF_SUITE} at most"


def suite_imports_testing_alone(kata: Kata) -> Iterator[str]:
    """A suite knows `dojo.testing`, and no other room of the judge."""
    for path in (kata.suite, kata.suite.with_name("conftest.py")):
        for place, _ in _lines(path, _OTHER_ROOM):
            yield f"{place}: of dojo a suite imports dojo.testing alone"


def attempts_are_enough(kata: Kata) -> Iterator[str]:
    """Points 3 and 4: there are enough attempts, and the wrong ones name real tests."""
    attempts, tests = attempts_at(kata), _names_in(text_of(kata.suite))
    for kind, fewest in (("right", FEWEST_RIGHT), ("wrong", FEWEST_WRONG)):
        number = sum(attempt.heading.startswith(kind) for attempt in attempts)
        if number < fewest:
            yield f"{kata} lacks {kind} attempts: it has {number} of {fewest}"
    for attempt in attempts:
        if attempt.caught_by and attempt.caught_by not in tests:
            yield f"{attempt} names {attempt.caught_by}, which its suite does not have"


def hints_are_three(kata: Kata) -> Iterator[str]:
    """Point 5: there are three hints, each of which says something."""
    headings = _HINT.findall(text_of(kata.hints))
    if headings != ["## 1", "## 2", "## 3"]:
        found = ", ".join(headings) or "none"
        yield f"{kata}: its hints are {found} instead of ## 1, ## 2, ## 3"
    for number, hint in enumerate(hints(kata), 1):
        if not hint.text:
            yield f"{_place(kata.hints, f'## {number}')}: this hint is empty"


def note_says_all(kata: Kata) -> Iterator[str]:
    """Point 5: the note has its four parts, and names a test of the suite."""
    note = text_of(kata.note)
    for start in _IN_A_NOTE:
        if not re.search(rf"^\*\*{start}\.\*\* *\S", note, re.MULTILINE):
            yield f"{shown(kata.note)} lacks its part **{start}.**"
    named, tests = _TEST.findall(note), _names_in(text_of(kata.suite))
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
    if row_of(kata) not in text_of(kata.lesson).splitlines():
        yield f"{kata}: its lesson lacks the row {row_of(kata)}"
    if not learned_in(kata.lesson):
        yield f"{kata}: its lesson has no line *what you learn* below its heading"


def titles_are_the_same(kata: Kata) -> Iterator[str]:
    """Points 3 and 5: a page about a kata has its title, which is one line of text."""
    if wrong := wrong_with_title(kata.title):
        yield f"{shown(kata.solution)}:1: the title: {wrong}"
    for page, heading in headings_of(kata).items():
        if text_of(page).partition("\n")[0] != heading:
            yield f"{shown(page)}:1: the first line is not {heading}"


def nothing_is_to_do(kata: Kata) -> Iterator[str]:
    """What `new` has written is filled in; the stub is made of the solution."""
    for name in PARTS[1:]:
        for place, line in _lines(getattr(kata, name), "TODO"):
            yield f"{place}: {line}"


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


def _lines(path: Path, pattern: str) -> Iterator[tuple[str, str]]:
    """Yield where each line stands in which something is found, and the line."""
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if re.search(pattern, line):
            yield f"{shown(path)}:{number}", line.strip()


def _place(path: Path, start: str) -> str:
    """Return where the first line stands that begins with a text."""
    places = (place for place, _ in _lines(path, f"^{re.escape(start)}"))
    return next(places, shown(path))


def _names_in(program: str) -> set[str]:
    """Return the names that a program gives to something, outside of functions."""
    symbols = symtable.symtable(program, "", "exec").get_symbols()
    return {s.get_name() for s in symbols if s.is_assigned() or s.is_imported()}


def _without_type(function: _Function) -> list[str]:
    nodes = ast.iter_child_nodes(function.args)
    arguments = [node for node in nodes if isinstance(node, ast.arg)]
    untyped = [a.arg for a in arguments if a.annotation is None]
    missing = [name for name in untyped if name not in ("self", "cls")]
    return missing + (["its result"] if function.returns is None else [])
