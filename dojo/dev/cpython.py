"""CPython's own tests of asyncio, as a reference for the virtual loop.

The tests that come with the interpreter (`test.test_asyncio`) run twice, on asyncio's
loop and on the virtual one. Whatever passes the first time only is a difference. Those
that are known stand below with their reasons: a new one makes the command fail, and so
does a known one that is gone.

Not asked are the modules about what is real (`test_subprocess`, `test_ssl`, …) and
those in which mocks take the place of the loop's parts (`test_selector_events`, …).
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.util import find_spec
from pathlib import Path

from dojo import ROOT
from dojo.dev.cpython_child import PACKAGE, PASSES

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

# Only a process that never ends takes so long, on any machine.
SECONDS_FOR_A_MODULE = 600
_MOST_SHOWN = 10


@dataclass(frozen=True)
class Difference:
    """A test that passes on asyncio's loop, and is known or seen to fail on the other.

    Attributes:
        test: its full name.
        seen: what came of it on the other loop.
        reason: why it is known to fail there, empty if it is not known.
    """

    test: str
    seen: str
    reason: str = ""

    @property
    def is_expected(self) -> bool:
        """Whether it is known, and still there."""
        return bool(self.reason) and self.seen != PASSES

    def __str__(self) -> str:
        gone = f", and is known to fail: {self.reason}" if self.reason else ""
        return f"{self.test.removeprefix(f'{PACKAGE}.')}: {self.seen}{gone}"


@dataclass(frozen=True)
class Comparison:
    """What came of one module of tests.

    Attributes:
        module: its name, without `test_`.
        passing: how many tests pass on asyncio's loop.
        same: how many of these pass on the other one too.
        asked: in how many of these the other loop ran.
        differences: all of them, known or not.
    """

    module: str
    passing: int
    same: int
    asked: int
    differences: list[Difference]

    @property
    def unexpected(self) -> list[Difference]:
        """The differences that are new, and the known ones that are gone."""
        return [each for each in self.differences if not each.is_expected]

    def __str__(self) -> str:
        same = f"{self.same} of {self.passing} pass as on the stock loop"
        lines = [f"{self.module}: {same}; {self.asked} run the virtual one"]
        known = Counter(each.reason for each in self.differences if each.is_expected)
        lines += [f"  {number} known: {reason}" for reason, number in known.items()]
        lines += [f"  not as known: {each}" for each in self.unexpected[:_MOST_SHOWN]]
        if more := self.unexpected[_MOST_SHOWN:]:
            lines.append(f"  … and {len(more)} more")
        return "\n".join(lines)


@dataclass(frozen=True)
class _Run:
    seen: dict[str, str]
    asked: set[str]
    trouble: str


def main() -> int:
    """Run each module that this Python has on both loops, and print what differs.

    Returns:
        The exit status: 1 if a difference is new, or if a known one is gone.
    """
    if not any(map(_is_here, MODULES)):
        print(f"CPython's tests are left out: this Python comes without {PACKAGE}.")
        return 0
    asked = unexpected = 0
    for module in filter(_is_here, MODULES):
        comparison = compare(module)
        print(comparison, flush=True)
        asked += comparison.asked
        unexpected += len(comparison.unexpected)
    print(f"The virtual loop ran in {asked} tests; {unexpected} are not as known.")
    return 1 if unexpected or not asked else 0


def compare(module: str, loop: str = "dojo.virtual.loop:VirtualLoop") -> Comparison:
    """Run one module of tests on asyncio's loop and on another one.

    Args:
        module: its name, without `test_`.
        loop: where the other one is, a `VirtualLoop`, as `package.module:Class`.
    """
    stock, other = _run(module, ""), _run(module, loop)
    passing = {test for test, seen in stock.seen.items() if seen == PASSES}
    differences = [Difference(module, r.trouble) for r in (stock, other) if r.trouble]
    for test in sorted(passing):
        known = (why for pattern, why in KNOWN.items() if fnmatchcase(test, pattern))
        seen, reason = other.seen.get(test, "did not run"), next(known, "")
        if reason or seen != PASSES:
            differences.append(Difference(test, seen, reason))
    same = sum(other.seen.get(test) == PASSES for test in passing)
    asked = len(other.asked & passing)
    return Comparison(module, len(passing), same, asked, differences)


def _run(module: str, loop: str) -> _Run:
    """Run a module of tests in a process and a folder of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "results.jsonl")
        trouble = _run_child(module, loop, path)
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
    results = [json.loads(line) for line in lines]
    # Of the two lines of a test the second one counts.
    seen = {result["test"]: result["seen"] for result in results}
    return _Run(seen, {r["test"] for r in results if r["asked"]}, trouble)


def _run_child(module: str, loop: str, results: Path) -> str:
    """Run the tests, and return what was wrong with the end of their process."""
    arguments = ["-m", "dojo.dev.cpython_child", module, loop, str(results)]
    try:
        process = subprocess.run(
            [sys.executable, *arguments],
            cwd=results.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            errors="replace",
            timeout=SECONDS_FOR_A_MODULE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"its process did not end within {SECONDS_FOR_A_MODULE} s"
    if process.returncode == 0:
        return ""
    last_words = process.stderr.strip().rpartition("\n")[2]
    return f"its process ended with status {process.returncode}: {last_words}"


def _is_here(module: str) -> bool:
    try:
        return find_spec(f"{PACKAGE}.test_{module}") is not None
    except ModuleNotFoundError:
        return False
