"""Small courses of their own, for tests of what contributors use."""

from dojo.course.kata import Kata
from dojo.dev import new


def whole_kata(root, name="ch01_first/k1_echo"):
    """Write a kata of which nothing lacks into a course, and return it."""
    chapter, _, own_name = name.partition("/")
    kata = Kata(chapter, own_name, root)
    for path in list(new.write(kata, new.title_from(kata))):
        path.write_text(path.read_text("utf-8").replace("TODO", "Done"), "utf-8")
    return kata


def change(path, old, new):
    """Replace a piece of a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
