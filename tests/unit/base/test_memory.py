"""The garbage collector rests for a while, and goes on as before."""

import gc

import pytest

from desktop_app.base.memory import nothing_collected


def test_nothing_is_collected_in_the_block_and_all_is_as_before_after_it() -> None:
    assert gc.isenabled()
    with nothing_collected():
        assert not gc.isenabled()
        with nothing_collected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_lets_it_go_on_too() -> None:
    with pytest.raises(KeyError), nothing_collected():
        raise KeyError
    assert gc.isenabled()
