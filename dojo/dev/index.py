"""Which names of asyncio the solutions use, against the index of its documentation."""

import ast
from collections.abc import Iterator

from dojo.course.kata import Kata, all_katas, text_of

# "High-level API Index" of Python's documentation, which is the same from 3.11 on:
# https://docs.python.org/3/library/asyncio-api-index.html
HIGH_LEVEL = {
    "Tasks": """run Runner Task TaskGroup create_task current_task all_tasks sleep
        gather wait_for shield wait timeout to_thread run_coroutine_threadsafe
        as_completed""",
    "Queues": "Queue PriorityQueue LifoQueue",
    "Subprocesses": "create_subprocess_exec create_subprocess_shell",
    "Streams": """open_connection open_unix_connection start_server start_unix_server
        StreamReader StreamWriter""",
    "Synchronization": "Lock Event Condition Semaphore BoundedSemaphore Barrier",
    "Exceptions": "CancelledError BrokenBarrierError",
}


def rows() -> Iterator[str]:
    """Yield a line for each name, with the katas in which it is used, and the share."""
    used = {kata: set(_names_in(kata)) for kata in all_katas()}
    names = [name for section in HIGH_LEVEL.values() for name in section.split()]
    found = 0
    for name in names:
        numbers = [kata.number for kata, uses in used.items() if name in uses]
        found += bool(numbers)
        yield f"{name:26}{', '.join(numbers) or '-'}"
    yield f"\n{found} of {len(names)} names are used."


def _names_in(kata: Kata) -> Iterator[str]:
    """Yield what the code of a solution takes from asyncio."""
    for node in ast.walk(ast.parse(text_of(kata.solution))):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "asyncio":
            yield node.attr
        elif isinstance(node, ast.ImportFrom) and node.module == "asyncio":
            yield from (alias.name for alias in node.names)
