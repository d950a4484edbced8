"""Stubs made out of solutions, so that nobody has to keep a second copy of them.

Where a kata hands over a program that runs and is wrong, the bodies of its stub are
those of the attempt "wrong: as given".
"""

import ast
import re
from collections.abc import Iterator

from dojo.course.attempts import GIVEN, code_of
from dojo.course.kata import Kata, read

_WHAT_TO_WRITE = re.compile(r"^You write  +(.+)$", re.MULTILINE)
_NOTHING_YET = "raise NotImplementedError\n"
# Without a yield it would be no generator.
_NO_ITEM_YET = "yield  # delete this line too: it makes {} of the stub\n"

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Part = _Function | ast.ClassDef
_Import = ast.Import | ast.ImportFrom


def original(kata: Kata) -> str:
    """Return the stub of a kata, which has a solution, as it was before any change."""
    solution = (read(kata.solution) or b"").decode(errors="replace")
    return stub_of(solution, given_program(kata))


def is_original(kata: Kata, answer: bytes) -> bool:
    """Tell whether an answer is still the stub; white space does not matter."""
    try:
        text = answer.decode("utf-8-sig", errors="replace")
        return text.split() == original(kata).split()
    except SyntaxError:
        # Of a solution that is not written to its end no stub can be made.
        return False


def given_program(kata: Kata) -> str:
    """Return the wrong program that a kata hands over, "" if it hands over none."""
    return code_of(kata, GIVEN)


def stub_of(solution: str, given: str = "") -> str:
    """Return the stub that a solution fills in.

    The functions, and the methods of the classes, that the line "You write" names get
    the bodies that are given, or lose theirs; a generator stays one. Private helpers
    are dropped, and so are the imports that neither code nor docstrings need any more.
    What is given needs no import that the solution does not have.

    Args:
        solution: the source of a solution.
        given: the source of what the stub does instead.

    Raises:
        SyntaxError: one of them is not valid Python.
    """
    return _without_needless_imports(_with_other_bodies(solution, _bodies(given)))


def _with_other_bodies(source: str, bodies: dict[str, list[str]]) -> str:
    tree, lines = ast.parse(source, "the solution"), source.splitlines(keepends=True)
    match = _WHAT_TO_WRITE.search(ast.get_docstring(tree) or "")
    names = set(re.findall(r"\w+", match[1] if match else ""))
    for name, part in reversed(list(_parts(tree))):
        owner, _, own_name = name.rpartition(".")
        if own_name.startswith("_") and not own_name.startswith("__"):
            if not owner or owner in names:
                _remove(part, lines)
        elif (owner or name) in names:
            indentation = " " * part.body[0].col_offset
            nothing = [indentation + line for line in _nothing_yet(part)]
            body = bodies.get(name, nothing)
            lines[_first_line(part) : part.end_lineno] = body
    return "".join(lines)


def _nothing_yet(part: _Part) -> Iterator[str]:
    """Yield the lines of a body that is to be written."""
    yield _NOTHING_YET
    if _is_generator(part):
        is_async = isinstance(part, ast.AsyncFunctionDef)
        yield _NO_ITEM_YET.format("an async generator" if is_async else "a generator")


def _bodies(source: str) -> dict[str, list[str]]:
    """Return the lines of each function below its docstring, by its name."""
    tree, lines = ast.parse(source, GIVEN), source.splitlines(keepends=True)
    return {
        name: lines[_first_line(part) : part.end_lineno] for name, part in _parts(tree)
    }


def _parts(tree: ast.Module) -> Iterator[tuple[str, _Part]]:
    """Yield functions, methods such as "Keeper.drain", and whole private classes."""
    for statement in tree.body:
        if isinstance(statement, ast.ClassDef) and not statement.name.startswith("_"):
            for inner in statement.body:
                if isinstance(inner, _Function):
                    yield f"{statement.name}.{inner.name}", inner
        elif isinstance(statement, _Part):
            yield statement.name, statement


def _remove(part: _Part, lines: list[str]) -> None:
    """Take a part, its decorators and the blank lines above it out of a program."""
    decorated = (decorator.lineno for decorator in part.decorator_list)
    first = min([part.lineno, *decorated]) - 1
    while lines[first - 1] == "\n":
        first -= 1
    del lines[first : part.end_lineno]


def _is_generator(part: _Part) -> bool:
    """Tell whether a function has a yield of its own, not of a function inside it."""
    inside: list[ast.AST] = [*part.body]
    while inside:
        node = inside.pop()
        if isinstance(node, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(node, _Function | ast.Lambda):
            inside += ast.iter_child_nodes(node)
    return False


def _first_line(part: _Part) -> int:
    """Return the number of the first line below the docstring, from 0."""
    first = part.body[0]
    has_docstring = ast.get_docstring(part) is not None
    return (first.end_lineno or 0) if has_docstring else first.lineno - 1


def _without_needless_imports(source: str) -> str:
    tree, lines = ast.parse(source), source.splitlines(keepends=True)
    used = set(_names_in(tree))
    for statement in reversed(tree.body):
        if not isinstance(statement, _Import):
            continue
        kept = [alias for alias in statement.names if _name_of(alias) in used]
        if kept != statement.names:
            first, end = statement.lineno - 1, statement.end_lineno or 0
            statement.names = kept
            lines[first:end] = [f"{ast.unparse(statement)}\n"] if kept else []
            if not kept and lines[first - 1 : first + 1] == ["\n", "\n"]:
                del lines[first]
    return "".join(lines)


def _name_of(alias: ast.alias) -> str:
    return (alias.asname or alias.name).partition(".")[0]


def _names_in(tree: ast.Module) -> Iterator[str]:
    """Yield the names that code uses, also in quoted annotations and in prose.

    Prose uses a module where it names a part of it: `asyncio.CancelledError`.
    """
    prose = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Constant):
            used = r"\w+(?=\.\w)" if node in prose else r"\w+"
            yield from re.findall(used, str(node.value))
