"""What a learner types, and what the screen shows."""

import os
import re
import shutil

import pytest

from dojo.pytest_plugin import options

CHAPTER = "tests/ch01_coroutines"
GREET = f"{CHAPTER}/test_k2_greet.py"
WHOLE = "1 of 1 kata solved", "next: katas/ch01_coroutines/k3_predict_calls.py"
PART = "1 of 6 tests run", "Only a part of its tests ran. All of them: kata check greet"
NO_UNICODE = {
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONIOENCODING": "ascii",
}
ABROAD = """\
async def greet(name, delay):
    print("Grüße │ ━━ 日本")
    return f"Hällo, {name}…"
"""


def test_a_fresh_clone_is_pleasant(clone):
    """Nothing is solved: one line a kata, a bar, the next kata, exit status 1."""
    run = clone.pytest()

    assert run.returncode == 1
    lines = re.findall(r"^katas/.*  not started *$", run.stdout, re.MULTILINE)
    assert len(lines) == clone.katas
    assert f"0 of {clone.katas} katas solved" in run.stdout
    assert "next: katas/ch01_coroutines/k1_hello_world.py" in run.stdout
    assert "Traceback" not in run.stdout + run.stderr
    assert len(run.stdout.splitlines()) < clone.katas + 12


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([GREET], WHOLE),
        (["katas/ch01_coroutines/k2_greet.py"], WHOLE),
        ([f"{GREET}::test_it_greets_by_name"], PART),
        (["katas/ch01_coroutines/k2_greet.py::test_it_greets_by_name"], PART),
        ([GREET, "-k", "greets_by_name"], PART),
    ],
    ids=["a suite", "an answer", "one test", "one test of an answer", "-k"],
)
def test_one_file_is_judged(clone, arguments, said):
    """A suite may be named, and so may the answer; a part of a suite solves nothing."""
    clone.solve("k2_greet")

    run = clone.pytest(*arguments)

    assert run.returncode == 0
    assert said[0] in run.stdout
    assert said[1] in run.stdout
    assert (" solved" in run.stdout, "next:" in run.stdout) == (said == WHOLE,) * 2


def test_a_test_is_found_under_an_id_of_before(clone):
    """An editor knows the parameters of a time when the answer could be imported."""
    clone.answer("k2_greet", "async def greet(na\n")

    run = clone.pytest(f"{GREET}::test_it_greets_by_name[Ada]")

    assert run.returncode == 1
    assert "SyntaxError: '(' was never closed" in run.stdout


def test_x_stops_at_the_first_failure(clone):
    """With -x one failure ends the run; the first kata that fails is shown."""
    run = clone.pytest("-x")

    assert run.returncode == 1
    (line,) = re.findall(r"^katas/.*", run.stdout, re.MULTILINE)
    assert line.split()[0] == "katas/ch01_coroutines/k1_hello_world.py"
    assert "1 not started" in run.stdout


@pytest.mark.parametrize(
    "given",
    [["-n2"], ["-p", "xdist.plugin", "-n2"], ["-p", "xdist", "-n2"]],
    ids=" ".join,
)
def test_katas_are_judged_side_by_side(clone, given):
    """Where pytest-xdist is installed, `-n 2` works, and shows a line for each kata."""
    # A learner need not have it: it is in the group `check` alone.
    pytest.importorskip("xdist", reason="it comes with the group check")
    clone.solve("k2_greet")

    run = clone.pytest(*given)

    assert re.search(r"k2_greet.py +solved +6 of 6 tests pass", run.stdout)
    lines = re.findall(r"^katas/.*  not started *$", run.stdout, re.MULTILINE)
    assert len(lines) == clone.katas - 1
    assert f"1 of {clone.katas} katas solved" in run.stdout


