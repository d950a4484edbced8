"""What a learner sees: a line for each kata, why it fails, and what is next."""

import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter

from dojo import shown
from dojo.course.kata import Kata, all_katas, kata_of_suite
from dojo.course.workspace import first_unsolved, neighbour
from dojo.report import wording
from dojo.report.verdict import Result, Verdict, Word, word_for

FOLDER = pytest.StashKey[Path]()
# With -qq, pytest sums up nothing either.
_WORDLESS = -2


class KataReporter:
    """Reports katas; all other tests are left to pytest.

    Args:
        config: pytest's configuration.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._results: dict[str, dict[str, Result]] = {}
        self._waiting_for: dict[str, int] = {}
        self._only_a_part: set[str] = set()

    @property
    def _terminal(self) -> TerminalReporter:
        terminal: TerminalReporter = self._config.pluginmanager.getplugin(
            "terminalreporter"
        )
        return terminal

    @cached_property
    def _width_of_paths(self) -> int:
        return max(len(self._path(str(kata))) for kata in all_katas())

    @property
    def _verbosity(self) -> int:
        return self._config.get_verbosity()

    def pytest_sessionstart(self) -> None:
        """Take the line of each file out of pytest's own progress."""
        if self._verbosity == 0:
            self._terminal.showfspath = False

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        """Remember that some tests of a kata are not run."""
        for item in items:
            if kata := kata_of_suite(item.path):
                self._only_a_part.add(str(kata))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Count the tests of each kata."""
        for item in session.items:
            if kata := kata_of_suite(item.path):
                self._waiting_for[str(kata)] = self._waiting_for.get(str(kata), 0) + 1
        asked_for = {
            argument.partition("::")[0]
            for argument in self._config.args
            if "::" in argument
        }
        for argument in asked_for:
            if kata := kata_of_suite(self._config.invocation_params.dir / argument):
                self._only_a_part.add(str(kata))

    def pytest_report_teststatus(
        self, report: pytest.TestReport
    ) -> tuple[str, str, str] | None:
        """Count the tests of katas under the words of their verdicts."""
        if not hasattr(report, "kata"):
            return None
        word = Result.from_json(report.kata_result).word
        category = "passed" if word is Word.SOLVED else str(word)
        return (category, "", category.upper() if self._verbosity > 0 else "")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in what came of a test, and show a kata's line after its last."""
        if hasattr(report, "kata"):
            result = Result.from_json(report.kata_result)
            results = self._results.setdefault(report.kata, {})
            earlier = results.get(report.nodeid)
            if earlier is None or earlier.word is Word.SOLVED:
                results[report.nodeid] = result
        kata = kata_of_suite(self._config.rootpath / report.nodeid.partition("::")[0])
        if kata is not None and report.when == "teardown":
            self._count_down(str(kata))

    def pytest_terminal_summary(self) -> None:
        """Show why katas fail, how far the learner is, and what is next."""
        for kata in self._judged() if self._verbosity >= 0 else ():
            if self._word(kata) not in wording.ONE_LINE_IS_ENOUGH:
                self._show_failures(kata)
        if self._results and self._verbosity > _WORDLESS:
            self._show_progress()

    def whole(self) -> Iterator[Verdict]:
        """Yield the verdict on each kata whose whole suite has run."""
        for kata in all_katas():
            name = str(kata)
            is_partial = self._waiting_for.get(name) or name in self._only_a_part
            if name in self._results and not is_partial:
                results = tuple(self._results[name].values())
                yield Verdict(kata, self._word(name), results)

    def _count_down(self, kata: str) -> None:
        self._waiting_for[kata] = self._waiting_for.get(kata, 0) - 1
        if self._waiting_for[kata] == 0 and self._verbosity == 0:
            self._show_line(kata)

    def _judged(self) -> list[str]:
        return [str(kata) for kata in all_katas() if str(kata) in self._results]

    def _word(self, kata: str) -> Word:
        return word_for(self._results[kata].values())

    def _path(self, kata: str) -> str:
        folder = self._config.stash[FOLDER]
        return shown(folder / f"{kata}.py")

    def _show_line(self, kata: str) -> None:
        word, results = self._word(kata), self._results[kata].values()
        width = self._width_of_paths
        self._terminal.ensure_newline()
        self._terminal.write(f"{self._path(kata):{width}}   ")
        colour = wording.COLOUR.get(word, wording.COLOUR_OF_TROUBLE)
        self._terminal.write(f"{word:17}", **{colour: True})
        self._terminal.line(wording.count(word, results))

    def _show_failures(self, kata: str) -> None:
        word, results = self._word(kata), self._results[kata].values()
        self._terminal.section(f"{self._path(kata)}   {word}", sep="-", red=True)
        in_full = self._verbosity > 0
        for text, style in wording.failures(word, results, in_full=in_full):
            self._terminal.line(_drawn(text), **({style: True} if style else {}))

    def _show_progress(self) -> None:
        judged = self._judged()
        solved = [kata for kata in judged if self._is_solved(kata)]
        full, empty = wording.bar(len(solved), len(judged))
        self._terminal.ensure_newline()
        self._terminal.line("")
        self._terminal.write(_drawn(full), green=True)
        katas = "kata" if len(judged) == 1 else "katas"
        count = f"{len(solved)} of {len(judged)} {katas} solved"
        self._terminal.line(f"{_drawn(empty)}  {count}")
        if not self._config.getoption("solutions") and (kata := self._next()):
            self._terminal.line(f"next: {self._path(str(kata))}")

    def _is_solved(self, kata: str) -> bool:
        return self._word(kata) is Word.SOLVED and kata not in self._only_a_part

    def _next(self) -> Kata | None:
        """Return the first kata judged that is not solved, else the one after."""
        katas = all_katas()
        judged = [kata for kata in katas if str(kata) in self._results]
        return first_unsolved(
            judged, lambda kata: self._word(str(kata)) is Word.SOLVED
        ) or neighbour(judged[-1], katas)


def _drawn(text: str) -> str:
    """Return a text as the terminal can show it, whatever pytest captures now."""
    return wording.for_terminal(text, getattr(sys.__stdout__, "encoding", None))
