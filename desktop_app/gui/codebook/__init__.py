"""The window of the codebook: the concepts that claims are coded with."""
