"""What the Tab key completes, in a shell that knows what `kata` has told it."""

import shutil
import subprocess
import sys

import pytest

from dojo import ROOT
from dojo.dev.fresh import environment

# Only a shell that has come to a stop takes so long, however busy the machine is.
SECONDS = 300
COMPLETED = [
    ("kata che", ["check"]),
    ("uv run kata che", ["check"]),
    ("uv run --no-sync kata check gre", ["greet"]),
    ("uv run --python 3.13 kata hint 7.1", ["7.1"]),
    ("/usr/bin/uv run kata check ch03", ["ch03", "ch03_gather"]),
    ("uv run kata check --ful", ["--full"]),
    ("uv ru", ["what uv says"]),
    ("uv run kata", ["what uv says"]),
    ("uv pip install kata che", ["what uv says"]),
]
IN_BASH = """
eval "$(%s -m dojo.cli --show-completion)"
_uv() { COMPREPLY=("what uv says"); }
COMP_WORDS=(%s)
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
_kata_completion "${COMP_WORDS[0]}"
printf '%%s\n' "${COMPREPLY[@]}"
"""
IN_ZSH = """
fpath+=(~/.zfunc); autoload -Uz compinit; compinit -u -D
_uv() { compadd what-uv-says }; compdef _uv uv
show() { zle -M "<$BUFFER>" }; zle -N show; bindkey '^X' show
PS1='ready> '
"""


@pytest.fixture
def in_shell(tmp_path):
    """Return the environment of a shell in which `uv run kata` and `kata` are ours."""
    for name in ("uv", "kata"):
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dojo.cli\n')
        program.chmod(0o755)
    path = environment(ROOT)["PATH"]
    return environment(ROOT, PATH=f"{tmp_path}:{path}", HOME=str(tmp_path))


# The script is for bash with the programs of Unix beside it.
@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no bash, or one without our programs"
)
@pytest.mark.parametrize(("typed", "completed"), COMPLETED)
def test_bash_completes_both_commands(in_shell, tmp_path, typed, completed):
    """`kata …` and `uv run kata …`, with options of uv; all else is left to uv."""
    typed = typed.replace("/usr/bin/", f"{tmp_path}/")

    run = subprocess.run(
        ["bash", "--norc", "-c", IN_BASH % (sys.executable, typed)],
        cwd=ROOT,
        env=in_shell,
        capture_output=True,
        text=True,
        check=False,
    )

    found = run.stdout.splitlines()
    assert found[: len(completed)] == completed, run.stderr
    if typed.endswith("ch03"):
        assert "ch03_gather/k1_fetch_all" in found
    else:
        assert found == completed


# No checkout brings a shell, and few machines have this one.
@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not on this machine")
def test_zsh_completes_both_commands(in_shell, tmp_path, pexpect):
    """The script that is installed asks `kata` first; all else is left to uv."""
    install = f"{sys.executable} -m dojo.cli --install-completion; true"
    subprocess.run(["zsh", "-fc", install], cwd=ROOT, env=in_shell, check=True)
    (tmp_path / ".zshrc").write_text(IN_ZSH)

    shell = pexpect.spawn(
        "zsh", ["-di"], cwd=ROOT, env=in_shell, encoding="utf-8", timeout=SECONDS
    )
    for typed, completed in (
        ("uv run kata che", "uv run kata check "),
        ("uv run --no-sync kata check gre", "uv run --no-sync kata check greet "),
        ("kata solution gre", "kata solution greet "),
        ("uv wh", "uv what-uv-says "),
    ):
        shell.expect("ready> ")
        shell.send(f"{typed}\t\x18")
        shell.expect_exact(f"<{completed}>")
        shell.send("\x03")
    shell.close(force=True)
