"""Tells Ctrl-C from a KeyboardInterrupt that an answer raises."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType


class Interrupts:
    """Notices when somebody presses Ctrl-C.

    Attributes:
        was_pressed: whether that has happened.
    """

    def __init__(self) -> None:
        self.was_pressed = False

    @contextlib.contextmanager
    def noticed(self) -> Iterator[None]:
        """Notice it in the block, where nobody else handles it."""
        handler = signal.getsignal(signal.SIGINT)
        in_main_thread = threading.current_thread() is threading.main_thread()
        if not in_main_thread or handler is not signal.default_int_handler:
            yield
            return
        signal.signal(signal.SIGINT, self._note_and_raise)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, handler)

    def _note_and_raise(self, _signal: int, _frame: FrameType | None) -> None:
        self.was_pressed = True
        raise KeyboardInterrupt
