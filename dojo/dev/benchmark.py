"""How fast the judge is.

Machines differ, and one machine differs from minute to minute. So two commands are
run in turn, and what counts is the ratio of their times, pair by pair.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dojo import ROOT
from dojo.course.kata import Kata, all_katas
from dojo.dev.fresh import environment, fresh_copy

ROUNDS = 7
SAVES = 15
SMALL = Kata("ch01_coroutines", "k7_checkout")
LARGE = Kata("ch04_downloading", "k6_download_limited")
TRIVIAL = "import asyncio\n\n"
TRIVIAL_TEST = "async def test_{}():\n    await asyncio.sleep(0)\n\n\n"
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
ALONE = ("--disable-plugin-autoload", "-p", "pytest_asyncio.plugin")
BARE = (*PYTEST, *ALONE, "-o", "asyncio_mode=auto")
OURS = (*PYTEST, "-c", str(ROOT / "pyproject.toml"))

Run = Callable[[], None]


def measure() -> None:
    """Print each measurement in a line."""
    kata, answer = _kata_command(), ROOT / "solutions" / SMALL.file
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder, copy = Path(name, "trivial"), fresh_copy(Path(name))
        _write_trivial_tests(folder)
        suite = SMALL.suite.relative_to(ROOT)
        _print_ratio(
            *("kata list", 4, "python -c pass"),
            _runner(kata, "list"),
            _runner(sys.executable, "-c", "pass"),
        )
        _print_ratio(
            *("kata check, cold", 1.2, "pytest, cold"),
            _runner(kata, "check", SMALL.name, "--answer", answer),
            _cold_pytest(SMALL),
        )
        _print_ratio(
            *("1000 trivial async tests", 1.3, "bare pytest-asyncio"),
            _runner(*OURS, folder, cwd=folder),
            _runner(*BARE, folder, cwd=folder),
        )
        _print_ratio(
            *("pytest in a fresh clone", 4, "one kata"),
            _runner(*PYTEST, cwd=copy, status=1),
            _runner(*PYTEST, suite, cwd=copy, status=1),
        )
    for each in (SMALL, LARGE):
        _print_saves(each)
    _print_growth()


def _print_ratio(what: str, aim: float, other: str, ours: Run, bare: Run) -> None:
    ratios = [_seconds(ours) / _seconds(bare) for _ in range(ROUNDS)]
    print(f"{what}: {_middle(ratios)} times {other}; aim: at most {aim:g}")


def _write_trivial_tests(folder: Path) -> None:
    folder.mkdir()
    tests = "".join(TRIVIAL_TEST.format(number) for number in range(100))
    for number in range(10):
        (folder / f"test_many_{number}.py").write_text(TRIVIAL + tests, "utf-8")


def _kata_command() -> Path:
    return Path(sys.executable).with_name("kata")


def _cold_pytest(kata: Kata) -> Run:
    return _runner(*PYTEST, "--solutions", kata.suite)


def _print_saves(kata: Kata) -> None:
    """Print how long it takes from a save to the verdict on the screen."""
    if sys.platform == "win32":
        print("from the save to the verdict: not measured, for want of a terminal")
        return
    cold = _cold_pytest(kata)
    colds = [_seconds(cold) for _ in range(ROUNDS)]
    saves = _saves(kata)
    ratio = statistics.median(saves) / statistics.median(colds)
    milliseconds = _middle([seconds * 1000 for seconds in saves], digits=0)
    print(f"{kata}: {milliseconds} ms from the save to the verdict, ", end="")
    print(f"{ratio:.2f} times a cold pytest; aim: at most 0.25")


def _saves(kata: Kata) -> list[float]:
    """Return the seconds from each of some saves to "all tests pass" on the screen."""
    import pexpect

    solution = kata.solution.read_text("utf-8")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = fresh_copy(Path(folder))
        answer = copy / "katas" / kata.file
        stub, seconds = answer.read_text("utf-8"), []
        window = pexpect.spawn(
            sys.executable,
            ["-m", "dojo.cli"],
            cwd=copy,
            env=environment(copy, TERM="xterm-256color"),
            dimensions=(24, 80),
        )
        window.expect("not started")
        window.send("l")
        window.expect("type a part")
        window.send(f"{kata.number}\r")
        window.expect(kata.name)
        for number in range(SAVES):
            # Time for the process that will judge to get ready, as between two saves.
            time.sleep(0.5)
            began = time.perf_counter()
            answer.write_text(f"{solution}# {number}\n", "utf-8")
            window.expect(r"(\d+) of \1 tests pass")
            seconds.append(time.perf_counter() - began)
            answer.write_text(stub, "utf-8")
            window.expect("not started")
        window.close(force=True)
    return seconds


def _print_growth() -> None:
    """Print what the suites cost, all together and chapter by chapter."""
    chapters = sorted({kata.suite.parent for kata in all_katas()})
    start = _seconds(_runner(*OURS, "--solutions", "--collect-only", chapters[0]))
    together = _seconds(_runner(*OURS, "--solutions", *chapters))
    alone = [_seconds(_runner(*OURS, "--solutions", each)) for each in chapters]
    growth = (together - start) / sum(seconds - start for seconds in alone)
    print(f"the suites of {len(all_katas())} katas: {together:.1f} s ", end="")
    print(f"(aim: at most 15), {growth:.2f} times the sum of the chapters ", end="")
    print("by themselves (1 is linear)")


def _runner(*command: object, cwd: Path = ROOT, status: int = 0) -> Run:
    """Return how to run a command that has run before: what it imports is compiled."""
    words = [str(word) for word in command]
    there = environment(cwd, PYTHONDONTWRITEBYTECODE="")

    def run() -> None:
        code = subprocess.run(words, cwd=cwd, env=there, capture_output=True).returncode
        if code != status:
            raise subprocess.CalledProcessError(code, words)

    run()
    return run


def _seconds(run: Run) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _middle(numbers: list[float], digits: int = 2) -> str:
    """Return the median of some measurements, and between what they lie."""
    low, high = min(numbers), max(numbers)
    middle = f"{statistics.median(numbers):.{digits}f}"
    return f"{middle} ({low:.{digits}f} to {high:.{digits}f} in {len(numbers)})"
