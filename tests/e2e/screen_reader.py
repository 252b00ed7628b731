"""A screen reader of our own: it talks to programs as the real ones do, over the bus that is there for them."""

from __future__ import annotations

import subprocess
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.e2e.screen import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REGISTRY = "org.a11y.atspi.Registry"
THING, TEXT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Text"
PROPERTIES = "org.freedesktop.DBus.Properties"
EVENTS = "org.a11y.atspi.Event.Object"
CHARACTER, LINE = 0, 3
FOCUSED = 12
NO_ANSWER_S = 0.0


class GoneError(Exception):
    """What was asked is no longer there."""


@dataclass(frozen=True)
class Thing:
    """Something on the screen: the program that it belongs to, and its place in there."""

    program: str
    place: str


@dataclass(frozen=True)
class Heard:
    """Something that happened: its kind, say 'TextCaretMoved', what it happened to, two numbers and a value."""

    kind: str
    detail: str
    thing: Thing
    value: object


@contextmanager
def a_bus(environment: Mapping[str, str]) -> Iterator[str]:
    """A session bus of its own, on which all else is started when it is first asked for. Gives its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address", "1"]
    # What it starts has much to say about a desktop that is not there.
    silent = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=silent, env=dict(environment), text=True
    ) as bus:
        assert bus.stdout is not None
        try:
            yield bus.stdout.readline().strip()
        finally:
            bus.terminate()


class ScreenReader:
    """Reads what is on the screen, and listens. Offsets in texts are counted as the program counts them."""

    def __init__(self, session_bus: str) -> None:
        with open_dbus_connection(bus=session_bus) as session:
            place = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
            answer = session.send_and_get_reply(new_method_call(place, "GetAddress"), timeout=PATIENCE_S)
        self._bus: DBusConnection = open_dbus_connection(bus=answer.body[0])
        self._news: deque[Message] = deque()
        rule = MatchRule(type="signal", interface=EVENTS)
        self._bus.filter(rule, queue=self._news)
        self._bus.send_and_get_reply(message_bus.AddMatch(rule))
        self._ask(Thing(REGISTRY, "/org/a11y/atspi/registry"), REGISTRY, "RegisterEvent", "s", "object:")

    def close(self) -> None:
        """Stop listening."""
        self._bus.close()

    def _ask(
        self, thing: Thing, interface: str, question: str, kinds: str = "", *words: object
    ) -> tuple[object, ...]:
        address = DBusAddress(thing.place, bus_name=thing.program, interface=interface)
        message = new_method_call(address, question, kinds or None, words)
        answer = self._bus.send_and_get_reply(message, timeout=PATIENCE_S)
        if answer.header.message_type is MessageType.error:
            raise GoneError(f"{thing} does not answer {question}: {answer.body}")
        return tuple(answer.body)

    def _property(self, thing: Thing, interface: str, name: str) -> object:
        (found,) = self._ask(thing, PROPERTIES, "Get", "ss", interface, name)
        assert isinstance(found, tuple), f"{thing} has no {name}: {found}"
        return found[1]

    # What is there

    def name(self, thing: Thing) -> str:
        """What it is called."""
        return str(self._property(thing, THING, "Name"))

    def description(self, thing: Thing) -> str:
        """What is said about it to whoever asks."""
        return str(self._property(thing, THING, "Description"))

    def role(self, thing: Thing) -> str:
        """What kind of thing it is, in words."""
        return str(self._ask(thing, THING, "GetRoleName")[0])

    def has_focus(self, thing: Thing) -> bool:
        """Whether keys go to it."""
        (states,) = self._ask(thing, THING, "GetState")
        assert isinstance(states, list)
        return bool(states[0] >> FOCUSED & 1)

    def parts(self, thing: Thing) -> list[Thing]:
        """What it consists of."""
        (found,) = self._ask(thing, THING, "GetChildren")
        assert isinstance(found, list)
        return [Thing(*part) for part in found]

    def find(self, role: str, name: str) -> Thing | None:
        """A thing of a kind with a name in any program; None if there is none."""
        to_see = [Thing(REGISTRY, "/org/a11y/atspi/accessible/root")]
        while to_see:
            thing = to_see.pop()
            # A window goes on with its work while it is looked at.
            with suppress(GoneError):
                if self.role(thing) == role and self.name(thing) == name:
                    return thing
                to_see += self.parts(thing)
        return None

    # Texts

    def text(self, thing: Thing) -> str:
        """All of its text."""
        return str(self._ask(thing, TEXT, "GetText", "ii", 0, -1)[0])

    def caret(self, thing: Thing) -> int:
        """The offset of its caret."""
        found = self._property(thing, TEXT, "CaretOffset")
        assert isinstance(found, int)
        return found

    def at_caret(self, thing: Thing, size: int) -> str:
        """The character or the line that the caret is in front of or in."""
        return str(self._ask(thing, TEXT, "GetStringAtOffset", "iu", self.caret(thing), size)[0])

    def selected(self, thing: Thing) -> str:
        """The text that is selected in it, '' for none."""
        if not self._ask(thing, TEXT, "GetNSelections")[0]:
            return ""
        start, end = self._ask(thing, TEXT, "GetSelection", "i", 0)
        return str(self._ask(thing, TEXT, "GetText", "ii", start, end)[0])

    # What happens

    def hear(self) -> list[Heard]:
        """What has happened since the last time."""
        while True:
            try:
                self._bus.recv_messages(timeout=NO_ANSWER_S)
            except TimeoutError:
                break
        found = [_heard(message) for message in self._news]
        self._news.clear()
        return found


def _heard(message: Message) -> Heard:
    fields = message.header.fields
    thing = Thing(str(fields[HeaderFields.sender]), str(fields[HeaderFields.path]))
    return Heard(str(fields[HeaderFields.member]), str(message.body[0]), thing, message.body[3][1])
