"""What is shown of the annotations, and how: nothing of it changes the layout of the text."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.gui.reading.marks import Mark, Window


@dataclass(frozen=True, slots=True)
class Filter:
    """Which annotations are left out, and how the others are drawn. Tags and annotators are uids.

    `tags` and `annotators` are left out. `dashed` are annotators whose spans are suggestions: dashed, without a tint.
    `groups` are the annotators that have lanes of their own, from the text downwards, () if all share theirs. There is
    room for all of them, so that no line moves when some are left out.
    `focus` is the one tag that keeps its colour while all others are muted, '' for none.
    """

    tags: frozenset[str] = frozenset()
    annotators: frozenset[str] = frozenset()
    dashed: frozenset[str] = frozenset()
    groups: tuple[str, ...] = ()
    focus: str = ""

    @property
    def seen_groups(self) -> tuple[str, ...]:
        """The groups of annotators that are not left out: there are no empty lanes between them."""
        return tuple(uid for uid in self.groups if uid not in self.annotators)

    def hides(self, mark: Mark) -> bool:
        """Whether the mark is left out."""
        return mark.tag in self.tags or mark.annotator in self.annotators

    def of(self, window: Window) -> Window:
        """The spans that are shown."""
        if not (self.tags or self.annotators):
            return window
        return window.taken(~(window.tagged(self.tags) | window.made_by(self.annotators)))
