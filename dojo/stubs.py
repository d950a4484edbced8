"""Stubs made out of solutions, so that nobody has to keep a second copy of them."""

import ast
import re
from collections.abc import Iterator

_WHAT_TO_WRITE = re.compile(r"^You write  +(.+)$", re.MULTILINE)
_NOTHING_YET = "raise NotImplementedError\n"

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Import = ast.Import | ast.ImportFrom


def stub_of(solution: str) -> str:
    """Return the stub that a solution fills in.

    The functions, and the methods of the classes, that the line "You write" names lose
    their bodies; the imports that nothing needs any more are dropped.

    Args:
        solution: the source of a solution.

    Raises:
        SyntaxError: the solution is not valid Python.
    """
    return _without_needless_imports(_without_bodies(solution))


def _without_bodies(source: str) -> str:
    tree, lines = ast.parse(source), source.splitlines(keepends=True)
    match = _WHAT_TO_WRITE.search(ast.get_docstring(tree) or "")
    names = set(re.findall(r"\w+", match[1] if match else ""))
    for function in reversed(list(_functions_named(tree, names))):
        indented = " " * function.body[0].col_offset + _NOTHING_YET
        lines[_first_line(function) : function.end_lineno] = [indented]
    return "".join(lines)


def _functions_named(tree: ast.Module, names: set[str]) -> Iterator[_Function]:
    for statement in tree.body:
        if getattr(statement, "name", None) in names:
            inner = [statement]
            if isinstance(statement, ast.ClassDef):
                inner = statement.body
            yield from (node for node in inner if isinstance(node, _Function))


def _first_line(function: _Function) -> int:
    """Return the number of the first line below the docstring, from 0."""
    first = function.body[0]
    has_docstring = ast.get_docstring(function) is not None
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
            if not kept and lines[first - 1] == lines[first] == "\n":
                del lines[first]
    return "".join(lines)


def _name_of(alias: ast.alias) -> str:
    return (alias.asname or alias.name).partition(".")[0]


def _names_in(tree: ast.Module) -> Iterator[str]:
    """Yield the names that code uses, those in quoted annotations too."""
    prose = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Constant) and node not in prose:
            yield from re.findall(r"\w+", str(node.value))
