"""Looks after the code under test while a run lasts, and while one test lasts."""

import contextlib
import gc
import traceback
from collections.abc import Iterator

from dojo.findings import debugger
from dojo.findings.findings import record
from dojo.findings.sessions import sessions_on_record
from dojo.findings.source import is_answer, lines_of
from dojo.guard import audit, blocking, imports, leaks, memory, stdout, warned
from dojo.guard.interrupts import Interrupts
from dojo.guard.outside import end_threads_and_processes, open_gates
from dojo.guard.patches import Seal
from dojo.guard.watchdog import Hang, Watchdog
from dojo.virtual.clock import following_virtual_time
from dojo.virtual.loop import Polling
from dojo.virtual.runners import (
    jobs_of_pools_on_record,
    looking_before_runners_close,
    new_loops_are_watched,
)
from dojo.virtual.watched import loops_of_this_test


class TriedToLeave(Exception):
    """An answer raised SystemExit, KeyboardInterrupt or pytest's own way out."""

    def __init__(self, error: BaseException) -> None:
        left = "".join(traceback.format_exception_only(error)).strip()
        super().__init__(f"The answer tried to leave the program: it raised {left}.")


class EndedByForce(Exception):
    """A test that would not have ended by itself; the findings say why."""


class NotRun(Exception):
    """A test that was not run, since an earlier one had to be ended."""


class Guard:
    """Looks after answers.

    Args:
        ways_out: the exceptions by which a test leaves, beside those of Python.
    """

    def __init__(self, *ways_out: type[BaseException]) -> None:
        self._ways_out: tuple[type[BaseException], ...]
        self._ways_out = (KeyboardInterrupt, SystemExit, *ways_out)
        self._seal = Seal()
        self._interrupts = Interrupts()
        self._watchdog = Watchdog()

    @contextlib.contextmanager
    def in_place(self) -> Iterator[None]:
        """Be ready in the block to look after imports and tests."""
        with (
            following_virtual_time(),
            blocking.forbidden(),
            audit.listening(imports.refuse_fenced_file, "open"),
            self._interrupts.noticed(),
            self._watchdog.last_words(),
            looking_before_runners_close(leaks.take_stock),
            new_loops_are_watched(),
            jobs_of_pools_on_record(),
        ):
            self._seal.renew()
            yield

    def was_interrupted(self, error: BaseException) -> bool:
        """Tell whether an error is Ctrl-C, and not a KeyboardInterrupt of an answer."""
        return isinstance(error, KeyboardInterrupt) and self._interrupts.was_pressed

    @contextlib.contextmanager
    def importing(self) -> Iterator[None]:
        """Look after the import of an answer in the block.

        Raises:
            Hang: it would not have come to an end.
        """
        self._seal.renew()
        try:
            with self._watchdog.watching(), memory.limited():
                yield
        finally:
            self._seal.mend()

    @contextlib.contextmanager
    def testing(self) -> Iterator[None]:
        """Run the body of a test in the block, and find what no test asks for.

        Raises:
            EndedByForce: it would have run for ever.
            TriedToLeave: an answer tried to end the program.
            Misconduct: the test passed, and yet something was found.
        """
        # What the failure of an earlier test has kept alive is not this one's.
        gc.collect()
        for loop in loops_of_this_test():
            # What the fixtures of a test have begun may go on until their end.
            loop.adopt()
        with (
            sessions_on_record(),
            memory.limited(),
            self._watchdog.watching(),
            warned.noting_warnings(),
            warned.collecting_garbage(),
        ):
            try:
                with stdout.recorded():
                    yield
            except BaseException as error:
                open_gates()
                leaks.end_what_is_left()
                end_threads_and_processes()
                warned.note_coroutines_never_awaited()
                raise self._to_report(error) from None
            finally:
                self._seal.mend()
            leaks.end_what_is_left()
            end_threads_and_processes()
        if any(finding.hung for finding in record().findings):
            raise EndedByForce
        leaks.raise_findings()

    def _to_report(self, error: BaseException) -> BaseException:
        """Return what pytest gets to see: nothing that would end the whole run."""
        waited = any(loop.outside.is_stuck for loop in loops_of_this_test())
        if waited or isinstance(error, Hang | Polling):
            return EndedByForce().with_traceback(error.__traceback__)
        if not isinstance(error, self._ways_out) or not self._is_an_answers(error):
            return error
        return TriedToLeave(error).with_traceback(error.__traceback__)

    def _is_an_answers(self, error: BaseException) -> bool:
        frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
        if self.was_interrupted(error) or debugger.is_among(frames):
            return False
        return any(is_answer(line.path) for line in lines_of(error.__traceback__))
