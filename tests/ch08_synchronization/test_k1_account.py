"""The balance is looked at and changed in one step, whoever else is at work."""

import asyncio
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.fakes import FakeService
from dojo.schedules import cancellations, orders
from dojo.scripts import scripts
from katas.ch08_synchronization.k1_account import Account, InsufficientFunds, transfer


async def yes(amount):
    """Approve of everything, after a moment."""
    await asyncio.sleep(0)


async def outcome(coro):
    """Return what came of a payment: "paid", or "too little"."""
    try:
        await coro
    except InsufficientFunds:
        return "too little"
    return "paid"


async def test_a_withdrawal_takes_the_amount():
    """What is withdrawn is gone."""
    account = Account(100, yes)

    await account.withdraw(60)

    assert account.balance == 40


@pytest.mark.parametrize("balance", [1, 59])
async def test_too_little(balance):
    """Who asks for more than there is gets nothing, and others can go on."""
    account = Account(balance, yes)

    assert await outcome(account.withdraw(60)) == "too little"

    assert account.balance == balance
    assert await outcome(account.withdraw(1)) == "paid"


async def test_all_of_it():
    """The whole balance may be withdrawn."""
    account = Account(60, yes)

    await account.withdraw(60)

    assert account.balance == 0


async def test_first_the_approval_then_the_money(clock):
    """The balance changes when the approval is there."""
    approve = FakeService(takes=2, name="approve")
    account = Account(100, approve)
    payment = asyncio.create_task(account.withdraw(60))

    await asyncio.sleep(1)
    meanwhile = account.balance
    await payment

    assert approve.keys == [60], (
        f"Approval was asked for these amounts: {approve.keys}."
    )
    assert meanwhile == 100, (
        f"The approval takes 2 s, and after 1 s the balance was {meanwhile}. "
        "When may the money go?"
    )
    assert account.balance == 40


async def test_a_refusal_takes_nothing():
    """After a refusal the account can be used as before."""
    error = PermissionError("no")
    approve = FakeService({60: error, 30: "yes"}, takes=1, name="approve")
    account = Account(100, approve)

    with pytest.raises(PermissionError) as caught:
        await account.withdraw(60)
    after_refusal = account.balance
    await account.withdraw(30)

    assert caught.value is error
    assert after_refusal == 100
    assert account.balance == 70


async def test_two_withdrawals_together():
    """Where there is enough for one of two, the other one gets nothing."""
    account = Account(100, FakeService(takes=1, name="approve"))

    outcomes = await asyncio.gather(*(outcome(account.withdraw(60)) for _ in range(2)))

    assert sorted(outcomes) == ["paid", "too little"], (
        f"There were 100, two tasks wanted 60 each, and this came of it: {outcomes}. "
        f"The balance is {account.balance}. What did the second one know?"
    )
    assert account.balance == 40


async def test_accounts_do_not_wait_for_each_other(clock):
    """Each account has its own queue."""
    approve = FakeService(takes=2, name="approve")
    accounts = [Account(100, approve) for _ in range(3)]

    await asyncio.gather(*(account.withdraw(1) for account in accounts))

    assert clock.elapsed == 2, (
        "Three accounts pay at the same time, and each approval takes 2 s. All of it "
        f"took {clock.elapsed:g} s. Who waits for whom?"
    )


async def test_a_transfer_moves_the_amount():
    """What leaves one account is in the other one."""
    ada, bob = Account(100, yes), Account(5, yes)

    await transfer(ada, bob, 60)

    assert (ada.balance, bob.balance) == (40, 65)


async def test_a_transfer_of_too_much_changes_neither():
    """There is no money on the way that was not there."""
    ada, bob = Account(59, yes), Account(5, yes)

    assert await outcome(transfer(ada, bob, 60)) == "too little"

    assert (ada.balance, bob.balance) == (59, 5), (
        "There were 59 and 5 in the accounts, 60 of the 59 were to be moved, and now "
        f"there are {ada.balance} and {bob.balance}. When does the target get it?"
    )


async def test_the_source_approves():
    """The source is asked, and its refusal changes neither of the two."""
    no = FakeService({60: PermissionError("no")}, name="refuse")
    ada, bob = Account(100, no), Account(5, yes)

    with pytest.raises(PermissionError):
        await transfer(ada, bob, 60)
    await transfer(bob, ada, 5)

    assert (ada.balance, bob.balance) == (105, 0)


async def test_transfers_in_both_directions():
    """They do not wait for each other for ever."""
    approve = FakeService(takes=1, name="approve")
    ada, bob = Account(100, approve), Account(100, approve)

    await asyncio.gather(
        *(account.withdraw(1) for account in (ada, bob)),
        transfer(bob, ada, 30),
        transfer(ada, bob, 10),
    )

    assert (ada.balance, bob.balance) == (119, 79)


