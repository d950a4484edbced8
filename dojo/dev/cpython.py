"""CPython's own tests of asyncio, as a reference for the virtual loop.

The tests that come with the interpreter (`test.test_asyncio`) run twice, on asyncio's
loop and on the virtual one. Whatever passes the first time only is a difference. Those
that are known stand below with their reasons: a new one makes the command fail, and so
does a known one that is gone.

Tests that bring a loop of their own, to move its clock by hand, run on ours as well;
those that need no loop count too. Not asked are the modules about what is real
(`test_subprocess`, `test_ssl`, …) and those in which mocks take the place of the loop's
parts (`test_selector_events`, …).
"""

import asyncio
import gc
import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.util import find_spec
from pathlib import Path

from dojo import ROOT
from dojo.dev.fresh import environment
from dojo.findings.findings import begin_record
from dojo.virtual.loop import VirtualLoop

PACKAGE = "test.test_asyncio"
MODULES = (
    *("tasks", "eager_task_factory", "futures", "futures2", "locks", "queues"),
    *("taskgroups", "timeouts", "waitfor", "staggered", "runners", "context"),
    *("pep492", "threads", "base_events", "events", "server", "streams"),
    "sock_lowlevel",
)

_LOG = "what asyncio logs, the judge puts on record"
_THREAD = "a thread waits for a timer, and the clock waits for the thread"
KNOWN = {
    "*.test_accept_connection_exception": _LOG,
    "*.test_error_in_call_soon": _LOG,
    "*.test_future_exception_never_retrieved*": _LOG,
    "*.test_tb_logger_exception_unretrieved": _LOG,
    "*.test_run_coroutine_threadsafe": _THREAD,
    "*.test_run_coroutine_threadsafe_task_cancelled": _THREAD,
    "*.test_run_coroutine_threadsafe_with_exception": _THREAD,
    "*.test_stop_while_run_in_complete": "a clock by hand moves once more after stop()",
    "*.test_handle_source_traceback": "a timer in debug mode remembers a frame more",
}

_TLS = "a thread is at the other end of TLS, and the time-outs are virtual"
_REAL = "a real signal, or a thread, comes later than a virtual time-out"
_AGAIN = "the same tests with another selector: the virtual loop has its own"
LEFT_OUT = {
    "*.test_events.*ssl*": _TLS,
    "*.test_streams.*ssl*": _TLS,
    "*.test_streams.*tls*": _TLS,
    "*.test_signal_handling_args": _REAL,
    "*.test_signal_handling_while_selecting": _REAL,
    "*.test_sock_client_racing": _REAL,
    "*.EPollEventLoopTests.*": _AGAIN,
    "*.KqueueEventLoopTests.*": _AGAIN,
    "*.PollEventLoopTests.*": _AGAIN,
}

