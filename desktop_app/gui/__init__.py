"""The window. The only package that knows Qt; it asks `ops` for everything else."""
