"""What a learner reads is what was seen, not how the judge found it."""

from hypothesis.errors import FlakyFailure

from dojo.explain import explain
from dojo.findings import Finding, Misconduct


def test_what_hypothesis_could_not_repeat_is_told_by_itself():
    """A finding that an example had once is told; Hypothesis's doubts are not."""
    finding = Finding("A task was left.", "Who waits for it?")
    error = FlakyFailure("unreliable results", [Misconduct([finding])])

    result = explain("test_it", "It ends.", error, [], "")

    assert result.text == "A task was left.\nWho waits for it?"
    assert result.headline == "A task was left."
