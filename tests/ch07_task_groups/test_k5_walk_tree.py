"""Every folder is found once, and no listing outlives the walk."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import (
    FakeService,
    Job,
    cancelled_at,
    outcome_of,
    told,
    what_became_of,
)
from katas.ch07_task_groups.k5_walk_tree import walk_tree

HOME = {"home": ["ada", "bob"], "ada": ["music"], "bob": [], "music": []}


def listing(tree, takes=1):
    """Return a `list_children` for a tree: a mapping of each folder to its children."""

    def answer(folder):
        # Else a walk in circles would not end.
        assert len(service.calls) <= 1000, (
            f"{folder!r} is listed again and again. Which folders does your code know?"
        )
        return tree[folder]

    service = FakeService(answer, takes, name="list")
    return service


def walk(**jobs):
    """Begin a walk from "home" that does these jobs to list the folders."""
    for folder, job in jobs.items():
        job.name = f"list({folder!r})"
    return walk_tree(lambda folder: jobs[folder](), "home")


async def test_every_folder_is_found():
    """The root and all that is below it is returned in a list, each folder once."""
    list_children = listing(HOME)

    found = await walk_tree(list_children, "home")

    assert list_children.at_work == 0, (
        f"{found} came back while {list_children.at_work} listings were at work. "
        "Who waits for them?"
    )
    assert isinstance(found, list), (
        f"A list was promised, and {found!r} came back. What does your code return?"
    )
    assert sorted(found) == ["ada", "bob", "home", "music"], (
        f"home holds ada and bob, ada holds music. These came back: {found}. "
        "When is a folder put into your list?"
    )


async def test_children_are_listed_together(clock):
    """All that is known is listed at the same time, however much it is."""
    users = [f"user {n}" for n in range(300)]
    tree = {"home": users} | {user: [] for user in users}

    await walk_tree(listing(tree), "home")

    assert clock.elapsed == 2, (
        "A root with 300 folders in it, 1 s for each listing: all were known at 1 s, "
        f"and the walk took {clock.elapsed:g} s. Who waits for whom?"
    )


async def test_no_branch_waits_for_another_one(clock):
    """A folder is listed as soon as it is known, whatever goes on beside it."""
    list_children = listing(HOME, {"home": 1, "ada": 1.3, "music": 4, "bob": 5})

    await walk_tree(list_children, "home")

    began = {call.key: call.began for call in list_children.calls}.get("music")
    assert began == 2.3, (
        "The listing of home takes 1 s, that of ada in it 1.3 s, that of bob beside "
        f"ada 5 s. music, which is in ada, began to be listed at {began} s. "
        "What does your code wait for before that?"
    )
    assert clock.elapsed == 6.3, (
        f"The last listing ended at 6.3 s, and the walk at {clock.elapsed:g} s. "
        "What does it wait for?"
    )


async def test_two_ways_to_one_folder_are_one_listing():
    """A folder to which several ways lead is listed once, and returned once."""
    tree = {"home": ["ada", "bob"], "ada": ["pub"], "bob": ["pub", "pub"], "pub": []}
    list_children = listing(tree)

    found = await walk_tree(list_children, "home")

    listed = list_children.keys.count("pub")
    assert (listed, found.count("pub")) == (1, 1), (
        '"pub" lies in ada and in bob, which were listed at the same time. '
        f"It was listed {listed} times, and returned {found.count('pub')} times. "
        "At which moment is a folder known?"
    )


async def test_a_circle_ends():
    """A way that leads back up is no new way."""
    found = await walk_tree(listing({"home": ["ada"], "ada": ["home", "ada"]}), "home")

    assert sorted(found) == ["ada", "home"], (
        f"home holds ada, and ada has links to home and to itself. These came back: "
        f"{found}. Which folders does your code know from the beginning?"
    )


async def test_a_deep_tree_is_walked(clock):
    """However deep the tree is, the walk comes to its end."""
    tree = {f"{depth}": [f"{depth + 1}"] for depth in range(60)} | {"60": []}

    found = await walk_tree(listing(tree), "0")

    assert len(found) == clock.elapsed == 61, (
        f"61 folders, one in the other, 1 s for each: {len(found)} came back after "
        f"{clock.elapsed:g} s. What does a task wait for that has listed its folder?"
    )


@pytest.mark.parametrize("broken", ["home", "bob", "music"])
async def test_a_failure_comes_out_in_a_group(broken):
    """Whatever cannot be listed, the root too: the error is in an ExceptionGroup."""
    error = OSError("down")

    outcome = await outcome_of(walk_tree(listing(HOME | {broken: error}), "home"))

    assert (isinstance(outcome, ExceptionGroup), told(outcome)) == (True, [error]), (
        f"{broken!r} could not be listed, {error!r}, and this came out: {outcome!r}. "
        "Who puts the error into a group?"
    )


async def test_a_failure_cancels_the_others(clock):
    """A failure cancels all listings, in whatever branch, and waits for their end."""
    music, bob = Job(takes=9, cleanup=2), Job(takes=9, cleanup=1)

    walking = walk(
        home=Job(takes=0.5, result=["ada", "bob"]),
        ada=Job(takes=0.25, result=["tax", "music"]),
        bob=bob,
        tax=Job(takes=0.25, error=OSError("down")),
        music=music,
    )
    await outcome_of(walking)

    assert (music.cancelled[:1], bob.cancelled[:1]) == ([1], [1]), (
        "The listing of tax, which is in ada, failed at 1 s. That of music beside it "
        f"{what_became_of(music)}; that of bob beside ada {what_became_of(bob)}. "
        "Who tells each of them?"
    )
    assert (music.ended, bob.ended, clock.elapsed) == (3, 2, 3), (
        "A listing failed at 1 s. One that cleans up for 2 s "
        f"{what_became_of(music)}; one that cleans up for 1 s {what_became_of(bob)}. "
        f"The error came out at {clock.elapsed:g} s. Who waits for the clean-up?"
    )


async def test_every_failure_comes_out():
    """A listing that fails while it cleans up has failed as well."""
    first, second, third = OSError("down"), ValueError("not clean"), OSError("dirty")

    walking = walk(
        home=Job(takes=1, result=["ada", "bob", "eve"]),
        ada=Job(takes=9, cleanup_error=second),
        bob=Job(takes=1, error=first),
        eve=Job(takes=9, cleanup=1, cleanup_error=third),
    )
    outcome = await outcome_of(walking)

    assert set(told(outcome)) == {first, second, third}, (
        f"One listing failed with {first!r}, then two others with {second!r} and "
        f"{third!r} while they cleaned up. These came out: {told(outcome)}. "
        "Who collects the errors?"
    )


@pytest.mark.parametrize("fails", [False, True], ids=["twice", "after a failure"])
async def test_a_cancelled_walk_has_cleaned_up(fails, clock):
    """Cancelled, it cancels all listings, waits for them, and is cancelled itself."""
    bob, music = Job(takes=9, cleanup=3), Job(takes=9, cleanup=2)
    ada = Job(takes=0.25, result=["music", "tax"])
    tax = Job(takes=0.25, error=OSError("down")) if fails else Job(result=[])
    home = Job(takes=0.5, result=["ada", "bob"])

    outcome = await outcome_of(
        walk(home=home, ada=ada, bob=bob, music=music, tax=tax),
        *([2] if fails else [1, 2]),
    )

    seen = (
        f"{'A listing failed' if fails else 'It was cancelled'} at 1 s, and walk_tree "
        f"was cancelled at 2 s. One that cleans up for 3 s {what_became_of(bob)}; "
        f"one that cleans up for 2 s {what_became_of(music)}. It ended at "
        f"{clock.elapsed:g} s."
    )
    assert (bob.cancelled[:1], music.cancelled[:1]) == ([1], [1]), (
        f"{seen} Who tells the listings?"
    )
    assert (bob.ended, music.ended, clock.elapsed) == (4, 3, 4), seen + (
        " Which line of yours met that cancellation?"
        if clock.elapsed == 2
        else " What does your code wait for?"
    )
    assert fails or isinstance(outcome, asyncio.CancelledError), (
        f"It was cancelled, no listing failed, and {outcome!r} came out. "
        "Which line of yours met the CancelledError?"
    )


@given(eighths=st.integers(0, 23), late=st.booleans())
async def test_a_cancellation_reaches_every_listing(eighths, late):
    """Whenever it is cancelled, its caller hears of it, and no listing is at work."""
    list_children = listing(HOME)
    walking = walk_tree(list_children, "home")

    task = await cancelled_at(walking, eighths / 8, late=late)

    assert list_children.at_work == 0, (
        f"It was cancelled at {eighths / 8:g} s, and has ended; "
        f"{list_children.at_work} listings have not. Who ends them?"
    )
    assert task.cancelled(), (
        f"It was cancelled at {eighths / 8:g} s, the walk takes 3 s, and it ended with "
        f"{task.exception() or task.result()!r}. "
        "Which line of yours met the CancelledError?"
    )


@st.composite
def drives(draw):
    """Return a tree with links, and the seconds that each listing takes."""
    parents = draw(st.lists(st.integers(0, 99), max_size=8))
    tree = {f"{node}": [] for node in range(len(parents) + 1)}
    for node, parent in enumerate(parents, 1):
        tree[f"{parent % node}"].append(f"{node}")
    ends = st.tuples(st.integers(0, 8), st.integers(0, 8))
    for source, target in draw(st.lists(ends)):
        tree[f"{source % len(tree)}"].append(f"{target % len(tree)}")
    return tree, {node: draw(st.integers(0, 16)) / 8 for node in tree}


def begins(tree, takes):
    """Return when the listing of each folder begins, on the shortest way to it."""
    known = {"0": 0}
    for _ in tree:
        for folder in list(known):
            for child in tree[folder]:
                at = known[folder] + takes[folder]
                known[child] = min(at, known.get(child, at))
    return known


@given(drive=drives())
async def test_any_drive(drive, clock):
    """Wherever links lead, each folder is listed once, as soon as it is known."""
    tree, takes = drive
    list_children = listing(tree, takes)

    found = await walk_tree(list_children, "0")

    assert sorted(found) == sorted(list_children.keys) == list(tree), (
        f"The drive: {tree}. Listed were {list_children.keys}, and {found} came back. "
        "At which moment does your code know a folder?"
    )
    end = max(at + takes[folder] for folder, at in begins(tree, takes).items())
    assert clock.elapsed == end, (
        f"The last listing could end at {end:g} s, and the walk took "
        f"{clock.elapsed:g} s. What does it wait for?"
    )


async def test_a_cancelled_listing_may_still_return():
    """A listing that returns folders when it is cancelled begins no other ones."""
    home, new = Job(takes=9, swallows=True, result=["new"]), Job(takes=1, result=[])

    outcome = await outcome_of(walk(home=home, new=new), 1)

    assert (new.outcome, type(outcome)) == ("not begun", asyncio.CancelledError), (
        "walk_tree was cancelled at 1 s; the listing of home heard of it, and returned "
        f"['new'] all the same. The listing of new was {new.outcome}, and {outcome!r} "
        "came out. What does your code do with a folder that it learns of so late?"
    )
