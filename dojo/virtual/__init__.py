"""Virtual time: a clock that jumps, and what happened when."""
