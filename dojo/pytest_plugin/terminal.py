"""What a learner sees: a line for each kata, why it fails, and what is next."""

import sys
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from dojo import shown
from dojo.course.kata import Kata, all_katas
from dojo.course.workspace import first_unsolved, neighbour
from dojo.report import wording
from dojo.report.verdict import Result, Results, Status, Verdict

FOLDER = pytest.StashKey[Path]()
# With -qq, pytest sums up nothing either.
_WORDLESS = -2


class KataReporter:
    """Reports katas; all other tests are left to pytest.

    All that it knows is in the reports on tests, see `counts`.

    Args:
        config: pytest's configuration.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._results = Results()
        self._ended: Counter[str] = Counter()
        # The last report on each kata.
        self._last: dict[str, Any] = {}

    @property
    def _terminal(self) -> pytest.TerminalReporter:
        terminal: pytest.TerminalReporter = self._config.pluginmanager.getplugin(
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

    def pytest_report_teststatus(
        self, report: pytest.TestReport
    ) -> tuple[str, str, str] | None:
        """Count the tests of katas under their statuses."""
        if not hasattr(report, "kata_result"):
            return None
        status = Result.from_json(report.kata_result).status
        category = "passed" if status is Status.SOLVED else str(status)
        return (category, "", category.upper() if self._verbosity > 0 else "")

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Take in what came of a test, and show a kata's line after its last."""
        if not hasattr(report, "kata"):
            return
        self._last[report.kata] = report
        if hasattr(report, "kata_result"):
            result = Result.from_json(report.kata_result)
            self._results.add(report.kata, report.nodeid, result)
        if report.when == "teardown":
            self._ended[report.kata] += 1
            if self._ended[report.kata] == report.kata_tests and self._verbosity == 0:
                self._show_line(report.kata)

    def pytest_terminal_summary(self) -> None:
        """Show why katas fail, how far the learner is, and what is next."""
        for kata in self._judged() if self._verbosity >= 0 else ():
            if self._results.status(kata) not in wording.ONE_LINE_IS_ENOUGH:
                self._show_failures(kata)
        if self._judged() and self._verbosity > _WORDLESS:
            self._show_progress()

    def whole(self) -> Iterator[tuple[Verdict, str | None]]:
        """Yield the verdict on each kata whose whole suite has run.

        Yields:
            The verdict, and which version of the answer was imported, if one was.
        """
        for kata in self._katas():
            name = str(kata)
            last, status = self._last[name], self._results.status(name)
            if last.kata_is_whole and self._ended[name] == last.kata_tests:
                yield Verdict(kata, status, self._results.of(name)), last.kata_digest

    def _katas(self) -> list[Kata]:
        return [kata for kata in all_katas() if str(kata) in self._results]

    def _judged(self) -> list[str]:
        return [str(kata) for kata in self._katas()]

    def _path(self, kata: str) -> str:
        folder = self._config.stash[FOLDER]
        return shown(folder / f"{kata}.py")

    def _show_line(self, kata: str) -> None:
        status, results = self._results.status(kata), self._results.of(kata)
        width = self._width_of_paths
        self._terminal.ensure_newline()
        self._terminal.write(f"{self._path(kata):{width}}   ")
        colour = wording.COLOUR.get(status, wording.COLOUR_OF_TROUBLE)
        self._terminal.write(f"{status:17}", **{colour: True})
        self._terminal.line(wording.count(status, results))

    def _show_failures(self, kata: str) -> None:
        status, results = self._results.status(kata), self._results.of(kata)
        self._terminal.section(f"{self._path(kata)}   {status}", sep="-", red=True)
        in_full = self._verbosity > 0
        for text, style in wording.failures(status, results, in_full=in_full):
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
        is_whole: bool = self._last[kata].kata_is_whole
        return is_whole and self._results.status(kata) is Status.SOLVED

    def _next(self) -> Kata | None:
        """Return the first kata judged that is not solved, else the one after."""
        katas = self._katas()
        return first_unsolved(
            katas, lambda kata: self._results.status(str(kata)) is Status.SOLVED
        ) or neighbour(katas[-1], all_katas())


def _drawn(text: str) -> str:
    """Return a text as the terminal can show it, whatever pytest captures now."""
    return wording.for_terminal(text, getattr(sys.__stdout__, "encoding", None))
