"""Aliases, facts and affiliations as lines that people write, parted by semicolons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from desktop_app.base.errors import InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.entity import Affiliation, Alias


def _joined(*parts: str) -> str:
    while parts and not parts[-1]:
        parts = parts[:-1]
    return "; ".join(parts)


def _parts(line: str, most: int) -> list[str]:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) > most:
        raise InvalidValueError(
            _("There are more than {number} parts.").format(number=most), where=shown(line, 60)
        )
    return [*parts, *[""] * (most - len(parts))]


def of_alias(alias: Alias) -> str:
    """An alias as the line that people edit: text; language; and “exact” where case matters ('WHO; en; exact')."""
    return _joined(alias.text, alias.language, _("exact") if alias.exact else "")


def alias_of(line: str) -> Alias:
    """An alias from its line. Raises InvalidValueError."""
    text, language, exact = _parts(line, 3)
    if exact.casefold() not in ("", "exact", _("exact").casefold()):
        raise InvalidValueError(
            _("“{word}” is not understood.").format(word=shown(exact, 40)),
            where=shown(line, 60),
            hint=_("Write: name; language; exact, of which only the name is needed."),
        )
    return Alias(text, language, bool(exact))


def of_facts(values: Mapping[str, str]) -> tuple[str, ...]:
    """'party; Centre', one a line."""
    return tuple(_joined(key, value) for key, value in values.items())


def facts_of(lines: Iterable[str]) -> dict[str, str]:
    """Facts from their lines. A colon parts name and value as well. Raises InvalidValueError."""
    found = {}
    for line in lines:
        key, value = _parts(line if ";" in line else line.replace(":", ";", 1), 2)
        if not key or not value:
            raise InvalidValueError(
                _("A fact needs a name and a value."), where=shown(line, 60), hint=_("Write: party; Centre")
            )
        found[key] = value
    return found


def of_affiliation(item: Affiliation, name_of: Callable[[str], str]) -> str:
    """An affiliation as a line: with whom; role; from; to ('Council; member; 2014; 2016-05')."""
    return _joined(name_of(item.entity_uid) or item.entity_uid, item.role, item.start, item.end)


def affiliation_of(
    line: str, known: Sequence[Affiliation], name_of: Callable[[str], str], uid_of: Callable[[str], str]
) -> Affiliation:
    """An affiliation from its line. `known` are those that were there: a name among them means the same as before.

    Raises InvalidValueError, also what `uid_of` raises for a name that means nobody or several.
    """
    name, role, start, end = _parts(line, 4)
    same = {name_of(item.entity_uid): item.entity_uid for item in known}
    return Affiliation(same.get(name) or uid_of(name), role, start, end)
