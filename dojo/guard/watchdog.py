"""Ends code that never gives control back: an endless loop, a wait outside asyncio.

The event loop counts its steps on the record of the test. A timer of the system looks
from time to time; where nothing has gone on for a while and an answer is on the stack,
it raises `Hang` there. `Hang` is of the family of `KeyboardInterrupt`: asyncio passes
those on instead of storing them in a task.

On a busy machine, or one that was asleep, much time passes in which a program cannot
run. So a while is what the processor has worked for it, or a number of looks one after
another at which it had done nothing at all.
"""

import contextlib
import ctypes
import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Iterator
from time import process_time as real_process_time
from traceback import walk_stack
from types import FrameType
from typing import Any

from dojo.findings import debugger
from dojo.findings.findings import Record, record
from dojo.findings.source import SourceLine, is_answer, line_of
from dojo.guard import memory
from dojo.virtual.threads import describe_threads
from dojo.virtual.watched import a_loop_is_running, loops_of_this_test

SECONDS_OF_WORK_TO_A_HANG = 1.0
IDLE_LOOKS_TO_A_HANG = 20
# Less work than this between two looks is none: only the looks themselves.
LEAST_SECONDS_OF_WORK = 0.001
SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_TO_THE_END = 10.0
_HAS_TIMERS = hasattr(signal, "setitimer")


class Hang(KeyboardInterrupt):
    """Code kept control for too long, and was ended."""


class Watchdog:
    """Watches over blocks of code, and ends what would run for ever."""

    def __init__(self) -> None:
        self._last_words_go_to = 2

    @contextlib.contextmanager
    def last_words(self) -> Iterator[None]:
        """Let Python say where it was, should nothing help but to end it.

        To be entered while standard error is still that of the terminal.
        """
        stderr = self._last_words_go_to = os.dup(2)
        if _HAS_TIMERS:
            faulthandler.register(signal.SIGPROF, stderr, all_threads=False, chain=True)
        try:
            yield
        finally:
            if _HAS_TIMERS:
                faulthandler.unregister(signal.SIGPROF)
            os.close(stderr)

    def watching(self) -> contextlib.AbstractContextManager[None]:
        """Watch over the code in the block.

        Raises:
            Hang: an answer kept control while its processor worked for
                `SECONDS_OF_WORK_TO_A_HANG`, or did nothing at
                `IDLE_LOOKS_TO_A_HANG`. It is raised again and again until the block
                is left.
        """
        if debugger.holds_the_program():
            return contextlib.nullcontext()
        return self._with_signals() if _can_use_signals() else self._from_a_thread()

    @contextlib.contextmanager
    def _with_signals(self) -> Iterator[None]:
        watch = Watch()

        def look(_signal: int, frame: FrameType | None) -> None:
            _put_off_the_end()
            line = watch.stuck_at(frame)
            if line is not None:
                _raise_from_now_on(frame)
                raise _hang(line, watch.is_idle, on_a_loop=a_loop_is_running())

        tracer = sys.gettrace()
        handler = signal.signal(signal.SIGALRM, look)
        _put_off_the_end()
        every = SECONDS_BETWEEN_LOOKS
        signal.setitimer(signal.ITIMER_REAL, every, every)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGALRM, handler)
            if sys.gettrace() is not tracer:
                sys.settrace(tracer)

    @contextlib.contextmanager
    def _from_a_thread(self) -> Iterator[None]:
        watched, done, watch = threading.get_ident(), threading.Event(), Watch()

        def look() -> None:
            while not done.wait(SECONDS_BETWEEN_LOOKS):
                self._put_off_the_end_without_timers()
                line = watch.stuck_at(sys._current_frames()[watched])
                if line is not None:
                    on_a_loop = any(one.is_running() for one in loops_of_this_test())
                    _hang(line, watch.is_idle, on_a_loop=on_a_loop)
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(
                        ctypes.c_ulong(watched), ctypes.py_object(Hang)
                    )

        watcher = threading.Thread(target=look, daemon=True, name="watchdog")
        watcher.start()
        self._put_off_the_end_without_timers()
        try:
            yield
        finally:
            done.set()
            watcher.join()
            faulthandler.cancel_dump_traceback_later()

    def _put_off_the_end_without_timers(self) -> None:
        """Let Python end if a call into C keeps the looks from happening from now on.

        That is real time. A busy machine lets a look happen sooner or later.
        """
        faulthandler.dump_traceback_later(
            3 * SECONDS_TO_THE_END, exit=True, file=self._last_words_go_to
        )


