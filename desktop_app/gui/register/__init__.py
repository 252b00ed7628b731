"""The window of the register: who and what the marks speak of."""
