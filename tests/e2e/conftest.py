"""The whole program, as a person starts it."""

import sys

# A display in memory is a thing of Linux; elsewhere the same job is tested without one, in tests/gui.
collect_ignore = [] if sys.platform.startswith("linux") else ["test_real_window.py"]
