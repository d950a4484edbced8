"""What a learner sees: a line for each kata, why it fails, and what is next."""

from collections import Counter
from functools import cached_property
from operator import attrgetter
from typing import Any

import pytest

from dojo import ROOT, as_typed, shown
from dojo.course.journal import Journal
from dojo.course.kata import Kata, all_katas
from dojo.course.workspace import neighbour
from dojo.pytest_plugin.collection import ANSWERS
from dojo.pytest_plugin.options import in_full
from dojo.report import wording
from dojo.report.verdict import Result, Results, Status

# With -qq, pytest sums up nothing either.
_WORDLESS = -2


class KataReporter:
    """Reports katas, and remembers what the learner has solved.

    All that it knows is in the reports on tests: under pytest-xdist other processes
    collect and run them. All other tests are left to pytest.

    Args:
        config: pytest's configuration.
        terminal: pytest's own reporter, which writes.
    """

    def __init__(
        self, config: pytest.Config, terminal: "pytest.TerminalReporter"
    ) -> None:
        self._config, self._terminal = config, terminal
        self._verbosity = config.get_verbosity()
        self._results = Results()
        self._ended: Counter[Kata] = Counter()
        # The last report on each kata.
        self._last: dict[Kata, Any] = {}

    @property
    def _is_learner(self) -> bool:
        return self._config.stash[ANSWERS].folder == ROOT / "katas"

    @cached_property
    def _width_of_paths(self) -> int:
        return max(len(self._path(kata)) for kata in all_katas())

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
        kata = Kata(*report.kata.split("/"))
        self._last[kata] = report
        if hasattr(report, "kata_result"):
            result = Result.from_json(report.kata_result)
            self._results.add(report.kata, report.nodeid, result)
        if report.when == "teardown":
            self._ended[kata] += 1
            if self._has_ended(kata) and self._verbosity == 0:
                self._show_line(kata)

    def pytest_sessionfinish(self) -> None:
        """Remember what the learner has solved: katas whose whole suite has run."""
        if not self._is_learner:
            return
        journal = Journal(ROOT)
        for kata, last in self._last.items():
            if last.kata_digest and self._is_whole(kata):
                is_solved = self._status(kata) is Status.SOLVED
                journal.note_verdict(kata, last.kata_digest, solved=is_solved)

    def pytest_terminal_summary(self) -> None:
        """Show why katas fail, how far the learner is, and what is next."""
        # Where somebody leaves in the middle of a test, nothing came of it.
        judged = [kata for kata in self._last if self._results.of(str(kata))]
        if self._verbosity <= _WORDLESS or not judged:
            return
        katas = sorted(judged, key=attrgetter("order"))
        for kata in katas if self._verbosity == 0 else ():
            # With -x, say, a kata is not run to its end.
            if not self._has_ended(kata):
                self._show_line(kata)
        for kata in katas if self._verbosity >= 0 else ():
            if self._status(kata) not in wording.ONE_LINE_IS_ENOUGH:
                self._show_failures(kata)
        self._show_progress(katas)
        if self._is_learner and (complaint := Journal(ROOT).complaint()):
            self._terminal.line(complaint)

    def _has_ended(self, kata: Kata) -> bool:
        tests: int = self._last[kata].kata_tests
        return self._ended[kata] == tests

    def _is_whole(self, kata: Kata) -> bool:
        """Tell whether its whole suite has run, to the end."""
        has_them_all: bool = self._last[kata].kata_tests == self._last[kata].kata_size
        return has_them_all and self._has_ended(kata)

    def _passes_in_part(self, kata: Kata) -> bool:
        return self._status(kata) is Status.SOLVED and not self._is_whole(kata)

    def _status(self, kata: Kata) -> Status:
        return self._results.status(str(kata))

    def _path(self, kata: Kata) -> str:
        return shown(self._config.stash[ANSWERS].folder / kata.file)

    def _show_line(self, kata: Kata) -> None:
        status, results = self._status(kata), self._results.of(str(kata))
        self._terminal.ensure_newline()
        self._terminal.write(f"{self._path(kata):{self._width_of_paths}}   ")
        colour = wording.COLOUR.get(status, wording.COLOUR_OF_TROUBLE)
        word, count = str(status), wording.count(status, results)
        if self._passes_in_part(kata):
            size = self._last[kata].kata_size
            word, count = "passing", f"{len(results)} of {size} tests run"
        self._terminal.write(f"{word:17}", **{colour: True})
        self._terminal.line(count)

    def _show_failures(self, kata: Kata) -> None:
        status, results = self._status(kata), self._results.of(str(kata))
        self._terminal.section(f"{self._path(kata)}   {status}", sep="-", red=True)
        whole = f"pytest -vv {self._path(kata)}"
        lines = wording.failures(
            status,
            results,
            in_full=self._verbosity > 0,
            whole="" if in_full(self._config) else as_typed(whole),
        )
        for line in lines:
            style = {line.style: True} if line.style else {}
            self._terminal.line(line.text, **style)

    def _show_progress(self, judged: list[Kata]) -> None:
        in_part = [kata for kata in judged if self._passes_in_part(kata)]
        counted = [kata for kata in judged if kata not in in_part]
        self._terminal.ensure_newline()
        self._terminal.line("")
        if counted:
            self._show_bar(counted)
        if in_part:
            self._terminal.line(self._how_to_run_the_rest(in_part))
        # Of what was run in part, that line has said all.
        unsolved = (kata for kata in counted if self._status(kata) is not Status.SOLVED)
        following = min(unsolved, key=attrgetter("place"), default=None)
        if following is None and not in_part:
            last = max(judged, key=attrgetter("place"))
            following = neighbour(last, all_katas())
        if following and not self._config.getoption("solutions"):
            self._terminal.line(f"next: {self._path(following)}")
            if self._status(following) is Status.MISSING:
                self._say_how_to_get_back(following)

    def _say_how_to_get_back(self, kata: Kata) -> None:
        self._terminal.line(wording.MISSING)
        if self._config.stash[ANSWERS].folder == ROOT / "katas":
            command = as_typed(f"kata reset {kata.short_name}")
            self._terminal.line(f"This puts the stub there: {command}")

    def _show_bar(self, katas: list[Kata]) -> None:
        solved = sum(self._status(kata) is Status.SOLVED for kata in katas)
        full, empty = wording.bar(solved, len(katas))
        self._terminal.write(full, green=True)
        self._terminal.line(f"{empty}  {wording.total(solved, len(katas))}")

    def _how_to_run_the_rest(self, in_part: list[Kata]) -> str:
        if len(in_part) > 1:
            return f"Of {len(in_part)} katas only a part of the tests ran."
        command = as_typed(f"kata check {in_part[0].short_name}")
        judges_the_same = self._config.stash[ANSWERS].folder == ROOT / "katas"
        said = "Only a part of its tests ran."
        return f"{said} All of them: {command}" if judges_the_same else said
