"""The command `kata`."""

import os
import sys

from dojo import as_typed
from dojo.report.plain import print_plainly


def main() -> None:
    """Run `kata` with the arguments of the command line."""
    print_plainly()
    try:
        _run()
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads on, as in `kata list | head`. Python would flush at its end too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _run() -> None:
    if sys.argv[1:] in (["list"], ["list", "--json"]):
        # What asks for the list wants it at once, and Typer alone takes five times as
        # long to import as Python takes to start.
        from dojo.cli import listing

        listing.show(as_json="--json" in sys.argv)
    else:
        from dojo.cli import completion
        from dojo.cli.commands import app

        completion.cover_uv()
        # What is installed bears the program's name; what is said can be typed.
        installs = any(word.endswith("-completion") for word in sys.argv)
        name = "kata" if installs else as_typed("kata")
        app(prog_name=name, complete_var="_KATA_COMPLETE")


if __name__ == "__main__":
    main()
