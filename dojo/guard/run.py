"""Looks after the code under test while a run lasts, and while one test lasts."""

import contextlib
import gc
import traceback
from collections.abc import Iterator
from types import TracebackType

from dojo.findings.findings import record
from dojo.findings.sessions import sessions_on_record
from dojo.findings.source import is_answer, lines_of
from dojo.guard import blocking, imports, leaks, memory, stdout, warned
from dojo.guard.interrupts import Interrupts
from dojo.guard.patches import Seal
from dojo.guard.watchdog import Hang, Watchdog
from dojo.virtual.clock import following_virtual_time
from dojo.virtual.loop import Polling, loops_of_this_test
from dojo.virtual.runners import looking_before_runners_close, new_loops_are_virtual


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
    """Looks after answers from its beginning to its end; a context manager.

    Args:
        ways_out: the exceptions by which a test leaves, beside those of Python.
    """

    def __init__(self, *ways_out: type[BaseException]) -> None:
        self._ways_out: tuple[type[BaseException], ...] = (
            *(KeyboardInterrupt, SystemExit),
            *ways_out,
        )
        self._seal = Seal()
        self._interrupts = Interrupts()
        self._watchdog = Watchdog()
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> "Guard":
        with contextlib.ExitStack() as stack:
            for block in (
                following_virtual_time(),
                blocking.forbidden(),
                imports.fenced_files(),
                self._interrupts.noticed(),
                self._watchdog.last_words(),
                looking_before_runners_close(leaks.take_stock),
                new_loops_are_virtual(),
            ):
                stack.enter_context(block)
            self._seal.renew()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

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
        # What a test before has left behind, and its failure has kept, is not this one's.
        gc.collect()
        for loop in loops_of_this_test():
            # What the fixtures of a test have begun may go on until their end.
            loop.adopt()
        with contextlib.ExitStack() as stack:
            stack.enter_context(sessions_on_record())
            stack.enter_context(memory.limited())
            stack.enter_context(self._watchdog.watching())
            stack.enter_context(warned.noting_warnings())
            stack.enter_context(warned.collecting_garbage())
            try:
                with stdout.recorded():
                    yield
            except BaseException as error:
                leaks.end_what_is_left()
                warned.note_coroutines_never_awaited()
                raise self._to_report(error) from None
            finally:
                self._seal.mend()
            leaks.end_what_is_left()
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
        if self.was_interrupted(error):
            return False
        return any(is_answer(line.path) for line in lines_of(error.__traceback__))
