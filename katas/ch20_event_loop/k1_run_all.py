"""Let generators take turns.

Each report of a server is a generator: its `yield` says "let the others work".
A colleague has written `run_all`. It runs, and it is wrong: customers get the
reports of others, and one that fails stops them all. Repair it.

You write  run_all
Tools      next, StopIteration.value, collections.deque
Level      core
Time       15 minutes
"""

from collections import deque
from collections.abc import Generator, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


def run_all(generators: Iterable[Generator[Any, None, T]]) -> list[T]:
    """Run all generators to their end; return what each of them returned.

    The results come in the order of `generators`. What is yielded is dropped.

    They take turns: first each of them runs to its first `yield`, in order;
    then each to its second one, and so on, until all have ended.

    An Exception ends only the generator that raises it. When all have ended,
    it comes out itself; of several, the first that was raised.

    Example:
        def report(name, pages):
            for page in range(pages):
                print(f"{name}: page {page}")
                yield
            return f"{name} has {pages} pages"

        run_all([report("sales", 2), report("stock", 1)])
            ->  ["sales has 2 pages", "stock has 1 pages"]
    """
    ready = deque(generators)
    results = []
    while ready:
        generator = ready.popleft()
        try:
            next(generator)
        except StopIteration as end:
            results.append(end.value)
        else:
            ready.append(generator)
    return results
