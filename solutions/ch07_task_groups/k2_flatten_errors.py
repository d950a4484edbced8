"""List the errors in a group.

At night an ExceptionGroup comes out of your service: some tasks had task
groups of their own, so there are groups in the group. The alert that wakes
somebody up has one line for each error, and no place for a tree.

You write  flatten_errors
Tools      BaseExceptionGroup.exceptions
Level      core
Time       15 minutes
"""


def flatten_errors(exc: BaseException) -> list[BaseException]:
    """Return the errors in a group, and in groups inside it, left to right.

    Each instance of BaseExceptionGroup is a group. Everything else is an
    error, whether it is an Exception or not. An error that stands at two
    places comes twice. If `exc` is no group, the list holds `exc` alone.

    The list holds the very same exceptions. Nothing changes about them, nor
    about the groups.

    Example:
        no_stamps, no_street = OSError("no stamps"), ValueError("no such
        street") post = ExceptionGroup("the post office", [no_stamps])
        flatten_errors(ExceptionGroup("the report", [post, no_street]))
        ->  [no_stamps, no_street]
    """
    if not isinstance(exc, BaseExceptionGroup):
        return [exc]
    return [error for inner in exc.exceptions for error in flatten_errors(inner)]
