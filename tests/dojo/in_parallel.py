"""Runs some of the judge's own tests in a second pytest, beside the suites.

These mostly wait for programs, and the suites for nobody: together they keep two
processors busy. What the second pytest tells of a test counts as if it had been run
here; what it does not tell, because it ended too early, is run here.
"""

import multiprocessing
import os

import pytest

from dojo import ROOT
from dojo.judge.child import be_silent
from dojo.judge.process import exit_code, kill, server_of_forks, start

SECONDS_TO_PUT_THINGS_AWAY = 10


class InParallel:
    """Runs tests elsewhere, and reports on them where pytest wants to run them.

    Args:
        items: the tests.
    """

    def __init__(self, items):
        self._ids = [item.nodeid for item in items]
        self._told = {}
        self._connection, other_end = multiprocessing.Pipe()
        processes = server_of_forks() or multiprocessing.get_context("spawn")
        self._process = processes.Process(target=_run, args=(self._ids, other_end))
        start(self._process)
        other_end.close()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item, nextitem):
        """Wait until it is known what came of a test, and report that."""
        if item.nodeid not in self._ids or not self._is_told(item.nodeid):
            return None
        hook, config = item.ihook, item.config
        hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        for data in self._told[item.nodeid]:
            report = hook.pytest_report_from_serializable(config=config, data=data)
            hook.pytest_runtest_logreport(report=report)
        hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        # What was kept for this item, and is not for the next, is torn down by nobody.
        item.session._setupstate.teardown_exact(nextitem)
        return True

    def pytest_sessionfinish(self):
        """Leave nothing running."""
        is_done = len(self._told) == len(self._ids)
        seconds = SECONDS_TO_PUT_THINGS_AWAY if is_done else 0
        if exit_code(self._process, seconds=seconds) is None:
            kill(self._process)
        self._connection.close()

    def _is_told(self, test):
        try:
            while test not in self._told:
                name, reports = self._connection.recv()
                self._told[name] = reports
        except (EOFError, OSError):
            return False
        return True


class _Teller:
    """Runs some of the tests that are collected, and tells what came of each."""

    def __init__(self, ids, connection):
        self._order = {test: number for number, test in enumerate(ids)}
        self._connection = connection
        self._reports = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        items[:] = [item for item in items if item.nodeid in self._order]
        items.sort(key=lambda item: self._order[item.nodeid])

    def pytest_configure(self, config):
        self._config = config

    def pytest_runtest_logreport(self, report):
        to_data = self._config.hook.pytest_report_to_serializable
        self._reports.append(to_data(config=self._config, report=report))

    def pytest_runtest_logfinish(self, nodeid):
        reports, self._reports = self._reports, []
        self._connection.send((nodeid, reports))


def _run(ids, connection):
    if hasattr(os, "setpgrp"):
        os.setpgrp()
    be_silent()
    files = dict.fromkeys(test.partition("::")[0] for test in ids)
    arguments = ["-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
    arguments += ["--solutions", *(str(ROOT / file) for file in files)]
    pytest.main(arguments, [_Teller(ids, connection)])
