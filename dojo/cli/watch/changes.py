"""What has changed on the disk, and which katas that concerns."""

import contextlib
import functools
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from watchfiles import awatch

from dojo.course.kata import Kata, all_katas

# Several saves within a moment are one; the answer that was saved last is judged.
MILLISECONDS_OF_SILENCE = 5
MOST_MILLISECONDS = 60
# Network drives tell nobody of a change, and watchfiles may miss one.
MILLISECONDS_BETWEEN_LOOKS = 500


@dataclass
class Changed:
    """What some changes of files mean.

    Attributes:
        this_one: the kata that is shown is to be judged again.
        others: other katas that are to be judged again.
        tests: what the tests share may have changed.
    """

    this_one: bool = False
    others: set[Kata] = field(default_factory=set)
    tests: bool = False


async def changes(root: Path) -> AsyncGenerator[set[str], None]:
    """Yield the files of a repository that have changed, again and again.

    Where none has changed for a while, it yields an empty set.
    """
    for force_polling in (None, True):
        watching = awatch(
            root / "katas",
            root / "tests",
            step=MILLISECONDS_OF_SILENCE,
            debounce=MOST_MILLISECONDS,
            rust_timeout=MILLISECONDS_BETWEEN_LOOKS,
            yield_on_timeout=True,
            force_polling=force_polling,
        )
        try:
            async with contextlib.aclosing(watching):
                async for changed in watching:
                    yield {path for _, path in changed}
        except OSError:
            # The system watches no more files for us: look at them again and again.
            if force_polling:
                raise


def changed_by(paths: Iterable[str], shown: Kata) -> Changed:
    """Return what changes of some files mean while a kata is shown.

    An answer concerns its own kata, a suite too. What else there is in Python, such as
    a module that a learner has put beside the answers, may concern the kata that is
    shown.
    """
    changed = Changed()
    for path in map(Path, paths):
        if path.suffix != ".py" or path.name.startswith("."):
            continue
        kata = _owners(shown.root).get(path)
        if path.is_relative_to(shown.root / "tests"):
            changed.tests = True
        if kata is None or kata == shown:
            changed.this_one = True
        else:
            changed.others.add(kata)
    return changed


@functools.cache
def _owners(root: Path) -> dict[Path, Kata]:
    """Return each answer and suite with its kata; to look for them takes a while."""
    katas = all_katas(root)
    return {path: kata for kata in katas for path in (kata.stub, kata.suite)}
