"""Which katas a change of files concerns."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dojo import ROOT
from dojo.course.kata import Kata, all_katas


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


def changed_by(paths: Iterable[str], shown: Kata) -> Changed:
    """Return what changes of some files mean while a kata is shown.

    An answer concerns its own kata, a suite too. What else there is in Python, such as
    a module that a learner has put beside the answers, may concern the kata that is
    shown.
    """
    changed = Changed()
    owners = {path: kata for kata in all_katas() for path in (kata.stub, kata.suite)}
    for path in map(Path, paths):
        if path.suffix != ".py" or path.name.startswith("."):
            continue
        kata = owners.get(path)
        if path.is_relative_to(ROOT / "tests"):
            changed.tests = True
        if kata is None or kata == shown:
            changed.this_one = True
        else:
            changed.others.add(kata)
    return changed
