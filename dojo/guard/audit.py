"""One audit hook for the judge: a listener is called before something happens.

A hook of `sys.addaudithook` cannot be taken away again, so there is one, and it
does nothing for events that nobody listens to.
"""

import contextlib
import functools
import sys
from collections.abc import Callable, Iterator
from typing import Any

Listener = Callable[[str, tuple[Any, ...]], None]
_listeners: dict[str, Listener] = {}


@contextlib.contextmanager
def listening(listener: Listener, *events: str) -> Iterator[None]:
    """Call `listener(event, arguments)` before each of some events in the block.

    Args:
        listener: may raise, and so prevent what would happen.
        events: names of audit events of Python, such as "open".
    """
    _install()
    _listeners.update(dict.fromkeys(events, listener))
    try:
        yield
    finally:
        for event in events:
            _listeners.pop(event, None)


@functools.cache
def _install() -> None:
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    listener = _listeners.get(event)
    if listener is not None:
        listener(event, arguments)
