"""A course of three katas in two chapters, for tests that need none of ours."""

from dojo.course.kata import Kata
from dojo.course.stub import original
from dojo.course.workspace import Workspace

KATAS = (
    ("ch01_first", "k1_hello", "core"),
    ("ch01_first", "k2_greet", "further"),
    ("ch02_second", "k1_wait", "core"),
)
SOLUTION = '''"""The kata {name}.

You write  {name}
Tools      await, asyncio.sleep
Level      {level}
Time       5 minutes
"""


async def {name}() -> str:
    """Return a word."""
    return "{name}"
'''
HINTS = "# Hints\n\n## 1\n\nA question.\n\n## 2\n\nA tool.\n\n## 3\n\nA shape.\n"


def tiny_course(root):
    """Write the course into a folder; nothing is solved in it.

    Returns:
        The workspace of whoever learns there.
    """
    for chapter, name, level in KATAS:
        kata = Kata(chapter, name, root)
        solution = SOLUTION.format(name=kata.short_name, level=level)
        number, _, title = chapter.removeprefix("ch0").partition("_")
        _write(kata.solution, solution)
        _write(kata.stub, original(kata))
        _write(kata.hints, HINTS)
        _write(kata.note, f"# {name}\n\nThe idea of {kata.short_name}.\n")
        _write(kata.lesson, f"# Chapter {number}: {title.capitalize()}\n\nA lesson.\n")
        _write(kata.suite, "")
    return Workspace(root)


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
