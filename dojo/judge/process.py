"""Judges an answer in a clean process, and says what came of it.

A clean process would cost half a second of imports for each answer. So a server
imports once what every verdict needs, and each answer is judged in a fork of it.
On Windows, which has no fork, each process pays for its imports; where it is made
ahead of its job (`JudgingProcess`), nobody waits for that.
"""

import contextlib
import functools
import importlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import process_time
from typing import Any

from dojo.course.kata import Kata
from dojo.judge import hearing
from dojo.judge.hearing import Hearing, Listener
from dojo.report.verdict import Status, Verdict

# The exit status of pytest where it is broken itself.
_NOTHING_WAS_RUN = 3
# Elsewhere the system's own libraries may not be forked.
_FOR_ONCE = "fork" if sys.platform == "linux" else "spawn"
_HAS_FORKSERVER = "forkserver" in multiprocessing.get_all_start_methods()


def judge(kata: Kata, folder: Path, *, in_full: bool = False) -> Verdict:
    """Judge the answer to one kata.

    Args:
        kata: the exercise.
        folder: where the answers lie, laid out like `katas/`.
        in_full: whether nothing of what was seen is left out.

    Returns:
        The verdict. It is never SOLVED unless every test of the suite has passed
        and the process came to its regular end.
    """
    return judge_all([kata], folder, in_full=in_full)[0]


def judge_all(
    katas: Sequence[Kata],
    folder: Path,
    *,
    once: bool = False,
    in_full: bool = False,
    tests: Mapping[Kata, str] | None = None,
) -> list[Verdict]:
    """Judge the answers to several katas one after another in one process.

    Where an answer brings that process into trouble, those that it kept from their
    verdicts are judged in another one.

    Args:
        katas: the exercises.
        folder: where the answers lie, laid out like `katas/`.
        once: whether nothing else will be judged, so that a server is not worth it.
        in_full: whether nothing of what was seen is left out.
        tests: the only test of a suite to run, where it is not all of them.

    Returns:
        A verdict for each, in their order.
    """
    verdicts: dict[Kata, Verdict] = {}
    waiting = [list(katas)]
    while waiting:
        together = waiting.pop()
        process = JudgingProcess(folder, once=once, in_full=in_full)
        with contextlib.closing(process):
            found = process.judge(together, tests=tests)
        verdicts |= found
        left = [kata for kata in together if kata not in found]
        if found and left:
            waiting.append(left)
        elif left:
            # Whose fault it was is clear when each is judged by itself.
            waiting += [[kata] for kata in left]
    return [verdicts[kata] for kata in katas]


class JudgingProcess:
    """A process that gets ready to judge, and waits for one job.

    Args:
        folder: where the answers lie, laid out like `katas/`.
        once: whether nothing else will be judged, so that a server is not worth it.
        in_full: whether nothing of what was seen is left out.
    """

    def __init__(
        self, folder: Path, *, once: bool = False, in_full: bool = False
    ) -> None:
        context: Any = multiprocessing.get_context(_FOR_ONCE) if once else _context()
        self._connection, other_end = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_work, args=(other_end, folder, once, in_full), daemon=True
        )
        with _looking_at_children:
            self._process.start()
        other_end.close()

    def judge(
        self,
        katas: Sequence[Kata],
        tell: Listener | None = None,
        tests: Mapping[Kata, str] | None = None,
    ) -> dict[Kata, Verdict]:
        """Judge the answers to several katas; this can be asked for once.

        Args:
            katas: the exercises.
            tell: is called with what came of each test, as soon as that is known.
            tests: the only test of a suite to run, where it is not all of them.

        Returns:
            A verdict for each; after trouble, for the one that it concerns, and for
            those that were done before. A kata by itself always has a verdict.
        """
        only = tests or {}
        suites = [
            f"{kata.suite}::{only[kata]}" if kata in only else str(kata.suite)
            for kata in katas
        ]
        heard = Hearing(tell)
        with contextlib.suppress(OSError):
            self._connection.send(suites)
        while not heard.is_over:
            self._hear(heard)
        return heard.verdicts(katas)

    def has_ended(self) -> bool:
        """Tell whether the process has ended by itself."""
        with _looking_at_children:
            return self._process.exitcode is not None

    def kill(self) -> None:
        """End the process, and with it what it has started; any thread may do this."""
        if self._process.pid is not None and hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def close(self) -> None:
        """End the process, and give back what it has taken."""
        self.kill()
        with _looking_at_children:
            self._process.join()
        self._connection.close()

    def _hear(self, heard: Hearing) -> None:
        """Wait for the next message, or for the end of the process."""
        most = hearing.SECONDS_OF_SILENCE
        if not wait([self._connection, self._process.sentinel], most):
            heard.end_in_silence(most)
            return
        try:
            # What was said before the end is heard first.
            if self._connection.poll():
                heard.take_in(*self._connection.recv())
                return
        except (EOFError, OSError):
            # The pipe is closed a moment before the process has ended.
            wait([self._process.sentinel], most)
        with _looking_at_children:
            code = self._process.exitcode
        heard.end_in(Status.CRASHED, _how_it_ended(code))


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        return f"Python was ended by signal {-code}."
    return (
        f"Python ended before its time, with exit code {code}: "
        "it was told to (os._exit), or it crashed."
    )


def start_server() -> None:
    """Start the server that is forked for each answer; it gets ready by itself.

    What it and its forks have to complain of, as where git takes our own modules away
    for a moment, is not painted over a window. Call this before the window opens.
    """
    if _HAS_FORKSERVER:
        from multiprocessing import forkserver

        _context()
        with _nothing_on_standard_error():
            forkserver.ensure_running()


@contextlib.contextmanager
def _nothing_on_standard_error() -> Iterator[None]:
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)


# multiprocessing looks at all of its children when it starts another one. Where two
# threads look at the same one at a time, its exit code is lost.
_looking_at_children = threading.Lock()


@functools.cache
def _context() -> Any:
    if not _HAS_FORKSERVER:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["dojo.judge.preload"])
    return context


def _work(connection: Any, folder: Path, once: bool, in_full: bool) -> None:
    try:
        if not once:
            importlib.import_module("dojo.judge.preload")
        from dojo.judge.child import work

        work(connection, folder, in_full=in_full)
    except ImportError as error:
        # pytest or a plugin of ours is not there; answers are not imported like this.
        connection.send(("done", process_time(), _NOTHING_WAS_RUN, str(error)))
