"""What the command line says: which answers to judge, and by which suites."""

import argparse
import contextlib
import importlib
from pathlib import Path

import pytest

from dojo import ROOT
from dojo.course.find import NoSuchKata, find
from dojo.course.kata import katas_in

_OURS = ROOT / "pyproject.toml"
_TESTS = ROOT / "tests"
_OLDEST_PYTEST = (9,)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--katas` and `--solutions`.

    Raises:
        UsageError: this pytest is too old.
    """
    if pytest.version_tuple < _OLDEST_PYTEST:
        raise pytest.UsageError(
            f"the katas need pytest {_OLDEST_PYTEST[0]}, and this is pytest "
            f"{pytest.__version__}. To get it: uv sync, or: pip install -e ."
        )
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
    """Load pytest-xdist where it is here, and no conftest.py of somebody else."""
    _load_xdist(early_config.pluginmanager)
    options = early_config.known_args_namespace
    if _was_misled(early_config, options):
        options.noconftest = True
    elif early_config.inipath == _OURS:
        # Only those of the suites count: none beside the answers, or further up.
        options.confcutdir = str(_TESTS)
        below = [
            path for path in _paths(early_config, options) if _TESTS in path.parents
        ]
        options.file_or_dir = [str(path) for path in below or [_TESTS]]


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | pytest.ExitCode | None:
    """Begin again with our own configuration, where pytest has not found it.

    It takes a pytest.ini in its way for that of the katas. And it takes the DIR of
    `--katas DIR` for a folder of tests, and looks there.

    Raises:
        UsageError: the command line names another configuration.
    """
    if not _was_misled(config, config.option):
        return None
    if other := config.option.inifilename:
        raise pytest.UsageError(
            f"-c {other}: katas are judged with their own settings. Leave it out."
        )
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
    """Return the suite where a learner names an answer, else the argument itself.

    Args:
        argument: a path, or the id of a test.
        answers: the folder of answers.

    Raises:
        UsageError: there is no such answer.
    """
    name, colons, test = argument.partition("::")
    path = Path(name).resolve()
    if not path.is_relative_to(answers):
        return argument
    folder = ROOT / "tests" / path.relative_to(answers)
    try:
        suite = folder if folder.is_dir() else find(name).suite
    except NoSuchKata as error:
        raise pytest.UsageError(str(error)) from None
    return f"{suite}{colons}{test}"


def _load_xdist(plugins: pytest.PytestPluginManager) -> None:
    """Load it for `-n auto`; other plugins that happen to be here stay out."""
    with contextlib.suppress(ImportError):
        xdist = importlib.import_module("xdist.plugin")
        # `-p xdist` and `-p xdist.plugin` have done so already.
        if not plugins.is_registered(xdist):
            plugins.register(xdist, "xdist")


def _was_misled(config: pytest.Config, options: argparse.Namespace) -> bool:
    """Tell whether pytest took another configuration than ours for a kata's run."""
    if config.inipath == _OURS:
        return False
    about_katas = options.katas or options.solutions
    return bool(about_katas) or any(map(_is_ours, _paths(config, options)))


def _paths(config: pytest.Config, options: argparse.Namespace) -> list[Path]:
    """Return what is to be judged, as far as the command line says it."""
    here = config.invocation_params.dir
    names = (argument.partition("::")[0] for argument in options.file_or_dir)
    # Where pytest does not know an option yet, its value is among the names.
    paths = [here / name for name in names if (here / name).exists()]
    return [path.resolve() for path in paths or [here]]


def _is_ours(path: Path) -> bool:
    folders = path, *path.parents
    return path == ROOT or _TESTS in folders or ROOT / "katas" in folders


def _is_check(path: Path) -> bool:
    """Tell whether a path right below tests/ is a check, or a folder of checks."""
    is_ours = path.name.startswith("ch") or path.name == "conftest.py"
    return path.parent == ROOT / "tests" and not is_ours