def test_a_half_typed_file_stops_nobody_else(clone):
    """A file that does not import takes a few lines; the other suites run.

    What is solved counts, and is not run again with --lf.
    """
    clone.solve("k1_hello_world")
    clone.answer("k2_greet", "async def greet(na\n")

    run = clone.pytest()
    again = clone.pytest("--lf")

    assert run.returncode == again.returncode == 1
    assert re.search(r"k1_hello_world.py +solved +5 of 5 tests pass", run.stdout)
    assert re.search(r"k2_greet.py +does not import", run.stdout)
    assert "SyntaxError: '(' was never closed" in run.stdout
    assert run.stdout.count("SyntaxError") == 1
    assert f"1 of {clone.katas} katas solved" in run.stdout
    assert "next: katas/ch01_coroutines/k2_greet.py" in run.stdout
    assert "k1_hello_world.py" not in again.stdout
    assert "k2_greet.py" in again.stdout


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("x = 1\n# Grüße\n".encode("latin-1"), "This line is not UTF-8."),
        ("#\r# “quoted”\r\n".encode("cp1252"), "This line is not UTF-8."),
        (b"# coding: ascii\n# Gr\xc3\xbc\xc3\x9fe\n", "This line is not ASCII."),
        (b"\xef\xbb\xbfx = 1\n# \xfc\n", "This line is not UTF-8."),
        (b"x = 1\ny = '\0'\n", "This line holds a null byte."),
        ("x = 1\n".encode("utf-16"), "The file is UTF-16."),
        ("x = 1\n".encode("utf-16-le"), "The file is UTF-16."),
        ("x = 1\n".encode("utf-16-be"), "The file is UTF-16."),
        ("x = 1\n".encode("utf-32"), "The file is UTF-32."),
    ],
    ids=range(9),
)
def test_what_python_cannot_read_does_not_import(clone, answer, said):
    """Also where only a comment is wrong: Python would not run the file."""
    clone.kata("k2_greet").stub.write_bytes(answer)

    run = clone.pytest(GREET)

    assert re.search(r"k2_greet.py +does not import", run.stdout)
    save_it = "Save the file with the encoding UTF-8."
    assert f"  SyntaxError: {said} {save_it}\n" in run.stdout
    line = 1 if said.startswith("The file") else 2
    assert f"katas/ch01_coroutines/k2_greet.py:{line}\n" in run.stdout


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8-sig", "utf-8"])
def test_what_python_can_read_is_judged(clone, encoding):
    """A coding line, a byte order mark and any ends of lines are all right."""
    kata = clone.kata("k2_greet")
    words = kata.solution.read_text("utf-8").replace("\n", "\r\n")
    text = f"# coding: {encoding.removesuffix('-sig')}\r\n{words}# Grüße\r\n"
    kata.stub.write_bytes(text.encode(encoding))

    assert clone.pytest(GREET).returncode == 0


def test_a_folder_of_answers_is_judged(clone, tmp_path):
    """`--katas DIR` judges DIR, wherever it lies; what it lacks is missing.

    With `tests/chNN…` that chapter is judged, and all of it may pass.
    """
    folder = tmp_path / "answers"
    (folder / "ch01_coroutines").mkdir(parents=True)
    shutil.copy(clone.kata("k2_greet").solution, folder / "ch01_coroutines")

    run = clone.pytest("--katas", folder)
    ours = clone.pytest("--katas", "solutions", CHAPTER)

    assert run.returncode == 1
    assert re.search(r"k2_greet.py +solved", run.stdout)
    assert re.search(r"k1_hello_world.py +missing", run.stdout)
    assert f"1 of {clone.katas} katas solved" in run.stdout
    assert ours.returncode == 0
    assert f"{clone.katas} of {clone.katas} katas solved" in ours.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--katas", "nowhere"], "--katas nowhere: there is no such folder."),
        (["--katas", "dojo"], "--katas dojo: this folder holds no kata"),
        (["--katas=katas", "--solutions"], "give one of them"),
        (["--katas"], "expected one argument"),
        (["-c", "other.ini", GREET], "-c other.ini: katas are judged with their own"),
        (["katas/ch01_coroutines/k2_gret.py"], "py: there is no such kata. Did you "),
        (["katas/ch01_coroutines/k2_greet_copy.py"], "Did you mean 1.2 greet?"),
        (["katas/ch01_coroutines/foo.py"], "See them all: kata list"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_bad_option_is_one_clear_line(clone, arguments, says):
    """What cannot be judged ends with exit status 4, and says why.

    A copy of a stub is no kata.
    """
    greet = clone.kata("k2_greet").stub
    shutil.copy(greet, greet.with_name("k2_greet_copy.py"))
    (clone.root / "other.ini").touch()

    run = clone.pytest(*arguments)

    assert run.returncode == 4
    assert says in run.stderr
    assert "Traceback" not in run.stderr + run.stdout


def test_other_peoples_plugins_do_not_matter(clone, tmp_path):
    """A pytest plugin that is installed, but not ours, is not loaded."""
    site = tmp_path / "site"
    info = site / "hostile-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Name: hostile\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[pytest11]\nhostile = hostile\n")
    (site / "hostile.py").write_text("raise SystemExit('disturbed')\n")
    clone.solve("k2_greet")

    path = f"{clone.root}{os.pathsep}{site}"
    run = clone.pytest("-p", "no:randomly", GREET, PYTHONPATH=path)

    assert run.returncode == 0, run.stdout + run.stderr


SETTINGS = {
    "pytest.ini": "[pytest]\naddopts = -k nothing\n",
    "tox.ini": "[pytest]\naddopts = -k nothing\n",
    "conftest.py": "import nothing_there\n",
}


