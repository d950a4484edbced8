"""Solutions with one change each, which a suite should refuse."""

import ast
import copy
import functools
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dojo.course.kata import Kata, fields_of, text_of
from dojo.judge.process import judge
from dojo.report.verdict import Status

Change = tuple[str, Callable[[], None]]
Other = tuple[str, ast.AST]

_OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
_CAUGHT = ("BaseException", "Exception", "asyncio.CancelledError")


def survivors(kata: Kata) -> tuple[int, list[str]]:
    """Judge each changed solution of a kata.

    Returns:
        How many there are, and a line for each one that the suite accepts.
    """
    mutants = list(mutants_of(text_of(kata.solution)))
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        folders = [Path(name, str(number)) for number in range(len(mutants))]
        for folder, (_, source) in zip(folders, mutants, strict=True):
            (folder / kata.file).parent.mkdir(parents=True)
            (folder / kata.file).write_text(source, "utf-8")
        verdicts = list(pool.map(functools.partial(judge, kata), folders))
    told = zip(mutants, verdicts, strict=True)
    return len(mutants), [
        f"{kata} {change}" for (change, _), v in told if v.status is Status.SOLVED
    ]


def mutants_of(solution: str) -> Iterator[tuple[str, str]]:
    """Yield for each change what it is, and the solution with this change alone."""
    tree = ast.parse(solution)
    for number in range(len(list(_changes(tree)))):
        changed = copy.deepcopy(tree)
        told, make = list(_changes(changed))[number]
        make()
        yield told, ast.unparse(changed)


def _changes(tree: ast.Module) -> Iterator[Change]:
    """Yield what could be changed in the parts that a learner writes."""
    written = fields_of(ast.get_docstring(tree) or "").get("You write", "")
    names = re.findall(r"\w+", written)
    for part in tree.body:
        name = getattr(part, "name", "")
        if name in names or name.startswith("_"):
            for parent in ast.walk(part):
                yield from _changes_below(parent)


def _changes_below(parent: ast.AST) -> Iterator[Change]:
    for name, value in ast.iter_fields(parent):
        for at, node in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(node, ast.AST):
                continue
            place = f"line {getattr(node, 'lineno', getattr(parent, 'lineno', 0))}"
            for told, other in _others(node):
                put = functools.partial(_put, parent, name, at, other)
                seen = ast.unparse(node) or ast.unparse(parent)
                yield f"{place}: `{seen}` becomes {told}", put


def _put(parent: ast.AST, name: str, at: int, other: ast.AST) -> None:
    value = getattr(parent, name)
    if isinstance(value, list):
        value[at] = other
    else:
        setattr(parent, name, other)


@functools.singledispatch
def _others(node: ast.AST) -> Iterator[Other]:
    """Yield what may stand in the place of a node, in words and as a node."""
    if (other := _OPPOSITE.get(type(node))) is not None:
        yield other.__name__, other()


@_others.register
def _(node: ast.Constant) -> Iterator[Other]:
    if isinstance(node.value, bool):
        yield str(not node.value), ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield str(node.value + 1), ast.Constant(node.value + 1)


@_others.register
def _(node: ast.Await) -> Iterator[Other]:
    yield "the same without `await`", node.value


@_others.register
def _(node: ast.UnaryOp) -> Iterator[Other]:
    if isinstance(node.op, ast.Not):
        yield "the same without `not`", node.operand


@_others.register
def _(node: ast.Call) -> Iterator[Other]:
    for keyword in node.keywords:
        rest = [other for other in node.keywords if other is not keyword]
        yield f"the same without {keyword.arg}", ast.Call(node.func, node.args, rest)


@_others.register
def _(node: ast.ExceptHandler) -> Iterator[Other]:
    for kind in _CAUGHT:
        if node.type is None or ast.unparse(node.type) != kind:
            kinds = ast.parse(kind, mode="eval").body
            yield f"except {kind}", ast.ExceptHandler(kinds, node.name, node.body)


@_others.register(ast.AugAssign | ast.Raise | ast.Expr)
def _(node: ast.stmt) -> Iterator[Other]:
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    if not is_docstring:
        yield "nothing", ast.Pass()
