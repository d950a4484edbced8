"""Finds what a learner means: a kata (`3.2`, `letters`, a path), or a chapter."""

import difflib
import re
from pathlib import Path, PurePath

from dojo import as_typed
from dojo.course.kata import Kata, all_katas

_MOST_OFFERS = 3


class NoSuchKata(Exception):
    """No kata has this name, or several have; the text offers the nearest ones."""


def find(name: str) -> Kata:
    """Return the kata with a name.

    Args:
        name: its number, its name with or without `kN_`, or the path of one of its
            files.

    Raises:
        NoSuchKata: no kata has this name, or several have.
    """
    katas = all_katas()
    wanted = _last_parts(name)
    found = [kata for kata in katas if wanted in spellings(kata)]
    if len(found) == 1:
        _refuse_file_elsewhere(name, found[0])
        return found[0]
    if found:
        raise NoSuchKata(f"{name}: several katas are called so: {_offered(found)}.")
    raise NoSuchKata(f"{name}: there is no such kata. {_nearest(wanted, katas)}")


def find_some(name: str) -> list[Kata]:
    """Return the katas of the chapter with a name, else the one kata that has it.

    Args:
        name: "3", "ch03", "ch03_gather" or the path of its folder, or as for `find`.

    Raises:
        NoSuchKata: no chapter has this name; no kata has it, or several have.
    """
    wanted = PurePath(name.lower().replace("\\", "/").removesuffix("readme.md")).name
    chapter = [kata for kata in all_katas() if wanted in chapter_spellings(kata)]
    return chapter or [find(name)]


def chapter_spellings(kata: Kata) -> tuple[str, ...]:
    """Return the names under which the chapter of a kata is found."""
    number = kata.order[0]
    return f"ch{number:02}", kata.chapter, f"ch{number}", f"{number}"


def spellings(kata: Kata) -> tuple[str, ...]:
    """Return the names under which a kata is found."""
    return kata.number, kata.short_name, kata.name, str(kata)


def _refuse_file_elsewhere(name: str, kata: Kata) -> None:
    """Refuse the path of a file that is no part of this repository."""
    path = Path(name)
    if path.is_file() and not path.resolve().is_relative_to(kata.root):
        command = as_typed(f'kata check {kata.short_name} --answer "{name}"')
        raise NoSuchKata(f"{name} lies elsewhere. To judge it: {command}")


def _last_parts(name: str) -> str:
    """Return what of a path names a kata: "katas/ch1_a/k1_b.py" is "ch1_a/k1_b"."""
    path = PurePath(name.lower().replace("\\", "/"))
    if path.suffix in (".py", ".md"):
        path = path.with_suffix("")
    chapter = next((part for part in path.parts[:-1] if part.startswith("ch")), "")
    own = path.name.removeprefix("test_")
    return f"{chapter}/{own}" if chapter else own


def _nearest(wanted: str, katas: list[Kata]) -> str:
    chapter, _, own = wanted.rpartition("/")
    beside = [kata for kata in katas if kata.chapter == chapter]
    offers = _alike(own, beside) or _alike(own, katas)
    if not offers:
        return f"See them all: {as_typed('kata list')}"
    return f"Did you mean {_offered(offers[:_MOST_OFFERS])}?"


def _alike(wanted: str, katas: list[Kata]) -> list[Kata]:
    """Return the katas with a name that is like another one, or a part of it."""
    names = {spelling: kata for kata in katas for spelling in spellings(kata)}
    containing = [kata for name, kata in names.items() if wanted and wanted in name]
    contained = [kata for kata in katas if kata.short_name in wanted]
    # With their numbers, "k2_gret" would be like "k2_drive".
    short_names = {kata.short_name: kata for kata in katas}
    short = re.sub(r"^k\d+_", "", wanted)
    alike = difflib.get_close_matches(short, short_names, n=_MOST_OFFERS)
    offers = [*containing, *contained, *(short_names[name] for name in alike)]
    return list(dict.fromkeys(offers))


def _offered(katas: list[Kata]) -> str:
    named = [f"{kata.number} {kata.short_name}" for kata in katas]
    return " or ".join(filter(None, (", ".join(named[:-1]), named[-1])))
