"""What a learner would read of each attempt: `python -m dojo.dev.attempts NAME`."""

import argparse
import tempfile
from pathlib import Path

from dojo.course.attempts import Attempt, attempts_at
from dojo.course.kata import all_katas
from dojo.judge.process import judge


def main() -> None:
    """Show what the judge says of the attempts at some katas."""
    katas = {name: kata for kata in all_katas() for name in (kata.name, str(kata))}
    parser = argparse.ArgumentParser(prog="python -m dojo.dev.attempts")
    parser.add_argument("names", nargs="+", metavar="NAME", choices=katas)
    for name in parser.parse_args().names:
        for attempt in attempts_at(katas[name]):
            _show(attempt)


def _show(attempt: Attempt) -> None:
    with tempfile.TemporaryDirectory() as folder:
        attempt.write_to(Path(folder))
        verdict = judge(attempt.kata, Path(folder))
    print(f"{' ' + attempt.heading + ' ':=^80}\n{verdict}\n")


if __name__ == "__main__":
    main()
