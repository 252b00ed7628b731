"""The left pane: which documents there are, how far each is, and how new ones come in."""