@pytest.mark.parametrize("file", SETTINGS)
@pytest.mark.parametrize("folder", ["", "katas", "katas/ch01_coroutines"])
def test_settings_of_others_do_not_matter(clone, folder, file):
    """A file of pytest's in the clone, or beside the answers, changes no verdict."""
    clone.solve("k2_greet")
    (clone.root / folder / file).write_text(SETTINGS[file], "utf-8")

    run = clone.pytest("katas/ch01_coroutines/k2_greet.py")

    assert "1 of 1 kata solved" in run.stdout, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"PYTEST_ADDOPTS": "--nonsense"}, "unrecognized arguments: --nonsense"),
        ({"PYTEST_PLUGINS": "nothing_there"}, "No module named 'nothing_there'"),
    ],
)
def test_what_pytest_is_told_by_others(clone, settings, says):
    """It says itself what is wrong with it; `kata check` does not ask for it."""
    clone.solve("k2_greet")
    (clone.root / "conftest.py").write_text("import nothing_there\n", "utf-8")

    run = clone.pytest(GREET, **settings)
    checked = clone.command("check", "greet", **settings)

    assert run.returncode == 4
    assert says in run.stderr
    assert "Traceback" not in run.stderr
    assert "k2_greet.py   solved" in checked.stdout


def test_an_old_pytest_is_told(monkeypatch):
    """Somebody may have it in his environment; the remedy is on the same line."""
    monkeypatch.setattr(pytest, "version_tuple", (8, 4, 2))

    with pytest.raises(pytest.UsageError, match=r"need pytest 9.* uv sync, or: pip "):
        options.pytest_addoption(None)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["pytest", GREET], f"{'-' * 30}  0 of 1 kata solved"),
        (["pytest", "-s", GREET], r"Gr\xfc\xdfe | =="),
        (["pytest", "-v", GREET], r"H\xe4llo, Ada~"),
        (["dojo.cli"], f"{'-' * 30}  first hour: 0 of "),
        (["dojo.cli", "check", "greet"], r"H\xe4llo, Ada~"),
        (["dojo.cli", "check", "--json", "greet"], "failing"),
        (["dojo.cli", "hint", "greet"], r"Na\xefve"),
        (["dojo.cli", "solution", "greet", "--reveal", "--others"], r"H\xe4llo"),
        (["dojo.cli", "doctor"], "ready"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_plain_ascii_where_there_is_no_unicode(clone, command, said):
    """Drawings become plain, what else the terminal lacks is escaped; nothing dies."""
    clone.answer("k2_greet", ABROAD)
    hints = clone.kata("k2_greet").hints
    hints.write_text("# Hints\n\n## 1\n\nNaïve ━━ │\n", "utf-8")

    run = clone.run(*command, **NO_UNICODE)

    assert said in run.stdout
    assert run.stdout.isascii()
    assert not run.stderr


def test_what_no_encoding_knows_is_printed(clone):
    """Half a character in what an answer gives ends no command."""
    clone.answer("k2_greet", ABROAD.replace("ä", r"\ud83d"))

    run = clone.command("check", "greet", PYTHONIOENCODING="utf-8")

    assert r"H\ud83dllo, Ada…" in run.stdout
    assert not run.stderr


def test_a_failure_says_what_was_seen(clone):
    """The rule, what was seen, one question, the learner's line, the test's line."""
    clone.answer(
        "k2_greet",
        "import asyncio\n\n\nasync def greet(name, delay):\n"
        "    await asyncio.sleep(1)\n    return f'Hello, {name}!'\n",
    )

    run = clone.pytest(GREET)

    for piece in (
        "test_it_takes_the_delay",
        "The greeting is there after `delay` seconds.",
        "A greeting with a delay of 2 s was there after 1 s.",
        "Which line of yours waits",
        f"{GREET}:",
        "assert clock.elapsed == 2, (",
    ):
        assert piece in run.stdout
    assert "site-packages" not in run.stdout


def test_without_solutions_the_checks_of_the_repository_rest(clone):
    """`pytest` judges katas; the checks run with --solutions, or when named.

    Tests can be listed, also where an answer is half-typed.
    """
    clone.answer("k2_greet", "async def greet(na\n")

    ours = "tests/dojo/test_loop.py::test_it_starts_at_zero"
    alone, named, everything = (
        clone.pytest("--collect-only", "-q", *more)
        for more in ([], ["tests/dojo/test_loop.py"], ["--solutions"])
    )

    assert alone.returncode == 0
    assert alone.stdout.count(f"{GREET}::test_") == 6
    assert "tests/dojo" not in alone.stdout
    assert ours in named.stdout
    assert ours in everything.stdout
    assert f"{GREET}::test_it_greets_by_name" in everything.stdout


def test_two_saves_within_a_second_are_two_answers(clone):
    """What counts is the text of an answer, not its time or its length."""
    clone.solve("k2_greet")
    stub = clone.kata("k2_greet").stub
    right = stub.read_text("utf-8")

    verdicts = []
    for text in (right, right.replace("Hello, {name}", "Howdy, {name}"), right):
        stub.write_text(text, "utf-8")
        os.utime(stub, (1, 1))
        verdicts.append(clone.pytest(GREET, PYTHONDONTWRITEBYTECODE="").returncode)

    assert verdicts == [0, 1, 0]