async def test_a_transfer_to_the_same_account():
    """It changes nothing, and it ends."""
    account = Account(100, yes)

    await transfer(account, account, 60)
    assert await outcome(transfer(account, account, 101)) == "too little"

    assert account.balance == 100


@given(cancellation=cancellations(most=5), busy=st.booleans())
async def test_a_cancelled_transfer_is_whole_or_nothing(cancellation, busy):
    """Wherever it is cancelled, no money is lost, and both accounts go on."""
    ada, bob = Account(100, yes), Account(100, FakeService(takes=1, name="approve"))
    other = asyncio.create_task(transfer(bob, ada, 1) if busy else asyncio.sleep(0))

    task = await cancellation.of(transfer(ada, bob, 60))
    await other

    balances = (ada.balance - busy, bob.balance + busy)
    assert sum(balances) == 200, (
        f"There were 200 in the two accounts, and now there are {sum(balances)}. "
        "Where was the money when the transfer was cancelled?"
    )
    assert balances == ((100, 100) if task.cancelled() else (40, 160))
    await asyncio.gather(ada.withdraw(1), bob.withdraw(1))


@settings(max_examples=60)
@given(
    order=orders(),
    amounts=st.lists(st.integers(1, 6), min_size=2, max_size=4),
    refused=st.sets(st.integers(1, 6), max_size=1),
)
async def test_as_if_one_after_another(order, amounts, refused):
    """In any order of steps it looks as if the payments were made in turn."""

    async def approve(amount):
        await asyncio.sleep(0)
        assert account.balance >= 0, f"The balance is {account.balance}."
        if amount in refused:
            raise PermissionError("no")

    async def pay(amount):
        try:
            return await outcome(account.withdraw(amount))
        except PermissionError:
            return "refused"

    account = Account(6, approve)
    with order:
        seen = await asyncio.gather(*(pay(amount) for amount in amounts))

    paid = [
        amount for amount, what in zip(amounts, seen, strict=True) if what == "paid"
    ]
    assert account.balance == 6 - sum(paid), (
        f"There were 6, {paid} were paid out, and {account.balance} are left. "
        "Which task wrote over what another one had written?"
    )
    assert tuple(seen) in possible(6, amounts, refused), (
        f"There were 6, these were asked for: {amounts}, refused: {refused or 'none'}, "
        f"and this came of it: {seen}. In which order does that happen one by one?"
    )


def possible(balance, amounts, refused):
    """Return what may come of payments, one after another, in all their orders."""
    outcomes = set()
    for turn in itertools.permutations(range(len(amounts))):
        left, seen = balance, [""] * len(amounts)
        for place in turn:
            amount = amounts[place]
            if left < amount:
                seen[place] = "too little"
            elif amount in refused:
                seen[place] = "refused"
            else:
                seen[place], left = "paid", left - amount
        # Whether somebody is asked where there is too little is open.
        outcomes.add(tuple(seen))
        outcomes.add(
            tuple(
                "refused" if amount in refused else what
                for amount, what in zip(amounts, seen, strict=True)
            )
        )
    return outcomes


class Bank:
    """The books of two accounts."""

    def __init__(self):
        self.accounts = [Account(5, self.approve), Account(5, self.approve)]
        self.paid_out = 0

    async def approve(self, amount):
        """Approve after a while; meanwhile nobody may see less than nothing."""
        for _ in range(2):
            await asyncio.sleep(0)
            self.look()

    def look(self):
        """No balance is below 0."""
        balances = [account.balance for account in self.accounts]
        assert min(balances) >= 0, f"The balances are {balances}."

    async def withdraw(self, which, amount):
        """Pay an amount out."""
        if await outcome(self.accounts[which].withdraw(amount)) == "paid":
            self.paid_out += amount

    async def transfer(self, source, target, amount):
        """Move an amount."""
        await outcome(transfer(self.accounts[source], self.accounts[target], amount))

    def at_rest(self, waiting):
        """All that was there is in the accounts, or was paid out; nobody waits."""
        self.look()
        assert not waiting, f"{waiting[0]} has its approval, and waits. For whom?"
        balances = [account.balance for account in self.accounts]
        assert sum(balances) + self.paid_out == 10, (
            f"There were 10, {self.paid_out} were paid out, and the balances are "
            f"{balances}. What happened to the rest?"
        )


WHICH, AMOUNT = st.integers(0, 1), st.integers(1, 6)


@settings(max_examples=60)
@given(
    script=scripts(
        withdraw=st.tuples(WHICH, AMOUNT), transfer=st.tuples(WHICH, WHICH, AMOUNT)
    )
)
async def test_no_money_is_lost_or_made(script):
    """Whoever pays and whoever is cancelled: the sum stays what it is."""
    await script.play(Bank())
