"""The inside of a judging process; importing it makes a process warm."""

import importlib
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import hypothesis.strategies
import pytest

from dojo.layout import kata_of_suite
from dojo.spots import ROOT

for needed in (
    "aiohttp",
    "aioresponses",
    "pytest_asyncio.plugin",
    "dojo.plugin",
    "dojo.mocked_web",
):
    importlib.import_module(needed)
# Hypothesis imports its engine when the first property runs.
hypothesis.strategies.integers().validate()


class Messenger:
    """Tells the judge what happens, as it happens."""

    def __init__(self, sender: Connection) -> None:
        self._sender = sender

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Tell that a test begins."""
        suite, _, test = nodeid.partition("::")
        self._sender.send(("begins", str(kata_of_suite(ROOT / suite)), test))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell what came of a test."""
        if hasattr(report, "kata"):
            result = report.kata_result
            self._sender.send(("result", report.kata, report.nodeid, result))


def work(sender: Connection, suites: list[Path], folder: Path, real: bool) -> None:
    """Run suites against a folder of answers, and tell what comes of it."""
    if hasattr(os, "setsid"):
        os.setsid()
    _be_silent()
    arguments = ["-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
    arguments += [f"--katas={folder}", *(["--real"] if real else [])]
    status = pytest.main([*arguments, *map(str, suites)], [Messenger(sender)])
    sender.send(("done", int(status)))


def _be_silent() -> None:
    sys.stdin = open(os.devnull)  # noqa: SIM115  # open until the process ends
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
