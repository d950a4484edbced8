"""Money is never lost, never spent twice, and nobody waits for ever."""

import asyncio
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import cancelled_at, orders, scripts
from katas.ch08_synchronization.k1_account import Account, InsufficientFunds, transfer


class Refused(Exception):
    """The approval was not given."""


class Desk:
    """Approves what leaves at least `minimum`; `asked` tells what it was asked."""

    def __init__(self, minimum=0, takes=1):
        self.minimum = minimum
        self.takes = takes
        self.asked = []

    async def approve(self, left):
        """Say no by an exception, after a while."""
        self.asked.append(left)
        await asyncio.sleep(self.takes)
        if left < self.minimum:
            raise Refused(left)


async def ended(*coros):
    """Run all together; return how each one ended."""
    results = await asyncio.gather(*coros, return_exceptions=True)
    for result in results:
        if isinstance(result, NotImplementedError):
            raise result
    return ["done" if r is None else type(r).__name__ for r in results]


async def test_a_withdrawal_is_approved():
    """What will be left is approved, and then it is left."""
    desk = Desk()
    account = Account(100, desk.approve)

    await account.withdraw(30)

    assert desk.asked == [70]
    assert account.balance == 70


async def test_all_of_it_may_be_withdrawn():
    """The balance may become zero."""
    account = Account(5, Desk().approve)

    await account.withdraw(5)

    assert account.balance == 0


async def test_too_little_money():
    """Less money than is asked for: InsufficientFunds, and nobody is asked."""
    desk = Desk()
    account, other = Account(5, desk.approve), Account(5, desk.approve)

    with pytest.raises(InsufficientFunds):
        await account.withdraw(6)
    with pytest.raises(InsufficientFunds):
        await transfer(account, other, 6)

    assert (account.balance, other.balance) == (5, 5)
    assert desk.asked == []


@pytest.mark.parametrize("n", [0, -3])
async def test_only_a_positive_amount(n):
    """Zero or less cannot be withdrawn, nor moved: ValueError, and nobody is asked."""
    desk = Desk()
    account, other = Account(5, desk.approve), Account(5, desk.approve)

    with pytest.raises(ValueError):
        await account.withdraw(n)
    with pytest.raises(ValueError):
        await transfer(account, other, n)

    assert (account.balance, other.balance) == (5, 5)
    assert desk.asked == []


async def test_two_withdrawals_do_not_take_the_same_money():
    """Money that is there once can be withdrawn once."""
    account = Account(100, Desk().approve)

    ends = await ended(account.withdraw(80), account.withdraw(80))

    assert (sorted(ends), account.balance) == (["InsufficientFunds", "done"], 20), (
        f"Two tasks withdrew 80 of 100. They ended with {ends}, and the balance is "
        f"{account.balance}. What does the second one see while the first one waits?"
    )


async def test_each_withdrawal_counts():
    """Where there is enough for all, all of it has left."""
    account = Account(100, Desk().approve)

    await asyncio.gather(*(account.withdraw(n) for n in (10, 20, 30)))

    assert account.balance == 40, (
        "Three tasks withdrew 10, 20 and 30 of 100, and the balance is "
        f"{account.balance}. From which moment is the balance that you write?"
    )


async def test_no_less_is_left_than_was_approved():
    """Where 50 have to be left, two withdrawals that are good alone are not both."""
    account = Account(100, Desk(minimum=50).approve)

    ends = await ended(account.withdraw(40), account.withdraw(40))

    assert (sorted(ends), account.balance) == (["Refused", "done"], 60), (
        "At least 50 of 100 have to be left. Two tasks withdrew 40, they ended with "
        f"{ends}, and {account.balance} are left. Which balance was approved?"
    )


async def test_a_transfer_moves_money():
    """What leaves one account is in the other one; the first one is asked."""
    here, there = Desk(), Desk()
    src, dst = Account(10, here.approve), Account(1, there.approve)

    await transfer(src, dst, 4)

    assert (src.balance, dst.balance) == (6, 5)
    assert (here.asked, there.asked) == ([6], [])


