"""How far annotators agree: one alignment of what they marked, cases to decide, and a shelf of metrics."""
