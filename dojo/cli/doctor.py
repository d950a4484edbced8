"""`kata doctor` tells whether this machine is ready."""

import importlib.metadata
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

from dojo import ROOT
from dojo.cli.editor import editor
from dojo.course.kata import all_katas
from dojo.judge.process import judge_all
from dojo.report import wording
from dojo.report.verdict import Status

OLDEST_PYTHON = (3, 11)
FEWEST_COLUMNS, FEWEST_LINES = 80, 24
_MILLISECONDS_TO_NOTICE = 5000


@dataclass(frozen=True)
class Diagnosis:
    """What was seen of one thing.

    Attributes:
        seen: in a few words.
        remedy: what must be done about it; empty if the katas can do without.
        advice: what might be done about it; empty if all is well.
    """

    seen: str
    remedy: str = ""
    advice: str = ""


def examine() -> bool:
    """Print one line for each thing that matters, and one to pass on.

    Returns:
        Whether this machine is ready.
    """
    seen = []
    ready = True
    for what, look in _EXAMINATIONS.items():
        diagnosis = look()
        seen.append(f"{what} {diagnosis.seen}")
        ready = ready and not diagnosis.remedy
        word = "FAILS" if diagnosis.remedy else "hint" if diagnosis.advice else "ok"
        to_do = diagnosis.remedy or diagnosis.advice
        arrow = f"  ->  {to_do}" if to_do else ""
        print(f"{word:6}{what:10}{diagnosis.seen}{arrow}", flush=True)
    print("\nready" if ready else "\nnot ready yet")
    verdict = "ready" if ready else "not ready"
    print(f"For your instructor: kata doctor: {verdict}; {'; '.join(seen)}")
    return ready


def _python() -> Diagnosis:
    seen = f"{platform.python_version()} on {platform.platform(terse=True)}"
    oldest = ".".join(map(str, OLDEST_PYTHON))
    is_new_enough = sys.version_info >= OLDEST_PYTHON
    return Diagnosis(seen, "" if is_new_enough else f"install Python {oldest} or newer")


def _packages() -> Diagnosis:
    lines = importlib.metadata.requires("asyncio-katas") or []
    wanted = [Requirement(line) for line in lines]
    here = [one for one in wanted if one.marker is None or one.marker.evaluate()]
    wrong = [one for one in here if not one.specifier.contains(_version(one.name))]
    if wrong:
        seen = ", ".join(f"{one.name} {_version(one.name)}" for one in wrong)
        return Diagnosis(seen, "uv sync, or: pip install -e .")
    return Diagnosis(f"all {len(here)} are as wanted")


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "0"


def _names() -> Diagnosis:
    """Tell of files that `python -m` would take for modules of Python."""
    files = sorted(path.name for path in ROOT.glob("*.py"))
    hiding = [name for name in files if Path(name).stem in sys.stdlib_module_names]
    if hiding:
        seen = f"{', '.join(hiding)} beside README.md"
        return Diagnosis(seen, advice="rename: it hides Python's own module")
    return Diagnosis("no file hides a module of Python")


def _test_run() -> Diagnosis:
    (verdict,) = judge_all(all_katas()[:1], ROOT / "solutions", once=True)
    if verdict.status is Status.SOLVED:
        return Diagnosis(f"our first solution is accepted, in {verdict.seconds:.1f} s")
    return Diagnosis(
        f"our first solution: {verdict.status}",
        "show your instructor what this prints: pytest --solutions tests/ch01*",
    )


def _watching() -> Diagnosis:
    """Save a file, and see whether that is noticed."""
    ours = ROOT / ".kata"
    ours.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ours) as folder:
        path = Path(folder, "answer.py")
        saver = threading.Timer(0.2, path.write_text, ["saved"])
        saver.start()
        changes = watch(
            folder, rust_timeout=_MILLISECONDS_TO_NOTICE, yield_on_timeout=True
        )
        noticed = next(changes)
        saver.join()
    if noticed:
        return Diagnosis("a save is noticed")
    return Diagnosis("a save is not noticed", "set WATCHFILES_FORCE_POLLING=true")


def _terminal() -> Diagnosis:
    if not sys.stdout.isatty():
        return Diagnosis("none", advice="run this in the terminal you will use")
    size = shutil.get_terminal_size()
    seen = f"{size.columns}x{size.lines}, {sys.stdout.encoding}"
    if size.columns < FEWEST_COLUMNS or size.lines < FEWEST_LINES:
        wanted = f"{FEWEST_COLUMNS}x{FEWEST_LINES}"
        return Diagnosis(seen, advice=f"make it at least {wanted}")
    if not wording.knows_unicode(sys.stdout.encoding):
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
    "names": _names,
    "test run": _test_run,
    "watching": _watching,
    "terminal": _terminal,
    "editor": _editor,
}
