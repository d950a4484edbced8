"""Results, in words that a learner reads."""
