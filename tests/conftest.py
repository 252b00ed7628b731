"""Every test is kept off the network and out of the home folder."""

from tests.guards import no_network, own_home

__all__ = ["no_network", "own_home"]
