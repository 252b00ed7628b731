"""The Review workspace: what annotators see differently, case by case, and the verdicts on it."""
