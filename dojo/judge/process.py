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
import time
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dojo.course.kata import Kata
from dojo.report.verdict import Result, Verdict, Word, word_for

if TYPE_CHECKING:
    from dojo.judge.effort import Effort

SECONDS_OF_SILENCE = 10.0
# In the background a process may have to wait for the processor.
_SECONDS_OF_SILENCE_IN_THE_BACKGROUND = 60.0
# Elsewhere the system's own libraries may not be forked.
_FOR_ONCE = "fork" if sys.platform == "linux" else "spawn"
_HAS_FORKSERVER = "forkserver" in multiprocessing.get_all_start_methods()
_real_open = open

Listener = Callable[[Result], object]


def judge(kata: Kata, folder: Path) -> Verdict:
    """Judge the answer to one kata.

    Args:
        kata: the exercise.
        folder: where the answers lie, laid out like `katas/`.

    Returns:
        The verdict. It is never SOLVED unless every test of the suite has passed
        and the process came to its regular end.
    """
    return judge_all([kata], folder)[0]


def judge_all(
    katas: Sequence[Kata],
    folder: Path,
    *,
    once: bool = False,
    tests: Mapping[Kata, str] | None = None,
    effort: "Effort | None" = None,
    compiled: Path | None = None,
) -> list[Verdict]:
    """Judge the answers to several katas one after another in one process.

    Args:
        katas: the exercises.
        folder: where the answers lie, laid out like `katas/`.
        once: whether nothing else will be judged, so that a server is not worth it.
        tests: the only test of a suite to run, where it is not all of them.
        effort: how hard it tries, where that is less than for a learner.
        compiled: where many such processes, which work in the background, keep the
            compiled suites if not beside them; None if there are no others.

    Returns:
        A verdict for each, in their order.
    """
    process = JudgingProcess(folder, once=once, compiled=compiled)
    with contextlib.closing(process):
        return process.judge(katas, tests=tests, effort=effort)


class JudgingProcess:
    """A process that gets ready to judge, and waits for one job.

    Args:
        folder: where the answers lie, laid out like `katas/`.
        once: whether nothing else will be judged, so that a server is not worth it.
        compiled: where many such processes, which work in the background, keep the
            compiled suites if not beside them; None if there are no others.
    """

    def __init__(
        self,
        folder: Path,
        *,
        once: bool = False,
        compiled: Path | None = None,
    ) -> None:
        context: Any = multiprocessing.get_context(_FOR_ONCE) if once else _context()
        self._connection, other_end = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_work, args=(other_end, folder, once, compiled), daemon=True
        )
        start(self._process)
        other_end.close()
        self._silence = (
            SECONDS_OF_SILENCE
            if compiled is None
            else _SECONDS_OF_SILENCE_IN_THE_BACKGROUND
        )

    def judge(
        self,
        katas: Sequence[Kata],
        tell: Listener | None = None,
        tests: Mapping[Kata, str] | None = None,
        effort: "Effort | None" = None,
    ) -> list[Verdict]:
        """Judge the answers to several katas; this can be asked for once.

        Args:
            katas: the exercises.
            tell: is called with what came of each test, as soon as that is known.
            tests: the only test of a suite to run, where it is not all of them.
            effort: how hard it tries, where that is less than for a learner.

        Returns:
            A verdict for each, in their order.
        """
        began = time.monotonic()
        hearing = _Hearing(tell)
        only = tests or {}
        parts = [f"::{only[kata]}" if kata in only else "" for kata in katas]
        suites = [f"{k.suite}{part}" for k, part in zip(katas, parts, strict=True)]
        with contextlib.suppress(OSError):
            self._connection.send((suites, effort))
        hearing.listen(self._connection, self._process, self._silence)
        seconds = time.monotonic() - began
        return [hearing.verdict(kata, seconds) for kata in katas]

    def kill(self) -> None:
        """End the process, and with it what it has started; any thread may do this."""
        kill(self._process)

    def close(self) -> None:
        """End the process, and give back what it has taken."""
        self.kill()
        with _looking_at_children:
            self._process.join()
        self._connection.close()


