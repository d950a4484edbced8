"""One audit hook for the judge: who listens to an event is called before it happens.

A hook of `sys.addaudithook` cannot be taken away again, so there is one, and it
does nothing for events that nobody listens to.
"""

import sys
from collections.abc import Callable
from typing import Any

Listener = Callable[[str, tuple[Any, ...]], None]
_listeners: dict[str, Listener] = {}
_installed = False


def listen(event: str, listener: Listener) -> None:
    """Call `listener(event, arguments)` before each `event`; it may raise."""
    global _installed
    _listeners[event] = listener
    if not _installed:
        sys.addaudithook(_hear)
        _installed = True


def stop_listening() -> None:
    """Call no listener any more."""
    _listeners.clear()


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    listener = _listeners.get(event)
    if listener is not None:
        listener(event, arguments)
