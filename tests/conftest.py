"""Every test is kept off the network and out of the home folder, and no window appears on anybody's screen."""

import os

from tests.guards import no_network, own_home

__all__ = ["no_network", "own_home"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
