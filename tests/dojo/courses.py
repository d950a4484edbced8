"""Small courses of their own, for tests that need no kata of ours."""

from dojo.course.kata import Kata
from dojo.course.stub import original
from dojo.course.workspace import Workspace
from dojo.dev import new

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
    """Write a course of three katas, none of them solved; return its workspace."""
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


def whole_kata(root, name="ch01_first/k1_echo"):
    """Write a kata of which nothing lacks into a course, and return it."""
    chapter, _, own_name = name.partition("/")
    kata = Kata(chapter, own_name, root)
    for path in list(new.write(kata, new.title_of(kata))):
        path.write_text(path.read_text("utf-8").replace("TODO", "Done"), "utf-8")
    return kata


def change(path, old, new):
    """Replace a piece of a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", "surrogateescape")