PASSES = "passes"
# Only a process that never ends takes so long, on any machine.
SECONDS_FOR_A_MODULE = 600
# The line of a traceback that is neither code nor where it is.
_ERROR = re.compile(r"^[\w.]+(?:: .*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Comparison:
    """What came of one module of tests.

    Attributes:
        module: its name, without `test_`.
        passing: how many tests pass on asyncio's loop.
        same: how many of these pass on the other one too.
        known: how many do not, by the reason why.
        unexpected: a line for each difference that is new, or known and gone.
    """

    module: str
    passing: int
    same: int
    known: Counter[str]
    unexpected: list[str]

    def __str__(self) -> str:
        lines = [f"{self.module}: {self.same} of {self.passing} pass as on asyncio's"]
        lines += [
            f"  {number} known: {reason}" for reason, number in self.known.items()
        ]
        lines += [f"  not as known: {line}" for line in self.unexpected]
        return "\n".join(lines)


def main() -> int:
    """Run each module that this Python has on both loops, and print what differs.

    Returns:
        The exit status: 1 if a difference is new, or if a known one is gone.
    """
    modules = [module for module in MODULES if _is_here(module)]
    if not modules:
        print(f"CPython's tests are left out: this Python comes without {PACKAGE}.")
        return 0
    unexpected = 0
    for module in modules:
        comparison = compare(module)
        print(comparison, flush=True)
        unexpected += len(comparison.unexpected)
    print(f"{unexpected} are not as known.")
    return 1 if unexpected else 0


def compare(module: str, loop: str = "dojo.virtual.loop:VirtualLoop") -> Comparison:
    """Run one module of tests on asyncio's loop and on another one.

    Args:
        module: its name, without `test_`.
        loop: where the other one is, a `VirtualLoop`, as `package.module:Class`.
    """
    (stock, trouble), (other, more_trouble) = _run(module, ""), _run(module, loop)
    passing = sorted(test for test, seen in stock.items() if seen == PASSES)
    known, unexpected = Counter[str](), [*trouble, *more_trouble]
    for test in passing:
        seen, reason = other.get(test, "did not run"), _reason(KNOWN, test)
        line = f"{test.removeprefix(f'{PACKAGE}.')}: {seen}"
        if seen != PASSES and reason:
            known[reason] += 1
        elif seen != PASSES:
            unexpected.append(line)
        elif reason:
            unexpected.append(f"{line}, and is known to fail: {reason}")
    same = sum(other.get(test) == PASSES for test in passing)
    return Comparison(module, len(passing), same, known, unexpected)


def _run(module: str, loop: str) -> tuple[dict[str, str], list[str]]:
    """Run a module of tests in a process and a folder of its own.

    Returns:
        What came of each test, and what was wrong with the end of the process.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "results.jsonl")
        path.touch()
        try:
            process = subprocess.run(
                [sys.executable, "-m", "dojo.dev.cpython", module, loop, str(path)],
                cwd=folder,
                env=environment(ROOT),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                errors="replace",
                timeout=SECONDS_FOR_A_MODULE,
            )
            trouble = _trouble(process)
        except subprocess.TimeoutExpired as error:
            trouble = [f"its process did not end within {error.timeout} s"]
        lines = path.read_text("utf-8").splitlines()
    # Of the two lines of a test the second one counts.
    return dict(json.loads(line) for line in lines), trouble


def _trouble(process: subprocess.CompletedProcess[str]) -> list[str]:
    if process.returncode == 0:
        return []
    last_words = process.stderr.strip().rpartition("\n")[2]
    return [f"its process ended with status {process.returncode}: {last_words}"]


def _is_here(module: str) -> bool:
    try:
        return find_spec(f"{PACKAGE}.test_{module}") is not None
    except ModuleNotFoundError:
        return False


def _reason(reasons: Mapping[str, str], test: str) -> str:
    return next((why for name, why in reasons.items() if fnmatchcase(test, name)), "")


class _Asked(VirtualLoop):
    """A loop that can do what the tests want of theirs."""

    shutdown_ag_run = False

    def __init__(self, _selector_or_times: object = None) -> None:
        super().__init__()

    def advance_time(self, seconds: float) -> None:
        """Move the clock, as a test does by hand."""
        self._now += seconds

    async def shutdown_asyncgens(self) -> None:
        """Remember it: the tests of `asyncio.run` look."""
        await super().shutdown_asyncgens()
        self.shutdown_ag_run = True


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
            if not _reason(LEFT_OUT, test.id()):
                print(json.dumps([test.id(), "did not end"]), file=file, flush=True)
                print(json.dumps([test.id(), _seen(test)]), file=file, flush=True)
    # A thread that was given up on would keep Python from ending.
    os._exit(0)


def _let_loops_be(kind: type[VirtualLoop]) -> None:
    """Let every loop that a test makes be of one kind."""
    asked = type("Asked", (_Asked, kind), {})
    tests_of_run = importlib.import_module(f"{PACKAGE}.test_runners")
    for owner, name, new in (
        (asyncio.DefaultEventLoopPolicy, "new_event_loop", lambda _: asked()),
        (asyncio, "SelectorEventLoop", asked),
        (asyncio, "EventLoop", asked),
        (importlib.import_module(f"{PACKAGE}.utils"), "TestLoop", asked),
        (tests_of_run.BaseTest, "new_loop", lambda _: asked()),
    ):
        if hasattr(owner, name):
            setattr(owner, name, new)


def _flat(suite: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    for each in suite:
        if isinstance(each, unittest.TestSuite):
            yield from _flat(each)
        else:
            yield each


def _seen(test: unittest.TestCase) -> str:
    begin_record()
    # Some tests collect the garbage; that of the others is none of their business.
    gc.freeze()
    result = unittest.TestResult()
    unittest.TestSuite([test]).run(result)
    passes_not = (*result.errors, *result.failures, *result.skipped)
    for _, said in (*passes_not, *result.expectedFailures):
        error = _ERROR.search(said)
        return error[0] if error else said.partition("\n")[0]
    return PASSES


if __name__ == "__main__":
    run_module(*sys.argv[1:])