async def test_what_is_brought_is_not_lost():
    """A transfer brings money while a withdrawal from there is being approved."""
    src, dst = Account(10, Desk(takes=1).approve), Account(10, Desk(takes=3).approve)

    await asyncio.gather(dst.withdraw(2), transfer(src, dst, 5))

    assert (src.balance, dst.balance) == (5, 13), (
        "Two accounts held 10 each. 2 were withdrawn from the second one, and 5 came "
        f"from the first one meanwhile. Now they hold {src.balance} and {dst.balance}. "
        "Who wrote last, and what did it know?"
    )


async def test_accounts_do_not_wait_for_each_other(clock):
    """Withdrawals and transfers that share no account go on at the same time."""
    desk = Desk(takes=2)
    accounts = [Account(10, desk.approve) for _ in range(5)]

    await asyncio.gather(
        transfer(accounts[0], accounts[1], 1),
        transfer(accounts[2], accounts[3], 1),
        accounts[4].withdraw(1),
    )

    assert clock.elapsed == 2, (
        "Two transfers and a withdrawal that share no account take 2 s each. All were "
        f"done after {clock.elapsed:g} s. How many locks are there?"
    )


async def test_opposite_transfers_do_not_block_each_other():
    """Transfers in opposite directions come to an end."""
    a, b = Account(10, Desk().approve), Account(10, Desk().approve)
    moves = asyncio.gather(*(transfer(*way, 1) for way in [(a, b), (b, a)] * 3))

    done, _ = await asyncio.wait([moves], timeout=99)
    moves.cancel()
    await asyncio.wait([moves])

    assert done, (
        "Transfers from A to B and from B to A began together, and after 99 s they "
        "still wait. What does each of them hold, and what does it wait for?"
    )
    assert (a.balance, b.balance) == (10, 10)
    moves.result()


async def test_a_refused_withdrawal_changes_nothing():
    """What `approve` raises comes out, and the next one can go on."""
    account = Account(10, Desk(minimum=4).approve)

    with pytest.raises(Refused):
        await account.withdraw(9)
    next_one = asyncio.create_task(account.withdraw(6))
    done, _ = await asyncio.wait([next_one], timeout=99)
    next_one.cancel()

    assert done, (
        "A withdrawal was refused, and the next one still waits after 99 s. "
        "What is not given back?"
    )
    assert account.balance == 4


async def test_a_refused_transfer_moves_nothing():
    """What `approve` of the first account raises comes out of a transfer too."""
    src, dst = Account(10, Desk(minimum=4).approve), Account(10, Desk().approve)

    with pytest.raises(Refused):
        await transfer(src, dst, 8)
    await transfer(src, dst, 5)

    assert (src.balance, dst.balance) == (5, 15)


async def test_a_transfer_to_itself():
    """It is approved like any other, and changes nothing."""
    desk = Desk(minimum=3)
    account = Account(10, desk.approve)
    move = asyncio.create_task(transfer(account, account, 4))

    done, _ = await asyncio.wait([move], timeout=99)
    move.cancel()

    assert done, "After 99 s it still waits. For whom?"
    assert await ended(move) == ["done"]
    assert (account.balance, desk.asked) == (10, [6])
    ends = await ended(transfer(account, account, 8), transfer(account, account, 11))
    assert ends == ["Refused", "InsufficientFunds"]
    assert account.balance == 10


@pytest.mark.parametrize("instant", [0.5, 1, 1.5])
@pytest.mark.parametrize("late", [False, True])
async def test_a_cancelled_transfer_moves_nothing(instant, late):
    """Cancelled while another withdrawal is approved, it has not moved the money."""
    src, dst = Account(10, Desk().approve), Account(10, Desk(takes=2).approve)
    other = asyncio.create_task(dst.withdraw(1))

    move = await cancelled_at(transfer(src, dst, 5), instant, late=late)
    await other
    await asyncio.sleep(9)

    moved = 0 if move.cancelled() else 5
    assert (src.balance, dst.balance) == (10 - moved, 9 + moved), (
        f"A transfer of 5 was cancelled at {instant:g} s, and it ended "
        f"{'as cancelled' if move.cancelled() else 'well'}. Two accounts of 10 and 9 "
        f"hold {src.balance} and {dst.balance}. Where were the 5 at that moment?"
    )


