"""The reading view: text buffer, heights, spans, lanes and search without Qt, and the view on top of them."""
