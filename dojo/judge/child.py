"""The inside of a judging process."""

import functools
import gc
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio.plugin
from _pytest.config import _prepareconfig
from _pytest.main import _main

import dojo.pytest_plugin.run
from dojo import ROOT
from dojo.course.kata import kata_of_suite
from dojo.judge.effort import Effort


class Messenger:
    """Waits for the job, and tells the judge what happens, as it happens."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._effort: Effort | None = None
        self._only: dict[str, str] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        """Wait for the suites that are to be run."""
        # Nobody waits for this collection; those that follow have less to look at.
        gc.collect()
        gc.freeze()
        try:
            tests, self._effort = self._connection.recv()
        except EOFError:
            pytest.exit("There is nothing to judge.", 0)
        session.config.args[:] = tests
        if self._effort is not None:
            self._effort.begin()
        named = (test.partition("::") for test in tests)
        self._only = {suite: test for suite, _, test in named if test}

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makeitem(
        self, collector: pytest.Collector, name: str
    ) -> list[pytest.Item] | None:
        """Of a suite of which one test is to be run, look at no other one."""
        only = self._only.get(str(collector.path), name)
        return None if name == only else []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Let the properties try as hard as is asked for."""
        if self._effort is not None:
            for item in items:
                self._effort.limit(getattr(item, "obj", None))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Tell that a test begins."""
        suite, _, test = nodeid.partition("::")
        self._connection.send(("begins", str(kata_of_suite(ROOT / suite)), test))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell what came of a test."""
        if hasattr(report, "kata"):
            result = report.kata_result
            self._connection.send(("result", report.kata, report.nodeid, result))


def work(connection: Connection, folder: Path) -> None:
    """Wait for suites, run them on a folder of answers, and tell what comes of it."""
    if hasattr(os, "setsid") and os.getpgrp() != os.getpid():
        os.setsid()
    be_silent()
    _be_brief()
    status = _run_pytest(folder, Messenger(connection))
    # As a number: the judge would have to import pytest for its ExitCode.
    connection.send(("done", int(status)))


def _run_pytest(folder: Path, messenger: Messenger) -> int:
    """Do what is left of `pytest.main`, and return the exit status."""
    session = ready_pytest()
    if session is None:
        return pytest.ExitCode.USAGE_ERROR
    config = session.config
    config.option.katas = str(folder)
    config.pluginmanager.register(messenger)
    _capture(config)
    dojo.pytest_plugin.run.pytest_sessionstart(session)
    session.exitstatus = _exit_status(session)
    config.hook.pytest_sessionfinish(session=session, exitstatus=session.exitstatus)
    return session.exitstatus


def _exit_status(session: pytest.Session) -> int:
    try:
        return _main(session.config, session) or pytest.ExitCode.OK
    except pytest.UsageError:
        return pytest.ExitCode.USAGE_ERROR
    except (KeyboardInterrupt, pytest.exit.Exception):
        return pytest.ExitCode.INTERRUPTED
    except BaseException:
        return pytest.ExitCode.INTERNAL_ERROR


@functools.cache
def ready_pytest() -> pytest.Session | None:
    """Return a pytest that has yet to be told what to judge, None if it does not start.

    This is the first half of `pytest.main`. Forks of a process in which it was done
    need not do it again: it takes most of the time in which they get ready.
    """
    try:
        return _session_without_a_job()
    except Exception:
        # A conftest.py cannot be read: those who write suites will ask pytest why.
        return None


def _session_without_a_job() -> pytest.Session:
    arguments = ["-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider", "-qqs"]
    # It would hold on to the standard error of the process that is forked.
    arguments += ["-p", "no:faulthandler"]
    # What is here already, pytest need not look for among all that is installed.
    config = _prepareconfig(arguments, [pytest_asyncio.plugin, dojo.pytest_plugin])
    session = pytest.Session.from_config(config)
    config._do_configure()
    # The judge begins in the fork, where its folder is known.
    start = config.pluginmanager.subset_hook_caller
    start("pytest_sessionstart", [dojo.pytest_plugin.run])(session=session)
    return session


def _capture(config: pytest.Config) -> None:
    """Capture what is printed; if forks shared this, all would write into one file."""
    capture: Any = config.pluginmanager.getplugin("capturemanager")
    capture.stop_global_capturing()
    capture._method = "fd"
    capture.start_global_capturing()


def be_silent() -> None:
    """Read nothing and print nothing from now on; what is captured still is."""
    sys.stdin = open(os.devnull)  # noqa: SIM115  # open until the process ends
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _be_brief() -> None:
    # Where these are set, pytest writes long diffs for the log of a server.
    for variable in ("CI", "BUILD_NUMBER"):
        os.environ.pop(variable, None)
