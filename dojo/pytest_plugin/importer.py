"""The answers that are judged: the package `katas`, pointed at a folder."""

import ast
import contextlib
import difflib
import importlib
import importlib.machinery
import re
import sys
import traceback
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dojo import shown
from dojo.course.journal import digest
from dojo.course.kata import Kata, encoding_of, read
from dojo.course.stub import given_program, is_original, original
from dojo.findings.findings import begin_record, record
from dojo.findings.source import answers_are_in, is_answer, is_suite, lines_of
from dojo.guard.imports import NotYourOwn, check_imports
from dojo.guard.run import Guard
from dojo.guard.watchdog import Hang
from dojo.report.errors import message_of_import
from dojo.report.verdict import Status

_SAVE_IT = "Save the file with the encoding UTF-8."


@dataclass(frozen=True)
class Problem:
    """Why an answer cannot be tested.

    Attributes:
        status: the verdict.
        text: what the learner reads.
    """

    status: Status
    text: str


class AnswerLoader(importlib.machinery.SourceFileLoader):
    """Reads an answer from its source each time.

    Two saves of equal length within a second look the same to Python's cache of
    compiled files.

    Args:
        name: the name of the module.
        path: the file.
        digests: where it says which version of the answer it has read.
    """

    def __init__(self, name: str, path: str, digests: dict[str, str]) -> None:
        super().__init__(name, path)
        self._digests = digests

    def get_code(self, fullname: str) -> types.CodeType:
        """Compile the answer.

        Raises:
            NotYourOwn: it imports the solutions or the tests.
            SyntaxError: it is not valid Python.
        """
        source = self.get_data(self.path)
        self._digests[self.path] = digest(source)
        _check_encoding(source, self.path)
        check_imports(ast.parse(source, self.path))
        code: types.CodeType = self.source_to_code(source, self.path)
        return code


class Answers:
    """A folder of answers, laid out like `katas/`; it finds the modules in there.

    Args:
        folder: the folder.
        guard: looks after them while they are imported.

    Attributes:
        as_given: programs that are to be repaired, and that nobody has changed yet.
    """

    def __init__(self, folder: Path, guard: Guard) -> None:
        self.folder = folder.resolve()
        self.as_given: set[Kata] = set()
        self._guard = guard
        self._digests: dict[str, str] = {}

    @contextlib.contextmanager
    def in_place(self) -> Iterator[None]:
        """Let `import katas` find this folder in the block, and nothing else."""
        package = types.ModuleType("katas", "The answers that are judged.")
        package.__path__ = [str(self.folder)]
        sys.modules["katas"] = package
        sys.path_importer_cache.pop(str(self.folder), None)
        sys.meta_path.insert(0, self)
        answers_are_in(self.folder)
        try:
            yield
        finally:
            sys.meta_path.remove(self)
            for name in list(sys.modules):
                if name.partition(".")[0] == "katas":
                    del sys.modules[name]

    def find_spec(self, name: str, path: Any = None, _target: Any = None) -> Any:
        """Return how to load a module of answers, None for all other modules."""
        if not name.startswith("katas.") or path is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is not None and isinstance(
            spec.loader, importlib.machinery.SourceFileLoader
        ):
            spec.loader = AnswerLoader(name, spec.loader.path, self._digests)
            spec.cached = None
        return spec

    def digest_of(self, kata: Kata) -> str | None:
        """Return which version of an answer was imported, None if none was."""
        return self._digests.get(str(self.folder / kata.file))

    def load(self, kata: Kata) -> Problem | None:
        """Import the answer to a kata, and return what is wrong with that."""
        path = self.folder / kata.file
        answer = read(path)
        if answer is None:
            return Problem(Status.MISSING, f"{shown(path)} is not there.")
        if given_program(kata):
            if is_original(kata, answer):
                self.as_given.add(kata)
        elif _is_untouched(kata, answer):
            text = f"not started: {shown(path)} is the stub, and nothing else yet"
            return Problem(Status.NOT_STARTED, text)
        begin_record()
        try:
            with self._guard.importing():
                importlib.import_module(kata.module)
        except BaseException as error:
            if self._guard.was_interrupted(error):
                raise
            return problem_with_import(error, path)
        if findings := record().take_findings():
            return Problem(Status.FAILING, str(findings[0]))
        return None


