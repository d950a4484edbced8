"""Collects the suites of katas, whatever the answers look like."""

import gc
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dojo.course.kata import Kata, kata_of_suite
from dojo.pytest_plugin import examples
from dojo.pytest_plugin.importer import Answers, Problem, problem_with_suite

ANSWERS = pytest.StashKey[Answers]()
PROBLEM = pytest.StashKey[Problem]()
_A_TEST = re.compile(r"^(?:async )?def (test\w*)", re.MULTILINE)


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    """Collect the suite of a kata in our way."""
    kata = kata_of_suite(module_path)
    if kata is not None:
        return Suite.of(kata, parent, module_path)
    examples.load_settings()
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(obj: object) -> None:
    """Give each Hypothesis example a loop of its own."""
    examples.isolate_examples(obj)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Keep what is there now out of the collections after each test."""
    gc.collect()
    gc.freeze()


class Suite(pytest.Module):
    """The suite of one kata; it can be collected whatever the answer looks like.

    Attributes:
        kata: the kata.
        size: how many tests it has, whether or not all of them are run.
    """

    kata: Kata
    size = 0

    @classmethod
    def of(cls, kata: Kata, parent: pytest.Collector, path: Path) -> "Suite":
        """Return the suite of a kata."""
        suite: Suite = cls.from_parent(parent, path=path)
        suite.kata = kata
        return suite

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Yield the tests; where the answer cannot be tested, tests that say so."""
        answers = self.config.stash[ANSWERS]
        path = answers.folder / self.kata.file
        problem = answers.load(self.kata)
        tests: list[pytest.Item | pytest.Collector] = []
        if problem is None:
            examples.load_settings()
            try:
                tests = list(super().collect())
            except Exception as error:
                problem = problem_with_suite(error.__cause__ or error, self.kata, path)
        if problem is not None:
            tests = list(self._tests_that_say(problem))
        self.size = len(tests)
        yield from tests

    def _tests_that_say(self, problem: Problem) -> Iterator[pytest.Item]:
        for name in _A_TEST.findall(self.path.read_text("utf-8")):
            item = Untestable.from_parent(self, name=name)
            item.stash[PROBLEM] = problem
            yield item


class Untestable(pytest.Item):
    """A test of an answer that is missing or cannot be imported."""

    def runtest(self) -> None:
        """Fail.

        Raises:
            AssertionError: always.
        """
        raise AssertionError(self.stash[PROBLEM].text)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the test is."""
        return self.path, None, self.name


def kata_of(item: pytest.Item) -> Kata | None:
    """Return the kata that a test is about, None for any other test."""
    suite = item.getparent(Suite)
    return suite.kata if suite is not None else None