class _Hearing:
    """What a judging process has told so far."""

    def __init__(self, tell: Listener | None) -> None:
        self._tell = tell
        self._results: dict[str, dict[str, Result]] = {}
        self._running: dict[str, str] = {}
        self._trouble: tuple[Word, str] | None = None
        self._is_done = False

    def listen(
        self, receiver: Connection, process: BaseProcess, most_seconds: float
    ) -> None:
        """Listen until the process is done, ends, or says nothing for too long."""
        while not self._is_done:
            if not wait([receiver, process.sentinel], most_seconds):
                text = f"Python was busy for {most_seconds:g} s without an answer."
                self._trouble = (Word.HUNG, text)
                return
            code = exit_code(process, seconds=0)
            if not receiver.poll() and code is not None:
                self._trouble = (Word.CRASHED, _how_it_ended(code))
                return
            try:
                self._take_in(*receiver.recv())
            except (EOFError, OSError):
                code = exit_code(process, seconds=1)
                self._trouble = (Word.CRASHED, _how_it_ended(code))
                return

    def verdict(self, kata: Kata, seconds: float) -> Verdict:
        """Return the verdict on one of the katas."""
        name = str(kata)
        results = tuple(self._results.get(name, {}).values())
        if self._trouble is None:
            return Verdict(kata, word_for(results), results, seconds)
        word, text = self._trouble
        if name in self._running:
            text = f"{text} It was in {self._running[name]}."
        return Verdict(kata, word, results, seconds, text)

    def _take_in(self, what: str, *arguments: Any) -> None:
        if what == "begins":
            kata, test = arguments
            self._running = {kata: test}
        elif what == "result":
            kata, test, values = arguments
            earlier = self._results.setdefault(kata, {}).get(test)
            if earlier is None or earlier.word is Word.SOLVED:
                result = self._results[kata][test] = Result.from_json(values)
                if self._tell is not None:
                    self._tell(result)
        elif what == "done":
            (status,) = arguments
            solved_or_failed = status in (0, 1)
            text = f"pytest could not run the suite: exit status {status}."
            self._trouble = None if solved_or_failed else (Word.CRASHED, text)
            self._is_done = True


def _how_it_ended(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        return f"Python was ended by signal {-exitcode}."
    return (
        f"Python ended before its time, with exit code {exitcode}: "
        "it was told to (os._exit), or it crashed."
    )


def start_server() -> None:
    """Start the server that is forked for each answer; it warms up by itself.

    It inherits standard error, so call this before something takes the place of it.
    """
    if _HAS_FORKSERVER:
        from multiprocessing import forkserver

        _context()
        forkserver.ensure_running()


def start(process: BaseProcess) -> None:
    """Start a process, from whatever thread.

    multiprocessing looks at all of its children then. Where two threads look at the
    same one at a time, its exit code is lost.
    """
    with _looking_at_children:
        process.start()


def kill(process: BaseProcess) -> None:
    """End the leader of a process group, and with it what it has started."""
    if process.pid is not None and hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def exit_code(process: BaseProcess, *, seconds: float) -> int | None:
    """Wait for the end of a process that `start` has started.

    Args:
        process: the process.
        seconds: how many real seconds to wait at most.

    Returns:
        Its exit code, negative for a signal; None if it has not ended.
    """
    wait([process.sentinel], seconds)
    with _looking_at_children:
        return process.exitcode


_looking_at_children = threading.Lock()


def server_of_forks() -> Any:
    """Return the context whose processes are forks of the warm server, if any."""
    return _context() if _HAS_FORKSERVER else None


@functools.cache
def _context() -> Any:
    if not _HAS_FORKSERVER:
        _hide_pipes("popen_spawn_win32")
        return multiprocessing.get_context("spawn")
    _hide_pipes("popen_forkserver")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["dojo.judge.preload"])
    return context


def _hide_pipes(module: str) -> None:
    """Keep what multiprocessing opens from a suite that watches `open` meanwhile."""
    starts_processes = importlib.import_module(f"multiprocessing.{module}")
    vars(starts_processes)["open"] = _real_open


def _work_in_the_background(compiled: Path) -> None:
    """Let others go first, and compile no suite twice."""
    if hasattr(os, "nice"):
        os.nice(10)
        # Not a session of its own: Linux shares the processor fairly between sessions,
        # however nice the processes in them are.
        os.setpgrp()
    if sys.dont_write_bytecode:
        sys.pycache_prefix = str(compiled)
        sys.dont_write_bytecode = False


def _work(
    connection: Connection, folder: Path, once: bool, compiled: Path | None
) -> None:
    if compiled is not None:
        _work_in_the_background(compiled)
    if not once:
        importlib.import_module("dojo.judge.preload")
    from dojo.judge.child import work

    work(connection, folder)