def _can_use_signals() -> bool:
    return _HAS_TIMERS and threading.current_thread() is threading.main_thread()


def _put_off_the_end() -> None:
    """Let the system end Python if a call into C uses it up from now on.

    No exception can be raised inside such a call.
    """
    signal.setitimer(signal.ITIMER_PROF, SECONDS_TO_THE_END)


class Watch:
    """How long nothing has gone on, as far as looks from time to time can tell."""

    def __init__(self) -> None:
        self._seen: tuple[Record, int] | None = None
        self._began = self._worked = 0.0
        self._idle_looks = 0

    @property
    def is_idle(self) -> bool:
        """Whether nothing was done at the last look."""
        return self._idle_looks > 0

    def stuck_at(self, frame: FrameType | None) -> SourceLine | None:
        """Look, and return the line of an answer that keeps control.

        Args:
            frame: where the program is now.

        Returns:
            None while all is well.
        """
        answers = _frames_of_answers(frame)
        if not answers or debugger.holds_the_program():
            self._seen = None
            return None
        is_too_long = self._is_silent_for_too_long()
        return line_of(answers[0]) if is_too_long or memory.is_short() else None

    def _is_silent_for_too_long(self) -> bool:
        seen, worked = (record(), record().steps), real_process_time()
        if seen != self._seen:
            self._seen, self._began, self._idle_looks = seen, worked, 0
        elif worked - self._worked < LEAST_SECONDS_OF_WORK:
            self._idle_looks += 1
        else:
            self._idle_looks = 0
        self._worked = worked
        has_worked = worked - self._began >= SECONDS_OF_WORK_TO_A_HANG
        return has_worked or self._idle_looks >= IDLE_LOOKS_TO_A_HANG


def _hang(line: SourceLine, is_idle: bool, *, on_a_loop: bool) -> Hang:
    if memory.is_short():
        seen = f"The answer took more than {memory.LIMIT >> 30} GB of memory."
        finding = record().note(seen, "What grows here without an end?", line)
        return Hang(str(finding))
    if on_a_loop:
        how = "this line waits" if is_idle else "it ran on and on"
        seen = (
            f"The answer never gives control back to the event loop: {how} without "
            "an await that lets others run."
        )
        question = "What would end this line, or let others run meanwhile?"
    elif is_idle:
        seen, question = "This line waits, and nothing comes.", "What does it wait for?"
    else:
        seen = "The answer went on and on, and came to no end."
        question = "What would end this line?"
    return Hang(str(record().note(_with_threads(seen), question, line, hung=True)))


def _with_threads(seen: str) -> str:
    """Return what was seen, and where the other threads are."""
    return "\n".join([seen, *describe_threads()])


def _raise_from_now_on(frame: FrameType | None) -> None:
    """Raise `Hang` again at the next line, should an answer catch the first one.

    A bare `except:` inside an endless loop swallows every exception that hits
    the loop itself; one that is raised inside the `except` block gets out.
    """

    def raise_again(frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "line" and is_answer(frame.f_code.co_filename):
            raise Hang(str(line_of(frame)))
        return raise_again

    for outer in _frames_of_answers(frame):
        outer.f_trace = raise_again
    sys.settrace(raise_again)


def _frames_of_answers(frame: FrameType | None) -> list[FrameType]:
    """Return the frames of an answer on a stack, the innermost one first."""
    return [f for f, _ in walk_stack(frame) if is_answer(f.f_code.co_filename)]
