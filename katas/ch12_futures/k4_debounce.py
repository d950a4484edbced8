"""Wait until it is quiet.

An editor saves your text by itself. To write the file at each key would be too
much: it is to be written when you have not typed for a while.

You write  debounce
Tools      loop.call_later, TimerHandle.cancel, nonlocal
Level      core
Time       15 minutes
"""

from collections.abc import Callable
from typing import ParamSpec

P = ParamSpec("P")


def debounce(fn: Callable[P, object], wait: float) -> Callable[P, None]:
    """Return a function that calls `fn` once its own calls have stopped.

    When `wait` seconds have passed since its last call, it calls fn: once, and
    with the arguments of that last call. Earlier ones are forgotten. The next
    call begins anew.

    It returns at once, and is called where a loop runs. debounce itself is
    also called where none does.

    fn is an ordinary function, and may call the debounced one again.

    Example:
        save = debounce(write, 2)
        save("a")
        save("ab")  ->  write("ab"), after 2 s
    """
    raise NotImplementedError
