"""The command `kata`."""

import os
import sys

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
        from dojo.cli.commands import app

        app(prog_name="kata")


if __name__ == "__main__":
    main()
