"""The keys that work now, for the bar at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.shell.hint_strip import Hint
from desktop_app.gui.shell.keymap import Keymap

if TYPE_CHECKING:
    from desktop_app.gui.shell.workspace import Workspace

MOST_TAGS = 5
MOST_SLOTS = 7
UNKNOWN_KEY = "0"
"""Says that the text does not tell what fills the slot that waits. Here, for this is loaded before a document is."""


def hints(space: Workspace, keymap: Keymap) -> list[Hint]:
    """What can be done where the keyboard is, most useful first."""
    if space.documents.list.hasFocus():
        return _in_list(keymap)
    if not space.view.hasFocus():
        return [(("Esc",), _("back to the text")), *_known(keymap, ("view.next_pane", _("next pane")))]
    if space.wiring.filling.slot is not None:
        return _filling(space)
    armed = space.controller.armed
    if armed is not None and space.view.selection is None:
        tag = space.project.tagset.find(armed)
        return [(("Esc",), _("stop marking {tag}").format(tag=shown(tag.name, 40) if tag else ""))]
    if space.view.selection is not None:
        return _on_selection(space, keymap)
    if space.view.chosen:
        return _on_mark(space, keymap)
    return _reading(space, keymap)


def _known(keymap: Keymap, *wanted: tuple[str, str]) -> list[Hint]:
    """Hints of the commands that have a key and can be run now."""
    return [
        ((key,), words)
        for command, words in wanted
        if (key := keymap.first(command)) and keymap.works(command)
    ]


def _tags(space: Workspace) -> list[Hint]:
    keys = tuple(tag.shortcut for tag in space.project.tagset.tags if tag.active and tag.shortcut)
    return [(keys[:MOST_TAGS], _("tag"))] if keys and not space.project.read_only else []


def _repeat(space: Workspace) -> list[tuple[str, str]]:
    return [("mark.repeat", _("repeat"))] if space.controller.can_repeat else []


def _in_list(keymap: Keymap) -> list[Hint]:
    return [
        (("Up", "Down"), _("choose")),
        (("Return",), _("open")),
        *_known(
            keymap,
            ("document.next_unfinished", _("next unfinished")),
            ("document.filter", _("filter")),
            ("view.next_pane", _("next pane")),
        ),
    ]


def _slots(space: Workspace) -> list[Hint]:
    """The keys of the slots of the frame that is being filled: those that want fillers first."""
    frame = space.wiring.filling.frame()
    if frame is None or space.project.read_only:
        return []
    slots = [slot for slot in space.project.tagset.slots_of(frame.tag_uid) if slot.key]
    slots.sort(key=lambda slot: slot.least == 0)
    return [((slot.key,), shown(slot.name, 40)) for slot in slots[:MOST_SLOTS]]


def _digits(space: Workspace) -> list[Hint]:
    """What a digit codes on the chosen mark."""
    name, number = space.right.cards.digits()
    return [((f"1…{number}",), shown(name, 40))] if number and not space.project.read_only else []


def _filling(space: Workspace) -> list[Hint]:
    """While a slot is armed: what comes next fills it."""
    filling = space.wiring.filling
    slot = filling.slot
    name = shown(slot.name, 40) if slot is not None else ""
    key = slot.key if slot is not None else ""
    stop: Hint = (("Esc",), _("stop filling {slot}").format(slot=name))
    if space.view.selection is not None or filling.candidate() is not None:
        return [(("Return",), _("take it as {slot}").format(slot=name)), stop]
    typing: list[Hint] = [((key,), _("type the {slot}").format(slot=name))] if key else []
    typing.append(((UNKNOWN_KEY,), _("the text does not say")))
    return [*typing, (("Tab",), _("next mark")), (("Shift+Left", "Shift+Right"), _("select words")), stop]


def _on_selection(space: Workspace, keymap: Keymap) -> list[Hint]:
    slots = _slots(space)
    return [
        *slots,
        *([] if slots else _tags(space)),
        *(_known(keymap, ("mark.add_part", _("add a part"))) if space.view.chosen else []),
        *_known(
            keymap,
            ("mark.grow", _("select more")),
            ("mark.find_tag", _("find a tag")),
            *_repeat(space),
            ("mark.end_forward", _("move the end")),
        ),
        (("Esc",), _("drop it")),
    ]


def _on_mark(space: Workspace, keymap: Keymap) -> list[Hint]:
    if space.layering.is_of_another():
        return _known(keymap, ("view.adopt", _("copy to my marks")), ("mark.next", _("next mark")))
    beneath, slots = space.view.is_digging(), _slots(space)
    done = bool(slots) and space.right.cards.is_complete()
    opening = _("the one beneath") if beneath else _("finish") if done else _("fill in")
    if slots:
        others = _known(keymap, ("mark.note", _("note")), ("mark.remove", _("remove")))
        first = [*_known(keymap, ("mark.open", opening)), *_digits(space)]
        return [*first, *slots, (("Esc",), _("leave it")), *others]
    return [
        *_known(keymap, ("mark.open", opening)),
        *_digits(space),
        *_known(
            keymap,
            ("mark.next", _("next mark")),
            ("mark.next_same", _("same tag")),
            ("mark.end_forward", _("move the end")),
            ("mark.note", _("note")),
            ("mark.remove", _("remove")),
        ),
    ]


def _reading(space: Workspace, keymap: Keymap) -> list[Hint]:
    return [
        *([(("Esc",), _("all tags in colour"))] if space.layering.focus else []),
        *_tags(space),
        *_known(
            keymap,
            ("mark.next", _("next mark")),
            ("mark.next_unmarked", _("next without a mark")),
            *_repeat(space),
            ("edit.find", _("find")),
            ("document.done_next", _("done, next")),
            ("view.palette", _("everything else")),
        ),
    ]
