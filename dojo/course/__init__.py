"""The files of the repository: katas, stubs, attempts, what a learner has done."""
