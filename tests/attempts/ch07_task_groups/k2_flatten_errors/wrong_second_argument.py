"""Takes the second argument that the group was made with.

Caught by: test_a_derived_class_is_a_group
"""


def flatten_errors(exc):
    if not isinstance(exc, BaseExceptionGroup):
        return [exc]
    return [e for sub in exc.args[1] for e in flatten_errors(sub)]
