"""`kata doctor` tells whether this machine is ready."""

import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from watchfiles import watch

from dojo import ROOT, as_typed, shown
from dojo.cli.editor import editor
from dojo.course.journal import Journal
from dojo.course.kata import all_katas
from dojo.judge.process import judge_all
from dojo.report.verdict import Status

FEWEST_COLUMNS, FEWEST_LINES = 80, 24
_SECONDS_TO_NOTICE = 5
_READY, _TOO_BUSY = "ready", "this machine is too busy to tell"


@dataclass(frozen=True)
class Diagnosis:
    """What was seen of one thing.

    Attributes:
        seen: in a few words.
        remedy: what must be done about it; empty if the katas can do without.
        advice: what might be done about it; empty if all is well.
        is_busy: whether this machine had too much to do to let us see anything.
    """

    seen: str
    remedy: str = ""
    advice: str = ""
    is_busy: bool = False

    @property
    def word(self) -> str:
        """What it comes to, in one word."""
        if self.remedy:
            return "FAILS"
        if self.is_busy:
            return "busy"
        return "hint" if self.advice else "ok"


def examine() -> bool:
    """Print one line for each thing that matters, and one to pass on.

    Returns:
        Whether this machine is ready; one that is too busy may be.
    """
    seen, words = [], set()
    for what, look in _EXAMINATIONS.items():
        diagnosis = look()
        seen.append(f"{what} {diagnosis.seen}")
        words.add(diagnosis.word)
        to_do = diagnosis.remedy or diagnosis.advice
        arrow = f"  ->  {to_do}" if to_do else ""
        print(f"{diagnosis.word:6}{what:10}{diagnosis.seen}{arrow}", flush=True)
    verdict = _verdict(words)
    again = "; run this again when it has less to do" if verdict == _TOO_BUSY else ""
    print(f"\n{verdict}{again}")
    print(f"For your instructor: kata doctor: {verdict}; {'; '.join(seen)}")
    return verdict == _READY


def _verdict(words: set[str]) -> str:
    if "FAILS" in words:
        return "not ready yet"
    return _TOO_BUSY if "busy" in words else _READY


def _python() -> Diagnosis:
    """Tell which Python it is; with an older one nobody gets here (`dojo/__init__`)."""
    return Diagnosis(f"{platform.python_version()} on {platform.platform(terse=True)}")


def _packages() -> Diagnosis:
    lines = importlib.metadata.requires("asyncio-katas") or []
    wanted = [Requirement(line) for line in lines]
    here = [one for one in wanted if one.marker is None or one.marker.evaluate()]
    wrong = [one for one in here if not one.specifier.contains(_version(one.name))]
    if wrong:
        seen = ", ".join(f"{one.name} {_version(one.name)}" for one in wrong)
        by_uv = os.environ.get("UV")
        return Diagnosis(seen, "uv sync" if by_uv else "pip install -e .")
    return Diagnosis(f"all {len(here)} are as wanted")


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "0"


def _writing() -> Diagnosis:
    if not os.access(ROOT / "katas", os.W_OK):
        seen = "katas/ cannot be written"
        return Diagnosis(seen, "clone the repository into a folder of your own")
    if complaint := Journal(ROOT).complaint():
        return Diagnosis(complaint, advice="make it writable")
    return Diagnosis("katas/ and .kata/ can be written")


def _names() -> Diagnosis:
    """Tell of files that `python` would take for modules of others."""
    files = sorted([*ROOT.glob("*.py"), *ROOT.glob("katas/*/*.py")])
    modules = {*sys.stdlib_module_names, "aiohttp", "pytest"}
    if hiding := [shown(path) for path in files if path.stem in modules]:
        advice = "rename: it hides a module of the same name"
        return Diagnosis(", ".join(hiding), advice=advice)
    return Diagnosis("no file hides a module of Python")


def _test_run() -> Diagnosis:
    (verdict,) = judge_all(all_katas()[:1], ROOT / "solutions", once=True)
    if verdict.status is Status.SOLVED:
        return Diagnosis(f"our first solution is accepted, in {verdict.seconds:.1f} s")
    if verdict.status is Status.BUSY:
        return Diagnosis(verdict.text, is_busy=True)
    command = as_typed("pytest --solutions tests/ch01_coroutines")
    return Diagnosis(
        f"our first solution: {verdict.status}",
        f"show your instructor what this prints: {command}",
    )


def _watching() -> Diagnosis:
    """Save a file, and see whether that is noticed."""
    if _notices_a_save():
        return Diagnosis("a save is noticed")
    if _notices_a_save(force_polling=True):
        return Diagnosis("a save is not noticed", "set WATCHFILES_FORCE_POLLING=true")
    return Diagnosis(f"no news of a save for {_SECONDS_TO_NOTICE} s", is_busy=True)


def _notices_a_save(*, force_polling: bool | None = None) -> bool:
    ours = None if Journal(ROOT).complaint() else ROOT / ".kata"
    if ours is not None:
        ours.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ours) as folder:
        saver = threading.Timer(0.2, Path(folder, "answer.py").write_text, ["saved"])
        saver.start()
        changes = watch(
            folder,
            rust_timeout=1000 * _SECONDS_TO_NOTICE,
            yield_on_timeout=True,
            force_polling=force_polling,
        )
        noticed = next(changes)
        saver.join()
    return bool(noticed)


def _terminal() -> Diagnosis:
    if not sys.stdout.isatty():
        return Diagnosis("none", advice="run this in the terminal you will use")
    size = shutil.get_terminal_size()
    seen = f"{size.columns}x{size.lines}, {sys.stdout.encoding}"
    if size.columns < FEWEST_COLUMNS or size.lines < FEWEST_LINES:
        wanted = f"{FEWEST_COLUMNS}x{FEWEST_LINES}"
        return Diagnosis(seen, advice=f"make it at least {wanted}")
    try:
        "█━…".encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return Diagnosis(seen, advice="set PYTHONUTF8=1 for better pictures")
    return Diagnosis(seen)


def _editor() -> Diagnosis:
    """Tell with which Python an editor understands the katas, and which one opens."""
    seen = f"let it use the Python {sys.executable}"
    command = editor()
    if not command:
        return Diagnosis(seen, advice="set EDITOR, so that `kata` can open files")
    if shutil.which(command.split()[0]) is None:
        return Diagnosis(f"{seen}; {command} is not found", advice="set EDITOR anew")
    return Diagnosis(f"{seen}; {command} opens files")


_EXAMINATIONS: dict[str, Callable[[], Diagnosis]] = {
    "Python": _python,
    "packages": _packages,
    "writing": _writing,
    "names": _names,
    "test run": _test_run,
    "watching": _watching,
    "terminal": _terminal,
    "editor": _editor,
}
