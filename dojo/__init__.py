"""The judge: it runs the suites of the katas and tells a learner what was seen."""
