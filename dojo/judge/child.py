"""The inside of a judging process."""

import contextlib
import gc
import io
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from time import process_time

import pytest

from dojo import ROOT
from dojo.course.kata import kata_of_suite
from dojo.pytest_plugin.importer import problem_with_import

SECONDS_BETWEEN_SIGNS_OF_LIFE = 1.0


class Messenger:
    """Waits for the job, and tells the judge what happens, as it happens.

    Each message says what it is about, how many seconds the processor has worked so
    far, and what is to be known.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._one_at_a_time = threading.Lock()

    def tell(self, what: str, *arguments: object) -> None:
        """Send a message."""
        with self._one_at_a_time:
            self._connection.send((what, process_time(), *arguments))

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        """Wait for the suites that are to be run."""
        # Nobody waits for this collection; those that follow have less to look at.
        gc.collect()
        gc.freeze()
        try:
            session.config.args[:] = self._connection.recv()
        except EOFError:
            pytest.exit("There is nothing to judge.", 0)
        threading.Thread(target=self._show_life, daemon=True).start()

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        """Tell that an answer is imported."""
        if kata := kata_of_suite(collector.path):
            self.tell("at", str(kata), "")

    def pytest_collection_finish(self) -> None:
        """Tell that all answers are imported."""
        self.tell("at", "", "")

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Tell that a test begins."""
        suite, _, test = nodeid.partition("::")
        self.tell("at", str(kata_of_suite(ROOT / suite)), test)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell what came of a test."""
        if hasattr(report, "kata_result"):
            self.tell("result", report.kata, report.nodeid, report.kata_result)

    def pytest_exception_interact(
        self,
        node: pytest.Collector,
        call: pytest.CallInfo[None],
        report: pytest.CollectReport | pytest.TestReport,
    ) -> None:
        """Tell why what lies beside a suite cannot be imported: its `conftest.py`."""
        if isinstance(report, pytest.CollectReport) and call.excinfo is not None:
            error = call.excinfo.value.__cause__ or call.excinfo.value
            self.tell("broken", problem_with_import(error, node.path).text)

    def pytest_internalerror(
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> None:
        """Tell why pytest gives up: a hook of a `conftest.py` fails, say."""
        self.tell("broken", excinfo.exconly())

    def _show_life(self) -> None:
        """Tell again and again that this process runs, however slowly."""
        if hasattr(signal, "pthread_sigmask"):
            # They are meant for the thread in which the answer runs.
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        pause = threading.Event()
        while not pause.wait(SECONDS_BETWEEN_SIGNS_OF_LIFE):
            self.tell("alive")


def work(connection: Connection, folder: Path, *, in_full: bool = False) -> None:
    """Wait for suites, run them on a folder of answers, and tell what comes of it."""
    if hasattr(os, "setsid") and os.getpgrp() != os.getpid():
        os.setsid()
    _be_silent()
    # An answer may have children of its own; they are in the group that is ended.
    multiprocessing.current_process().daemon = False
    messenger, said = Messenger(connection), io.StringIO()
    arguments = [ROOT / "tests", f"--katas={folder}"]
    if in_full:
        arguments += ["-o", "verbosity_assertions=2"]
    with contextlib.redirect_stderr(said):
        status = run_pytest(*arguments, plugins=[messenger])
    # As a number: the judge would have to import pytest for its ExitCode.
    messenger.tell("done", int(status), said.getvalue().strip())


def run_pytest(*arguments: object, plugins: Sequence[object] = ()) -> int:
    """Run pytest in plain text, without a cache, and return its exit status.

    What somebody has set for his own runs of pytest does not matter.
    """
    for variable in [name for name in os.environ if name.startswith("PYTEST_")]:
        del os.environ[variable]
    ours = ["-c", ROOT / "pyproject.toml", "-p", "no:cacheprovider", "-qq"]
    words = [str(word) for word in (*ours, "--color=no", *arguments)]
    return pytest.main(words, plugins)


def _be_silent() -> None:
    """Read nothing and print nothing from now on; what is captured still is."""
    # No `with`: this file is open until the process ends.
    sys.stdin = open(os.devnull)  # noqa: SIM115 (it is open until the process ends)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    # Where these are set, pytest writes long diffs for the log of a server.
    for variable in ("CI", "BUILD_NUMBER"):
        os.environ.pop(variable, None)
