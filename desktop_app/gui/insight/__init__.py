"""Insight: how far annotators agree, and the passages behind every number."""
