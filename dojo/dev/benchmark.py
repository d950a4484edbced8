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
SMALL = Kata("ch01_coroutines", "k5_checkout")
LARGE = Kata("ch04_downloading", "k6_download_limited")
TRIVIAL = "import asyncio\n\n"
TRIVIAL_TEST = "async def test_{}():\n    await asyncio.sleep(0)\n\n\n"
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
ALONE = ("--disable-plugin-autoload", "-p", "pytest_asyncio.plugin")
BARE = (*PYTEST, *ALONE, "-o", "asyncio_mode=auto")
OURS = (*PYTEST, "-c", str(ROOT / "pyproject.toml"))
INTERLEAVED = """
import asyncio
from hypothesis import given
from dojo.testing import latencies, orders


async def work():
    for _ in range(10):
        await asyncio.sleep(0)


@given(order=orders())
async def test_in_any_order(order):
    with order:
        await asyncio.gather(*(work() for _ in range(3)))
"""
IN_ORDER = INTERLEAVED.replace("orders())", "latencies())").replace(
    "with order", "if 1"
)


def measure() -> None:
    """Print each measurement in a line."""
    _print_ratio("kata list", *_lists(), 4, "python -c pass")
    _print_ratio("kata check, cold", *_checks(), 1.2, "pytest, cold")
    for kata in (SMALL, LARGE):
        _print_saves(kata)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _print_ratio("1000 trivial async tests", *_thousand_tests(folder), 1.3)
        _print_ratio("a cold start on one kata", *_cold_starts(folder), 1.6)
        _print_ratio("pytest in a fresh clone", *_fresh_clones(folder), 4, "one kata")
        interleaved, in_order = _properties(folder)
        _print_ratio(
            "100 interleaved examples", interleaved, in_order, None, "in order"
        )
    _print_demonstration()
    _print_growth()


def _print_ratio(
    what: str,
    ours: Callable[[], None],
    bare: Callable[[], None],
    aim: float | None,
    other: str = "bare pytest-asyncio",
) -> None:
    ratios = []
    for _ in range(ROUNDS):
        ratios.append(_seconds(ours) / _seconds(bare))
    middle, low, high = statistics.median(ratios), min(ratios), max(ratios)
    aimed_at = "" if aim is None else f"; aim: at most {aim:g}"
    print(f"{what}: {middle:.2f} times {other} ", end="")
    print(f"({low:.2f} to {high:.2f} in {ROUNDS} rounds{aimed_at})")


def _lists() -> tuple[Callable[[], None], Callable[[], None]]:
    listing = _runner(_kata_command(), "list", cwd=ROOT)
    return listing, _runner(sys.executable, "-c", "pass", cwd=ROOT)


def _checks() -> tuple[Callable[[], None], Callable[[], None]]:
    answer = ROOT / "solutions" / SMALL.file
    ours = _runner(_kata_command(), "check", SMALL.name, "--answer", answer, cwd=ROOT)
    return ours, _runner(*PYTEST, "--solutions", SMALL.suite, cwd=ROOT)


def _kata_command() -> Path:
    return Path(sys.executable).with_name("kata")


def _print_saves(kata: Kata) -> None:
    """Print how long it takes from a save to the verdict on the screen."""
    if sys.platform == "win32":
        print("from the save to the verdict: not measured, for want of a terminal")
        return
    cold = _runner(*PYTEST, "--solutions", kata.suite, cwd=ROOT)
    colds = [_seconds(cold) for _ in range(ROUNDS)]
    saves = _saves(kata)
    middle = statistics.median(saves)
    ratio = middle / statistics.median(colds)
    print(f"{kata}: {middle * 1000:.0f} ms from the save to the verdict ", end="")
    print(
        f"({min(saves) * 1000:.0f} to {max(saves) * 1000:.0f} in {len(saves)}), ",
        end="",
    )
    print(f"{ratio:.2f} times a cold pytest (aim: at most 0.25)")


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


def _thousand_tests(folder: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    for number in range(10):
        tests = "".join(TRIVIAL_TEST.format(test) for test in range(100))
        (folder / f"test_many_{number}.py").write_text(TRIVIAL + tests, "utf-8")
    return _runner(*OURS, folder, cwd=folder), _runner(*BARE, folder, cwd=folder)


def _cold_starts(folder: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    one = folder / "one"
    one.mkdir()
    (one / "test_one.py").write_text(TRIVIAL + TRIVIAL_TEST.format("one"), "utf-8")
    suite = next((ROOT / "tests" / "ch01_coroutines").glob("test_k1_*.py"))
    ours = _runner(*OURS, "--solutions", suite, cwd=ROOT)
    return ours, _runner(*BARE, one, cwd=one)


def _fresh_clones(folder: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    copy = fresh_copy(folder)
    everything = _runner(*PYTEST, cwd=copy, status=1)
    suite = SMALL.suite.relative_to(ROOT)
    return everything, _runner(*PYTEST, suite, cwd=copy, status=1)


def _properties(folder: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    runners = []
    for name, text in (("interleaved", INTERLEAVED), ("in_order", IN_ORDER)):
        path = folder / f"test_{name}.py"
        path.write_text(text, "utf-8")
        runners.append(_runner(*OURS, path, cwd=ROOT))
    return runners[0], runners[1]


def _print_demonstration() -> None:
    command = [str(_kata_command()), "demo", "--solutions"]
    ratios = []
    for _ in range(3):
        run = subprocess.run(
            command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
        )
        ratios.append(float(run.stdout.split()[-3]))
    middle = statistics.median(ratios)
    print(
        f"100 pages together: {middle:.0f} times as fast as one after another ", end=""
    )
    print(f"({min(ratios):.0f} to {max(ratios):.0f} in 3 rounds; aim: at least 60)")


def _print_growth() -> None:
    """Print what the suites cost, all together and chapter by chapter."""
    chapters = sorted({kata.suite.parent for kata in all_katas()})
    collecting = _runner(*OURS, "--solutions", "--collect-only", chapters[0], cwd=ROOT)
    start = _seconds(collecting)
    together = _seconds(_runner(*OURS, "--solutions", *chapters, cwd=ROOT))
    alone = [_seconds(_runner(*OURS, "--solutions", c, cwd=ROOT)) for c in chapters]
    growth = (together - start) / sum(seconds - start for seconds in alone)
    print(f"the suites of {len(all_katas())} katas: {together:.1f} s ", end="")
    print(f"(aim: at most 15), {growth:.2f} times the sum of the chapters ", end="")
    print("by themselves (1 is linear)")


def _runner(*command: object, cwd: Path, status: int = 0) -> Callable[[], None]:
    """Return how to run a command that has run before: what it imports is compiled."""

    def run() -> None:
        words = [str(word) for word in command]
        there = environment(cwd, PYTHONDONTWRITEBYTECODE="")
        code = subprocess.run(words, cwd=cwd, env=there, capture_output=True).returncode
        if code != status:
            raise subprocess.CalledProcessError(code, words)

    run()
    return run


def _seconds(run: Callable[[], None]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began