def _is_untouched(kata: Kata, answer: bytes) -> bool:
    """Tell whether an answer is the stub, byte for byte: no test has to say so."""
    # To make the stub takes a while, and most answers need not be compared with it.
    if b"NotImplementedError" not in answer or not kata.solution.is_file():
        return False
    try:
        return answer == original(kata).encode()
    except SyntaxError:
        # Of a solution that is not written to its end no stub can be made.
        return False


def _check_encoding(source: bytes, path: str) -> None:
    """Refuse what Python refuses to run; in what it is given as bytes it is lenient.

    Raises:
        SyntaxError: the source is in another encoding than Python expects.
    """
    # The place of what is wrong is counted from the first byte, the mark included.
    encoding = encoding_of(source).removesuffix("-sig")
    if encoding.startswith(("utf-16", "utf-32")):
        message = f"The file is {encoding[:6].upper()}. {_SAVE_IT}"
        raise SyntaxError(message, (path, 1, None, None))
    try:
        source.decode(encoding)
        wrong, seen = source.find(b"\0"), "This line holds a null byte."
    except UnicodeDecodeError as error:
        wrong, seen = error.start, f"This line is not {encoding.upper()}."
    if wrong >= 0:
        number = len(source[: wrong + 1].splitlines())
        line = source.splitlines()[number - 1].replace(b"\0", rb"\x00")
        text = line.decode("ascii", "backslashreplace")
        raise SyntaxError(f"{seen} {_SAVE_IT}", (path, number, None, text))


def problem_with_suite(error: BaseException, kata: Kata, path: Path) -> Problem:
    """Return why a suite cannot be imported: the answer may lack a name."""
    match = re.match(r"cannot import name '(\w+)' from '([\w.]+)'", str(error))
    if not match or match[2] != kata.module:
        return problem_with_import(error, path)
    return Problem(Status.DOES_NOT_IMPORT, _what_lacks(match[1], kata, path))


def _what_lacks(name: str, kata: Kata, path: Path) -> str:
    """Return that an answer lacks a name, and why that may be."""
    if _holds_no_code(read(path) or b""):
        return (
            f"{shown(path)} holds no code.\n"
            "Does your editor still know what was there? A reset puts the stub back."
        )
    seen = (
        f"{shown(path)} has no {name!r}.\nThe suite looks for it under this very name."
    )
    names = [one for one in vars(sys.modules[kata.module]) if not one.startswith("__")]
    alike = difflib.get_close_matches(name, names, n=1)
    return f"{seen} Is {alike[0]!r} meant for it?" if alike else seen


def _holds_no_code(answer: bytes) -> bool:
    return all(
        isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
        for part in ast.parse(answer).body
    )


def problem_with_import(error: BaseException, path: Path) -> Problem:
    """Return why an answer, or what tests it, cannot be imported, and in which line."""
    if findings := record().take_findings():
        hung = isinstance(error, Hang)
        status = Status.HUNG if hung else Status.DOES_NOT_IMPORT
        return Problem(status, str(findings[0]))
    if isinstance(error, NotYourOwn):
        return Problem(Status.DOES_NOT_IMPORT, f"{shown(path)}: {error}.")
    if isinstance(error, SyntaxError):
        return Problem(Status.DOES_NOT_IMPORT, _what_syntax(error, path))
    lines = [
        line
        for line in lines_of(error.__traceback__)
        if is_answer(line.path) or is_suite(line.path)
    ]
    where = f"\n\n{lines[-1]}" if lines else ""
    return Problem(Status.DOES_NOT_IMPORT, f"{message_of_import(error, path)}{where}")


def _what_syntax(error: SyntaxError, path: Path) -> str:
    lines = "".join(traceback.format_exception_only(error)).rstrip().split("\n")
    place = shown(error.filename or path)
    if error.lineno:
        place = f"{place}:{error.lineno}"
    return "\n".join([message_of_import(error, path), "", place, *lines[1:-1]])
