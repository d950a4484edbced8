"""The answers that are judged: the package `katas`, pointed at a folder."""

import ast
import importlib
import importlib.machinery
import os
import re
import sys
import traceback
import types
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dojo import ROOT
from dojo.course.journal import digest, read
from dojo.course.kata import Kata
from dojo.course.stub import given_program, original
from dojo.findings.findings import notebook
from dojo.findings.source import answers_are_in, is_answer, shown, spots_of
from dojo.guard import memory, patches, watchdog
from dojo.guard.interrupts import was_pressed
from dojo.report.verdict import Word

# Which version of each answer was imported, by its path.
digests: dict[str, str] = {}


@dataclass(frozen=True)
class Problem:
    """Why an answer cannot be tested.

    Attributes:
        word: the verdict.
        text: what the learner reads.
    """

    word: Word
    text: str


class AnswerLoader(importlib.machinery.SourceFileLoader):
    """Reads an answer from its source each time.

    Two saves of equal length within a second look the same to Python's cache of
    compiled files.
    """

    def get_code(self, fullname: str) -> types.CodeType:
        """Compile the answer.

        Raises:
            NotYourOwn: it imports the solutions or the tests.
            SyntaxError: it is not valid Python.
        """
        source = self.get_data(self.path)
        digests[self.path] = digest(source)
        patches.check_imports(ast.parse(source, self.path), self.path)
        code: types.CodeType = self.source_to_code(source, self.path)
        return code


class Answers:
    """A folder of answers, laid out like `katas/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.seal = patches.Seal()
        # Programs that are to be repaired, and that nobody has changed yet.
        self.as_given: set[Kata] = set()

    def put_in_place(self) -> Callable[[], None]:
        """Make `import katas` find this folder, and nothing else.

        Returns:
            A function that takes it back.
        """
        package = types.ModuleType("katas", "The answers that are judged.")
        package.__path__ = [str(self.folder)]
        sys.modules["katas"] = package
        sys.path_importer_cache.pop(str(self.folder), None)
        finder = _AnswerFinder()
        sys.meta_path.insert(0, finder)
        answers_are_in(self.folder)

        def remove() -> None:
            sys.meta_path.remove(finder)
            for name in [
                name for name in sys.modules if name.partition(".")[0] == "katas"
            ]:
                del sys.modules[name]

        return remove

    def _is_as_given(self, kata: Kata, path: Path) -> bool:
        if not os.path.isfile(given_program(str(ROOT), str(kata))):
            return False
        answer = (read(str(path)) or b"").decode(errors="replace")
        return answer.split() == original(str(ROOT), str(kata)).split()

    def load(self, kata: Kata) -> Problem | None:
        """Import the answer to a kata, and return what is wrong with that."""
        path = self.folder / kata.file
        if self._is_as_given(kata, path):
            self.as_given.add(kata)
        if not path.is_file():
            return Problem(Word.MISSING, f"{shown(path)} is not there.")
        self.seal.renew()
        notebook.take()
        try:
            with watchdog.watching(), memory.limited():
                importlib.import_module(kata.module)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt) and was_pressed():
                raise
            return _problem_with_import(error, path)
        patches.report_patches(self.seal)
        if findings := notebook.take():
            return Problem(Word.FAILING, str(findings[0]))
        return None


class _AnswerFinder:
    """Finds the modules below the package `katas`."""

    def find_spec(self, name: str, path: Any = None, _target: Any = None) -> Any:
        """Return how to load a module of answers, None for all other modules."""
        if not name.startswith("katas.") or path is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is not None and isinstance(
            spec.loader, importlib.machinery.SourceFileLoader
        ):
            spec.loader = AnswerLoader(name, spec.loader.path)
            spec.cached = None
        return spec


def name_that_is_missing(
    error: BaseException, kata: Kata, path: Path
) -> Problem | None:
    """Return that an answer lacks a name which its suite imports, else None."""
    match = re.match(r"cannot import name '(\w+)' from '([\w.]+)'", str(error))
    if not match or match[2] != kata.module:
        return None
    return Problem(
        Word.DOES_NOT_IMPORT,
        f"{shown(path)} has no {match[1]!r}. "
        "The suite looks for it under this very name.",
    )


def _problem_with_import(error: BaseException, path: Path) -> Problem:
    if isinstance(error, watchdog.Hang):
        findings = notebook.take()
        return Problem(Word.HUNG, "\n".join(str(finding) for finding in findings[:1]))
    if isinstance(error, patches.NotYourOwn):
        return Problem(Word.DOES_NOT_IMPORT, f"{shown(path)}: {error}.")
    if isinstance(error, SyntaxError):
        return Problem(Word.DOES_NOT_IMPORT, _what_syntax(error, path))
    if isinstance(error, SystemExit | KeyboardInterrupt):
        name = type(error).__name__
        seen = f"{name}: the file tried to leave Python while it was imported."
    else:
        seen = "".join(traceback.format_exception_only(error)).strip()
    spots = [spot for spot in spots_of(error.__traceback__) if is_answer(spot.path)]
    where = f"\n\n{spots[-1]}" if spots else ""
    return Problem(Word.DOES_NOT_IMPORT, f"{seen}{where}")


def _what_syntax(error: SyntaxError, path: Path) -> str:
    lines = "".join(traceback.format_exception_only(error)).rstrip().split("\n")
    place = shown(error.filename or path)
    if error.lineno is not None:
        place = f"{place}:{error.lineno}"
    return "\n".join([lines[-1], "", place, *lines[1:-1]])
