"""How hard the judge tries, where nobody reads more than the word of its verdict."""

from dataclasses import dataclass
from typing import Any

from hypothesis import Phase, settings

from dojo.guard import watchdog
from dojo.virtual import loop

_SETTINGS = "_hypothesis_internal_use_settings"


@dataclass(frozen=True)
class Effort:
    """How hard the judge tries; a failing example is not made small.

    Attributes:
        most_examples: how many examples a property gets at most; None for its own
            number.
        patience: which part of the usual work and steps makes an answer hung.
    """

    most_examples: int | None = None
    patience: float = 1.0

    def begin(self) -> None:
        """Have this much patience from now on."""
        watchdog.SECONDS_OF_WORK_TO_A_HANG *= self.patience
        for limit in ("STEPS_AT_ONE_INSTANT", "JUMPS_OF_THE_CLOCK", "STEPS_IN_ALL"):
            setattr(loop, limit, round(getattr(loop, limit) * self.patience))

    def limit(self, test: Any) -> None:
        """Let a test that was made with `@given` try no harder than this."""
        own: settings | None = getattr(test, _SETTINGS, None)
        if own is not None:
            most = self.most_examples or own.max_examples
            limited = settings(
                own,
                max_examples=min(own.max_examples, most),
                phases=[phase for phase in own.phases if phase is not Phase.shrink],
            )
            setattr(test, _SETTINGS, limited)
