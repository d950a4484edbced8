"""A place at which the threads of a test wait until the test lets them go on."""

import threading

from dojo.virtual.threads import gates_of_this_test


class Gate:
    """Blocks whoever passes, until the test opens it: a handshake in place of a sleep.

    What never opens is opened when the test is over, so no thread is left behind it.
    """

    def __init__(self) -> None:
        self._opened = threading.Event()
        gates_of_this_test().append(self._opened)

    def wait(self) -> None:
        """Block this thread until the gate is open."""
        self._opened.wait()

    def open(self) -> None:
        """Let all go on, those that come later too."""
        self._opened.set()

    @property
    def is_open(self) -> bool:
        """Whether it is open."""
        return self._opened.is_set()