class Bank:
    """The books of two accounts; approvals are given when the script says so."""

    def __init__(self):
        self.at_the_desk = []
        self.accounts = [Account(3, self.approve) for _ in "ab"]
        self.books = [3, 3]

    async def approve(self, left):
        """Wait for the approval."""
        self.at_the_desk.append(asyncio.get_running_loop().create_future())
        await self.at_the_desk[-1]

    async def approve_all(self):
        """Approve what has been asked."""
        for future in self.at_the_desk:
            if not future.done():
                future.set_result(None)

    async def withdraw(self, a, n):
        """Withdraw, and write it down."""
        try:
            await self.accounts[a].withdraw(n)
        except InsufficientFunds:
            return
        self.books[a] -= n

    async def transfer(self, a, b, n):
        """Move, and write it down."""
        try:
            await transfer(self.accounts[a], self.accounts[b], n)
        except InsufficientFunds:
            return
        self.books[a] -= n
        self.books[b] += n

    def at_rest(self, waiting):
        """Compare the balances with the books."""
        balances = [account.balance for account in self.accounts]
        assert min(balances) >= 0
        if waiting:
            asked = [future for future in self.at_the_desk if not future.done()]
            assert asked, (
                f"{waiting[0].name} waits in {waiting[0]}, and no approval is asked "
                "for. What does it wait for, and who holds it?"
            )
            assert sum(balances) <= sum(self.books)
        else:
            assert balances == self.books, (
                f"The balances are {balances}, and {self.books} by the books. "
                "Which call has done more, or less, than it said?"
            )


ACCOUNT, AMOUNT = st.integers(0, 1), st.integers(1, 3)


@settings(max_examples=70)
@given(
    script=scripts(
        most=6,
        withdraw=st.tuples(ACCOUNT, AMOUNT),
        transfer=st.tuples(ACCOUNT, ACCOUNT, AMOUNT),
        approve_all=st.tuples(),
    )
)
async def test_any_calls_some_of_them_cancelled(script):
    """Nobody waits for ever; at the end the balances are what the calls said."""
    await script.play(Bank())


MOVES = st.lists(st.tuples(ACCOUNT, ACCOUNT | st.none(), AMOUNT), max_size=3)


def one_after_another(moves, minimum):
    """Return every end that the moves can have, one after another."""
    ends = set()
    for order in itertools.permutations(range(len(moves))):
        balances, said = [3, 3], {}
        for i in order:
            a, b, n = moves[i]
            if balances[a] < n:
                said[i] = "InsufficientFunds"
            elif balances[a] - n < minimum:
                said[i] = "Refused"
            else:
                said[i] = "done"
                balances[a] -= n
                if b is not None:
                    balances[b] += n
        ends.add((*(said[i] for i in range(len(moves))), *balances))
    return ends


@settings(max_examples=70)
@given(order=orders(), moves=MOVES, minimum=st.integers(0, 1))
async def test_it_ends_as_if_one_after_another(order, moves, minimum):
    """Whatever runs first, some order of one after another ends in the same way."""
    accounts = [Account(3, Desk(minimum, takes=0).approve) for _ in "ab"]

    def move(a, b, n):
        return (
            accounts[a].withdraw(n)
            if b is None
            else transfer(accounts[a], accounts[b], n)
        )

    with order:
        said = await ended(
            *(
                asyncio.create_task(move(*m), name=name)
                for name, m in zip(("Ann", "Bob", "Cy"), moves, strict=False)
            )
        )
    end = (*said, *(account.balance for account in accounts))

    assert end in one_after_another(moves, minimum), (
        f"Two accounts of 3; from, to, amount: {moves}. This ended with {end}, and one "
        "after another it cannot. What did one see while another one waited?"
    )
