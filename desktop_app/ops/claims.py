"""What the tagset says of claims: which attributes and slots of a tag mean what.

Most is known by its kind: the concept is an attribute of kind concept, the day a slot that the document's own date may
fill. The rest goes by the names that the starter tagset gives: CLAIMANT, STANCE, MODALITY with its value FUTURE, SURE.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.model.tagset import Attribute, Slot, Tagset

CLAIMANT = "claimant"
STANCE = "stance"
MODALITY = "modality"
FUTURE = "future"
SURE = "sure"


@dataclass(frozen=True, slots=True)
class Shape:
    """What annotations of a tag must have, and which parts of them the checks look at (None where there is none)."""

    required: tuple[Attribute, ...]
    slots: tuple[Slot, ...]
    concept: Attribute | None
    stance: Attribute | None
    modality: Attribute | None
    claimant: Slot | None
    made_on: Slot | None

    @property
    def asks(self) -> bool:
        """Whether anything about such annotations can be missing or doubtful."""
        return bool(self.required or self.slots) or self.concept is not None


def shape_of(tagset: Tagset, tag_uid: str) -> Shape:
    """What annotations of a tag are made of."""
    attributes, slots = tagset.attributes_of(tag_uid), tagset.slots_of(tag_uid)
    choices = {item.name.casefold(): item for item in attributes if item.kind == "choice"}
    return Shape(
        required=tuple(item for item in attributes if item.required),
        slots=slots,
        concept=next((item for item in attributes if item.kind == "concept"), None),
        stance=choices.get(STANCE),
        modality=choices.get(MODALITY),
        claimant=next((item for item in slots if item.name.casefold() == CLAIMANT), None),
        made_on=next((item for item in slots if item.published), None),
    )


def certainties(tagset: Tagset) -> frozenset[str]:
    """The attributes, of any tag, in which annotators say whether they are sure, by uid."""
    return frozenset(
        item.uid for item in tagset.attributes if item.kind == "boolean" and item.name.casefold() == SURE
    )
