"""Tells Ctrl-C from a KeyboardInterrupt that an answer raises."""

import signal
import threading
from collections.abc import Callable
from types import FrameType

_pressed = False


def was_pressed() -> bool:
    """Tell whether somebody has pressed Ctrl-C."""
    return _pressed


def notice() -> Callable[[], None]:
    """Notice Ctrl-C from now on.

    Returns:
        A function that takes it back.
    """
    in_main_thread = threading.current_thread() is threading.main_thread()
    if (
        not in_main_thread
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        return lambda: None
    signal.signal(signal.SIGINT, _note_and_raise)

    def ignore() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)

    return ignore


def _note_and_raise(_signal: int, _frame: FrameType | None) -> None:
    global _pressed
    _pressed = True
    raise KeyboardInterrupt
