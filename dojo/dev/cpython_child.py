"""One module of CPython's tests of asyncio, run in this process.

Many of these tests bring a loop of their own: its clock is moved by hand, or its
selector is a mock. They would say nothing about another loop, so that one stands in
for these too.
"""

import asyncio
import gc
import importlib
import json
import os
import pkgutil
import re
import sys
import unittest
import warnings
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import ClassVar
from unittest import mock

from dojo.findings.findings import begin_record
from dojo.virtual.loop import VirtualLoop

PACKAGE = "test.test_asyncio"
PASSES = "passes"

_TLS = "a thread is at the other end of TLS, and the time-outs are virtual"
_SIGNAL = "a real signal comes later than a virtual time-out"
_REAL = "a thread serves in real time, and the time-out is virtual"
_AGAIN = "the same tests with another selector: the virtual loop has its own"
LEFT_OUT = {
    "*.test_events.*ssl*": _TLS,
    "*.test_streams.*ssl*": _TLS,
    "*.test_streams.*tls*": _TLS,
    "*.test_signal_handling_args": _SIGNAL,
    "*.test_signal_handling_while_selecting": _SIGNAL,
    "*.test_sock_client_racing": _REAL,
    "*.EPollEventLoopTests.*": _AGAIN,
    "*.KqueueEventLoopTests.*": _AGAIN,
    "*.PollEventLoopTests.*": _AGAIN,
}

# The first line of a traceback, or of a group's, that is neither code nor where it is.
_ERROR = re.compile(r"^(?:  \| )?([\w.]+(?:: .*)?)$", re.MULTILINE)


class _Asked(VirtualLoop):
    """A loop to ask, which can do what the tests want of theirs."""

    has_run: ClassVar[bool] = False

    def __init__(self, _selector_or_times: object = None) -> None:
        super().__init__()

    def run_forever(self) -> None:
        """Run, and remember it."""
        _Asked.has_run = True
        super().run_forever()

    def advance_time(self, seconds: float) -> None:
        """Move the clock, as a test does by hand."""
        self._now += seconds


class _Unmocked(_Asked):
    """A loop that runs with its own private parts, and not with the mocks of a test."""

    def __init__(self) -> None:
        super().__init__()
        self._parts = dict(vars(self))

    def run_forever(self) -> None:
        """Take the mocks out, and run."""
        self._take_mocks_out()
        super().run_forever()

    def close(self) -> None:
        """Take the mocks out, and close."""
        self._take_mocks_out()
        super().close()

    def _take_mocks_out(self) -> None:
        for name, part in list(vars(self).items()):
            if name.startswith("_") and isinstance(part, mock.Mock):
                delattr(self, name)
                if name in self._parts:
                    setattr(self, name, self._parts[name])


def run_module(module: str, loop: str, path: str) -> None:
    """Run a module of tests, and end the process.

    Args:
        module: its name, without `test_`.
        loop: where the loop to ask is, as `package.module:Class`; empty for asyncio's.
        path: the file to write to: a line when a test begins, and one when it ends.
    """
    if loop:
        _let_loops_be(pkgutil.resolve_name(loop))
    suite = unittest.defaultTestLoader.loadTestsFromName(f"{PACKAGE}.test_{module}")
    with open(path, "w", encoding="utf-8") as file:
        for test in _flat(suite):
            if not any(fnmatchcase(test.id(), pattern) for pattern in LEFT_OUT):
                for result in _results(test):
                    print(json.dumps(result), file=file, flush=True)
    # A thread that was given up on would keep Python from ending.
    os._exit(0)


def _let_loops_be(kind: type[VirtualLoop]) -> None:
    """Let every loop that a test makes be of one kind."""
    asked = type("Asked", (_Asked, kind), {})
    unmocked = type("Unmocked", (_Unmocked, kind), {})
    with warnings.catch_warnings():
        # From Python 3.14 on, policies are on their way out.
        warnings.simplefilter("ignore", DeprecationWarning)
        policy = asyncio.DefaultEventLoopPolicy
    for owner, name, new in (
        (policy, "new_event_loop", lambda _: asked()),
        (asyncio, "SelectorEventLoop", asked),
        (asyncio, "EventLoop", asked),
        (asyncio, "BaseEventLoop", unmocked),
        (importlib.import_module(f"{PACKAGE}.utils"), "TestLoop", asked),
    ):
        if hasattr(owner, name):
            setattr(owner, name, new)


def _flat(suite: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    for each in suite:
        if isinstance(each, unittest.TestSuite):
            yield from _flat(each)
        else:
            yield each


def _results(test: unittest.TestCase) -> Iterator[dict[str, object]]:
    """Yield that a test begins, run it, and yield what came of it."""
    yield {"test": test.id(), "seen": "did not end", "asked": False}
    begin_record()
    # Some tests collect the garbage; that of the others is none of their business.
    gc.freeze()
    _Asked.has_run = False
    yield {"test": test.id(), "seen": _seen(test), "asked": _Asked.has_run}


def _seen(test: unittest.TestCase) -> str:
    result = unittest.TestResult()
    unittest.TestSuite([test]).run(result)
    for _, traceback in result.errors + result.failures:
        error = _ERROR.search(traceback)
        return error[1] if error is not None else "fails"
    for _, reason in result.skipped:
        return f"skipped: {reason}"
    return "fails, as expected" if result.expectedFailures else PASSES


if __name__ == "__main__":
    run_module(*sys.argv[1:])
