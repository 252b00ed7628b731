"""The garbage collector rests for a while and goes on as before; large blocks go back to the system."""

import gc
import subprocess
import sys

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


HELD_AFTER_LARGE_BLOCKS = """
import sys
from pathlib import Path
from desktop_app.base.memory import return_large_blocks

def size():
    return int(Path("/proc/self/statm").read_text().split()[0]) * 4096

if sys.argv[1] == "told" and not return_large_blocks():
    raise SystemExit(print("cannot be told"))
large, above = 5_000_000, []
before = size()
for _round in range(4):
    block = bytearray(large)
    above.append(bytes(100_000))
    del block
print((size() - before) // large)
"""


def _blocks_held(how: str) -> str:
    found = subprocess.run(
        [sys.executable, "-c", HELD_AFTER_LARGE_BLOCKS, how], capture_output=True, text=True, check=True
    )
    return found.stdout.strip()


def test_a_large_block_goes_back_to_the_system_when_it_is_freed() -> None:
    told = _blocks_held("told")
    # Another library than glibc is not told anything.
    assert told == "cannot be told" or (_blocks_held("untold"), told) == ("1", "0")
