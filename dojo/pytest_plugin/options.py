"""What the command line says: which answers to judge, and by which suites."""

import argparse
import contextlib
import importlib
from pathlib import Path

import pytest

from dojo import ROOT
from dojo.course.kata import katas_in

_OURS = ROOT / "pyproject.toml"


def pytest_addoption(
    parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager
) -> None:
    """Add `--katas` and `--solutions`, and those of pytest-xdist where it is here."""
    # A contributor's `-n auto`; other plugins that happen to be here stay out.
    with contextlib.suppress(ImportError):
        xdist = importlib.import_module("xdist.plugin")
        if not pluginmanager.hasplugin("xdist"):
            pluginmanager.register(xdist, "xdist")
    group = parser.getgroup("katas")
    group.addoption(
        "--katas", metavar="DIR", help="judge the answers in DIR, laid out like katas/"
    )
    group.addoption(
        "--solutions",
        action="store_true",
        help="judge solutions/, and run every check of the repository",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Load no conftest.py of somebody else, see `pytest_cmdline_main`."""
    if _was_misled(early_config, early_config.known_args_namespace):
        early_config.known_args_namespace.noconftest = True


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | pytest.ExitCode | None:
    """Begin again with our own configuration, where pytest has not found it.

    pytest takes the DIR of `--katas DIR` for a folder of tests, and looks there.
    """
    if not _was_misled(config, config.option):
        return None
    invocation = config.invocation_params
    arguments = ["-c", str(_OURS), *invocation.args]
    return pytest.main(arguments, list(invocation.plugins or []))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the checks of the repository to `--solutions`, unless they are named."""
    if config.getoption("solutions") or not _is_check(collection_path):
        return None
    named = (Path(argument.partition("::")[0]).resolve() for argument in config.args)
    asked_for = any(path.is_relative_to(collection_path) for path in named)
    return None if asked_for else True


def folder_to_judge(config: pytest.Config) -> Path:
    """Return the folder of answers that the options name.

    Raises:
        UsageError: there is no such folder, or it holds no kata.
    """
    given = config.getoption("katas")
    if given is None:
        return ROOT / ("solutions" if config.getoption("solutions") else "katas")
    if config.getoption("solutions"):
        raise pytest.UsageError("--katas DIR and --solutions: give one of them.")
    folder: Path = config.invocation_params.dir / given
    if not folder.is_dir():
        raise pytest.UsageError(f"--katas {given}: there is no such folder.")
    if not katas_in(folder):
        raise pytest.UsageError(
            f"--katas {given}: this folder holds no kata; "
            "it is to be laid out like katas/ (chNN_topic/kN_name.py)."
        )
    return folder.resolve()


def in_full(config: pytest.Config) -> bool:
    """Tell whether nothing of a failure is left out, as with -vv."""
    return config.get_verbosity(pytest.Config.VERBOSITY_ASSERTIONS) > 1


def suite_for(argument: str, answers: Path) -> str:
    """Return the suite where a learner names an answer, else the argument itself."""
    path = Path(argument).resolve()
    if not path.is_relative_to(answers):
        return argument
    suite = ROOT / "tests" / path.relative_to(answers)
    is_answer = suite.suffix == ".py"
    return str(suite.with_name(f"test_{suite.name}") if is_answer else suite)


def _was_misled(config: pytest.Config, options: argparse.Namespace) -> bool:
    """Tell whether pytest took another configuration than ours for a kata's run."""
    about_katas = bool(options.katas or options.solutions)
    return about_katas and config.inipath != _OURS


def _is_check(path: Path) -> bool:
    """Tell whether a path right below tests/ is a check, or a folder of checks."""
    is_ours = path.name.startswith("ch") or path.name == "conftest.py"
    return path.parent == ROOT / "tests" and not is_ours
