"""Collects the suites of katas, whatever the answers look like."""

import gc
import re
from pathlib import Path
from typing import Any

import pytest

from dojo.course.kata import Kata, kata_of_suite
from dojo.pytest_plugin import examples
from dojo.pytest_plugin.importer import Answers, Problem, problem_with_suite

ANSWERS = pytest.StashKey[Answers]()
_A_TEST = re.compile(r"^(?:async )?def (test\w*)", re.MULTILINE)


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    """Collect the suite of a kata in our way."""
    kata = kata_of_suite(module_path)
    if kata is not None:
        suite: Suite = Suite.from_parent(parent, path=module_path, kata=kata)
        return suite
    examples.load_settings()
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(obj: object) -> None:
    """Give each Hypothesis example a loop of its own."""
    examples.isolate_examples(obj)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the katas in their order: pytest would run k10 before k2."""
    items.sort(key=lambda item: kata.order if (kata := kata_of(item)) else ())


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Keep what is there now out of the collections after each test."""
    gc.collect()
    gc.freeze()


class Suite(pytest.Module):
    """The suite of one kata.

    Attributes:
        kata: the kata.
        size: how many tests it has, whether or not all of them are run.
    """

    def __init__(self, kata: Kata, **options: Any) -> None:
        super().__init__(**options)
        self.kata = kata
        self.size = 0

    def collect(self) -> list[pytest.Item | pytest.Collector]:
        """Return the tests; where the answer cannot be tested, tests that say so."""
        answers = self.config.stash[ANSWERS]
        problem = answers.load(self.kata)
        tests: list[pytest.Item | pytest.Collector] = []
        if problem is None:
            examples.load_settings()
            try:
                tests = list(super().collect())
            except Exception as error:
                path = answers.folder / self.kata.file
                problem = problem_with_suite(error.__cause__ or error, self.kata, path)
        if problem is not None:
            tests = [
                Untestable.from_parent(self, name=name, problem=problem)
                for name in self._names_of_tests()
            ]
        self.size = len(tests)
        return tests

    def _names_of_tests(self) -> list[str]:
        """Return the names of the tests, as far as the text of the suite tells.

        An editor knows the parameters too, of a time when the answer was imported, and
        asks for `test_it[Ada]`.
        """
        names = _A_TEST.findall(self.path.read_text("utf-8"))
        asked_for = (argument.partition("::") for argument in self.config.args)
        with_parameters = (
            name
            for path, _, name in asked_for
            if name.partition("[")[0] in names and Path(path).resolve() == self.path
        )
        return list(dict.fromkeys([*names, *with_parameters]))


class Untestable(pytest.Item):
    """A test of an answer that is missing or cannot be imported; it fails."""

    def __init__(self, problem: Problem, **options: Any) -> None:
        super().__init__(**options)
        self.problem = problem

    def runtest(self) -> None:
        """Fail.

        Raises:
            AssertionError: always.
        """
        raise AssertionError(self.problem.text)


def kata_of(item: pytest.Item) -> Kata | None:
    """Return the kata that a test is about, None for any other test."""
    suite = item.getparent(Suite)
    return suite.kata if suite is not None else None
