"""What becomes of links when their annotation has other slots than before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop_app.model.records import Link, TargetKind


def moved(slots: Mapping[str, str], found: Sequence[Link]) -> tuple[list[Link], list[Link]]:
    """Links as they are in their new slots, and those that are to go, as they were.

    `slots` tells what becomes of links by their slot; '' makes them untyped. Those go that would only repeat what
    another one says, and, without a slot, that it is unknown what fills it.
    """
    said = {_said(item) for item in found if item.slot_uid not in slots}
    there: list[Link] = []
    spare: list[Link] = []
    for item in found:
        if item.slot_uid in slots:
            after = replace(item, slot_uid=slots[item.slot_uid])
            if _said(after) in said or not is_kept(slots, item):
                spare.append(item)
            else:
                there.append(after)
            said.add(_said(after))
    return there, spare


def is_kept(slots: Mapping[str, str], link: Link) -> bool:
    """Whether a link still says something where `slots` takes it."""
    return link.target_kind is not TargetKind.UNKNOWN or slots.get(link.slot_uid) != ""


def _said(link: Link) -> tuple[str, str, str, str]:
    return link.source_uid, link.slot_uid, link.target_kind, link.target_uid
