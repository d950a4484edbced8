"""Ends code that never gives control back: an endless loop, a wait outside asyncio.

The event loop beats at each of its steps (`beat`). A timer of the system looks
from time to time; where nothing has beaten for a while and an answer is on the
stack, it raises `Hang` there. `Hang` is of the family of `KeyboardInterrupt`:
asyncio passes those on instead of storing them in a task.

On a busy machine, or one that was asleep, much time passes in which a program cannot
run. So a while is what the processor has worked for it, or a number of looks.
"""

import contextlib
import ctypes
import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import count
from time import process_time as real_process_time
from types import FrameType
from typing import Any

from dojo.findings.findings import Finding, notebook
from dojo.findings.source import Spot, frames_from, is_answer, spot_of
from dojo.guard import memory

SECONDS_OF_WORK_TO_A_HANG = 1.0
LOOKS_TO_A_HANG = 20
SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_TO_THE_END = 10.0
_HAS_TIMERS = hasattr(signal, "setitimer")

_beats = count()
_last_beat: int | None = None
_last_words_go_to = 2


class Hang(KeyboardInterrupt):
    """Code kept control for too long, and was ended."""


def beat() -> None:
    """Say that the program goes on."""
    global _last_beat
    _last_beat = next(_beats)


@contextlib.contextmanager
def resting() -> Iterator[None]:
    """Do not watch while the loop itself waits for something outside."""
    global _last_beat
    before, _last_beat = _last_beat, None
    try:
        yield
    finally:
        _last_beat = before if before is None else next(_beats)


@contextlib.contextmanager
def watching() -> Iterator[None]:
    """Watch over the code in the block.

    Raises:
        Hang: an answer kept control for `SECONDS_OF_WORK_TO_A_HANG`, or for
            `LOOKS_TO_A_HANG`. It is raised again and again until the block is left.
    """
    global _last_beat
    beat()
    try:
        with (
            _looking_with_signals() if _can_use_signals() else _looking_from_a_thread()
        ):
            yield
    finally:
        _last_beat = None


def prepare_last_words() -> Callable[[], None]:
    """Let Python say where it was, should nothing help but to end it.

    To be called while standard error is still that of the terminal.

    Returns:
        A function that takes it back.
    """
    global _last_words_go_to
    _last_words_go_to = os.dup(2)
    if _HAS_TIMERS:
        faulthandler.register(
            signal.SIGPROF, _last_words_go_to, all_threads=False, chain=True
        )

    def forget() -> None:
        global _last_words_go_to
        if _HAS_TIMERS:
            faulthandler.unregister(signal.SIGPROF)
        os.close(_last_words_go_to)
        _last_words_go_to = 2

    return forget


def stop_watching() -> None:
    """Stop watching for the rest of the block: somebody debugs by hand."""
    global _last_beat
    _last_beat = None


def _can_use_signals() -> bool:
    return _HAS_TIMERS and threading.current_thread() is threading.main_thread()


@contextlib.contextmanager
def _looking_with_signals() -> Iterator[None]:
    def look(_signal: int, frame: FrameType | None) -> None:
        _put_off_the_end()
        spot = _stuck_at(frame)
        if spot is not None:
            _raise_from_now_on(frame)
            raise _hang(spot)

    tracer = sys.gettrace()
    handler = signal.signal(signal.SIGALRM, look)
    _put_off_the_end()
    signal.setitimer(signal.ITIMER_REAL, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGALRM, handler)
        if sys.gettrace() is not tracer:
            sys.settrace(tracer)


@contextlib.contextmanager
def _looking_from_a_thread() -> Iterator[None]:
    watched, done = threading.get_ident(), threading.Event()

    def look() -> None:
        while not done.wait(SECONDS_BETWEEN_LOOKS):
            spot = _stuck_at(sys._current_frames().get(watched))
            if spot is not None:
                _hang(spot)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(watched), ctypes.py_object(Hang)
                )

    watcher = threading.Thread(target=look, daemon=True, name="watchdog")
    watcher.start()
    faulthandler.dump_traceback_later(
        SECONDS_TO_THE_END, exit=True, file=_last_words_go_to
    )
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        done.set()
        watcher.join()


def _put_off_the_end() -> None:
    """Let the system end Python if a call into C uses it up from now on.

    No exception can be raised inside such a call.
    """
    signal.setitimer(signal.ITIMER_PROF, SECONDS_TO_THE_END)


def _stuck_at(frame: FrameType | None) -> Spot | None:
    """Return the line of an answer that keeps control, None while all is well."""
    answers = [f for f in frames_from(frame) if is_answer(f.f_code.co_filename)]
    if _last_beat is None:
        return None
    if not answers:
        beat()
        return None
    if memory.is_short():
        return spot_of(answers[0])
    return spot_of(answers[0]) if _silence.is_too_long_after(_last_beat) else None


class _Silence:
    """How long there has been no other beat, as far as looks can tell."""

    def __init__(self) -> None:
        self._beat: int | None = None
        self._looks, self._began = 0, 0.0

    def is_too_long_after(self, beat: int) -> bool:
        """Take note of a look that finds this to be the last beat."""
        if beat != self._beat:
            self._beat, self._looks, self._began = beat, 0, real_process_time()
        self._looks += 1
        worked = real_process_time() - self._began
        return worked >= SECONDS_OF_WORK_TO_A_HANG or self._looks >= LOOKS_TO_A_HANG


_silence = _Silence()


def _hang(spot: Spot) -> Hang:
    if memory.is_short():
        finding = Finding(
            f"The answer took more than {memory.LIMIT >> 30} GB of memory.",
            "What grows here without an end?",
            (spot,),
        )
    else:
        finding = Finding(
            "The answer never gives control back to the event loop: it ran on and on "
            "without an await that waits.",
            "What would end this line, or let others run meanwhile?",
            (spot,),
            hung=True,
        )
    notebook.add(finding)
    return Hang(str(finding))


def _raise_from_now_on(frame: FrameType | None) -> None:
    """Raise `Hang` again at the next line, should an answer catch the first one.

    A bare `except:` inside an endless loop swallows every exception that hits
    the loop itself; one that is raised inside the `except` block gets out.
    """

    def raise_again(frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "line" and is_answer(frame.f_code.co_filename):
            raise Hang(str(spot_of(frame)))
        return raise_again

    for outer in frames_from(frame):
        if is_answer(outer.f_code.co_filename):
            outer.f_trace = raise_again
    sys.settrace(raise_again)
