"""German words for time."""

from __future__ import annotations

from desktop_app.base.i18n import N_
from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates._lexicon import Lexicon, lines, numbered, word_set

KEY = "de"
TITLE = N_("German")


def _bent(*stems: str) -> str:
    """All that an adjective may end in."""
    return "|".join(f"{stem}{ending}" for stem in stems for ending in ("", "e", "en", "er", "es", "em"))


_TENTHS = numbered("zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig", 2)
_TENS = {word: 10 * place for word, place in _TENTHS.items()}
_NUMBERS = {
    **numbered(
        "null ein|eins|eine|einen|einem|einer|eines zwei|zwo|zweier drei|dreier vier fünf sechs sieben acht neun zehn"
        " elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
        0,
    ),
    **_TENS,
    "hundert": 100,
    "einhundert": 100,
}
_ORDINALS = numbered(
    "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt"
    " siebzehnt achtzehnt neunzehnt zwanzigst einundzwanzigst"
)
_WEEKDAYS = numbered("montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag")
_MONTHS = numbered(
    "januar|jan|jänner februar|feb|feber märz|mrz|mär april|apr mai juni|jun juli|jul august|aug september|sept|sep"
    " oktober|okt november|nov dezember|dez"
)
_PARTS = {
    "morgen": "MO", "früh": "MO", "vormittag": "MO", "mittag": "MI", "nachmittag": "AF", "abend": "EV", "nacht": "NI",
}  # fmt: skip
_UNITS = {
    "tag": "D", "woche": "W", "monat": "M", "quartal": "Q", "jahr": "Y", "jahrzehnt": "DE", "jahrhundert": "CE",
    "stunde": "TH", "minute": "TM", "sekunde": "TS", "wochenende": "WE", "nacht": "NI", "halbjahr": "H",
}  # fmt: skip
_FISCAL = ("geschäfts", "haushalts", "wirtschafts", "rechnungs", "fiskal", "budget")
_EDGES = {"anfang": "anfang", "beginn": "anfang", "mitte": "mitte", "ende": "ende"}
_LONG = {"jährig": "jahre", "tägig": "tage", "wöchig": "wochen", "monatig": "monate", "stündig": "stunden"}
_COUNTED = [*_NUMBERS, *map(str, range(1, 31))]

LEXICON = Lexicon(
    words={
        sorts.MONTH: {**_MONTHS, **{f"{word}s": number for word, number in _MONTHS.items() if len(word) > 4}},
        sorts.WEEKDAY: {
            **_WEEKDAYS,
            **{f"{word}es": number for word, number in _WEEKDAYS.items()},
            **{f"{word}e": number for word, number in _WEEKDAYS.items()},
            **lines("mo di mi do fr sa so"),
        },
        sorts.SEASON: {
            "frühling|frühlings|frühjahr|frühjahrs": "SP",
            "sommer|sommers": "SU",
            "herbst|herbstes|herbsts": "FA",
            "winter|winters": "WI",
        },
        sorts.UNIT: {
            **_UNITS,
            "tages|tags|werktag": "D",
            "monats": "M",
            "quartals|vierteljahr|vierteljahres": "Q",
            "jahres|jahrs|kalenderjahr|kalenderjahres": "Y",
            "jahrzehnts|jahrzehntes": "DE",
            "jahrhunderts|jahrhundertes": "CE",
            "halbjahres|halbjahrs": "H",
            "wochenendes": "WE",
        },
        sorts.UNITS: {
            "tage|tagen|werktage|werktagen": "D",
            "wochen": "W",
            "monate|monaten": "M",
            "quartale|quartalen": "Q",
            "jahre|jahren": "Y",
            "jahrzehnte|jahrzehnten": "DE",
            "jahrhunderte|jahrhunderten": "CE",
            "stunden": "TH",
            "minuten": "TM",
            "sekunden": "TS",
            "wochenenden": "WE",
            "nächte|nächten": "NI",
        },
        sorts.HALF: {_bent("halb") + "|hälfte": "", "jahreshälfte": ""},
        sorts.FISCAL: {
            "|".join(f"{kind}jahr{ending}" for kind in _FISCAL for ending in ("", "s", "es", "e", "en")): "",
            "gj": "",
        },
        sorts.ENDING: {_bent("endend", "beendet"): ""},
        sorts.WEEK_NUMBER: {"kw|kalenderwoche": ""},
        sorts.NUMBER: {
            "einige|einigen|einiger|mehrere|mehreren|mehrerer|ein paar|paar|wenige|wenigen|weniger|viele|vielen": "X",
            "etliche|etlichen": "X",
            "dutzend": 12,
            "anderthalb|eineinhalb": "1.5",
            "zweieinhalb": "2.5",
            "dreieinhalb": "3.5",
            "viereinhalb": "4.5",
            "beiden": 2,
        },
        sorts.ORDINAL: {_bent(word).removeprefix(word + "|"): number for word, number in _ORDINALS.items()},
        sorts.QUARTER: {"schlussquartal|schlussquartals": "Q4", "auftaktquartal|auftaktquartals": "Q1"},
        sorts.DECADE: {f"{word}er": number for word, number in _TENS.items()},
        sorts.AWAY: {
            "heute|heutigen|heutiger|heutige": "D+0",
            "gestern|gestrigen|gestrige": "D-1",
            "morgen": "D+1",
            "vorgestern": "D-2",
            "übermorgen": "D+2",
            "am vortag|vortag|tags zuvor|tag zuvor|tag davor": "D-1",
            "tags darauf|tag darauf|folgetag|tag danach|nächsten tag|folgenden tag": "D+1",
            "vorvorgestern": "D-3",
            "vorletzte woche|vorletzten woche|vorvergangene woche": "W-2",
            "übernächste woche|übernächsten woche": "W+2",
            "woche zuvor|woche davor|vorwoche": "W-1",
            "woche darauf|woche danach|folgewoche": "W+1",
            "vorletzten monat|vorletzten monats": "M-2",
            "übernächsten monat": "M+2",
            "vormonat|vormonats": "M-1",
            "vorletztes jahr|vorletzten jahr|vorletzten jahres": "Y-2",
            "übernächstes jahr|übernächsten jahr": "Y+2",
            "vorjahr|vorjahres|vorjahrs|jahr zuvor|jahr davor": "Y-1",
            "jahr darauf|folgejahr|jahr danach": "Y+1",
            "heuer": "Y+0",
            "am selben tag|gleichen tag|selben tag": "D+0",
            "selben woche|gleichen woche": "W+0",
            "selben monat|gleichen monat": "M+0",
            "selben jahr|gleichen jahr": "Y+0",
            "jahresfrist": "Y+1",
        },
        sorts.THERE: {"letzte nacht|vergangene nacht": "NI-1", "heute nacht": "NI+0"},
        sorts.RELATIVE: {
            f"{_bent('letzt', 'vergangen', 'vorig', 'zurückliegend', 'verflossen', 'vorangegangen')}|vergangnen": -1,
            _bent("abgelaufen"): -1,
            f"{_bent('dies', 'laufend', 'jetzig', 'aktuell')}|diesjährigen": 0,
            _bent("nächst", "folgend", "darauffolgend"): 1,
            _bent("kommend", "bevorstehend"): 2,
        },
        sorts.AGO: {"vor|zuvor|früher|vorher": ""},
        sorts.LATER: {"später|danach|darauf|nach": ""},
        sorts.WITHIN: {"in|binnen|innerhalb|innerhalb von": ""},
        sorts.SINCE: {"seit|ab|von": ""},
        sorts.LASTING: {"für|während|über|seit|lang": ""},
        sorts.EVERY: {"jede|jeden|jeder|jedes|jedem|alle|aller|pro|je": ""},
        sorts.OFTEN: {
            _bent("täglich"): "P1D",
            _bent("wöchentlich"): "P1W",
            _bent("monatlich"): "P1M",
            f"{_bent('jährlich', 'alljährlich')}": "P1Y",
            _bent("stündlich"): "PT1H",
            _bent("vierteljährlich"): "P3M",
            _bent("halbjährlich"): "P6M",
            "abends": "XXXX-XX-XXTEV",
            "morgens": "XXXX-XX-XXTMO",
            "nachmittags": "XXXX-XX-XXTAF",
            "vormittags": "XXXX-XX-XXTMO",
            "nachts": "XXXX-XX-XXTNI",
            "mittags": "XXXX-XX-XXTMI",
            "werktags": "P1D",
        },
        sorts.TIMES: {"einmal": 1, "zweimal": 2, "dreimal": 3, "viermal": 4, "fünfmal": 5, "mal": 0},
        sorts.EDGE: {
            "anfang|zu beginn|zu anfang|beginn|frühe|früher|frühen|am anfang": "START",
            "mitte|in der mitte": "MID",
            "ende|zum ende|gegen ende|am ende|späten|spät|später": "END",
        },
        sorts.ABOUT: {
            "etwa|ungefähr|gut|rund|circa|zirka|ca|gegen|knapp|fast|beinahe": "APPROX",
            "um": sorts.NEAR,
            "mehr als|über": "MORE_THAN",
            "weniger als|unter": "LESS_THAN",
            "mindestens|wenigstens": "EQUAL_OR_MORE",
            "höchstens|maximal": "EQUAL_OR_LESS",
        },
        sorts.BEFORE: {"vor": ""},
        sorts.AFTER: {"nach": ""},
        sorts.UNTIL: {"bis|bis zum|bis zu|bis spätestens|spätestens": ""},
        sorts.FROM: {"von|vom|zwischen": ""},
        sorts.TO: {"bis|bis zum|bis zu|bis in den|bis in die|auf|auf den": ""},
        sorts.AND: {"und": "", "oder": sorts.OR},
        sorts.OCLOCK: {"uhr": ""},
        sorts.CLOCK: {"mitternacht": "24:00"},
        sorts.ZONE: {"utc|gmt": "Z", "mez|mesz|ortszeit": ""},
        sorts.PART: {
            **_PARTS,
            "morgens": "MO",
            "mittags": "MI",
            "nachmittags": "AF",
            "abends": "EV",
            "nachts": "NI",
            "nacht zum|nacht zu|nacht auf|nacht auf den": "NI-1",
        },
        sorts.VAGUE: {
            "kürzlich|neulich|unlängst|jüngst|zuletzt|damals|einst|früher|ehemals|vor kurzem|vor langem|vor längerem"
            "|in der vergangenheit|vergangenheit|vor einiger zeit|vor einigen jahren|vor jahren|bislang|bisher"
            "|in letzter zeit|letzter zeit|früheren zeiten|vergangenen zeiten|ehemalige|ehemaligen": "PAST_REF",
            "jetzt|nun|derzeit|gegenwärtig|momentan|zurzeit|zur zeit|im moment|heutzutage|im augenblick|gegenwart"
            "|zu diesem zeitpunkt|aktuell|diesen tagen|dieser tage|heutzutage|gerade": "PRESENT_REF",
            "bald|demnächst|künftig|zukünftig|in zukunft|zukunft|später|in kürze|in absehbarer zeit|über kurz oder lang"
            "|eines tages|irgendwann|langfristig|auf lange sicht|in den kommenden jahren": "FUTURE_REF",
        },
        sorts.HOLIDAY: {
            "weihnachten|weihnachtstag|erster weihnachtstag|ersten weihnachtstag": "12-25",
            "zweiter weihnachtstag|zweiten weihnachtstag|stephanstag": "12-26",
            "heiligabend|heiliger abend|heiligen abend": "12-24",
            "silvester|silvesterabend|jahreswechsel": "12-31",
            "neujahr|neujahrstag": "01-01",
            "dreikönigstag|heilige drei könige": "01-06",
            "valentinstag": "02-14",
            "tag der arbeit|maifeiertag|erster mai": "05-01",
            "tag der deutschen einheit": "10-03",
            "reformationstag": "10-31",
            "allerheiligen": "11-01",
            "allerseelen": "11-02",
            "martinstag": "11-11",
            "nikolaus|nikolaustag": "12-06",
            "weltfrauentag|internationaler frauentag": "03-08",
            "mariä himmelfahrt": "08-15",
            "nationalfeiertag": "10-26",
            "bundesfeier": "08-01",
            "karfreitag": "E-2",
            "ostern|ostersonntag": "E",
            "ostermontag": "E+1",
            "gründonnerstag": "E-3",
            "palmsonntag": "E-7",
            "aschermittwoch": "E-46",
            "rosenmontag": "E-48",
            "faschingsdienstag": "E-47",
            "himmelfahrt|christi himmelfahrt|vatertag": "E+39",
            "pfingsten|pfingstsonntag": "E+49",
            "pfingstmontag": "E+50",
            "fronleichnam": "E+60",
            "buß und bettag|buß - und bettag": "11-23<3",
            "totensonntag": "11-27<7",
            "volkstrauertag": "11-20<7",
            "erster advent|ersten advent": "12-04<7",
            "muttertag": "5#2-7",
            "erntedank": "10#1-7",
        },
        sorts.FILLER: {
            "der|die|das|den|dem|des|am|im|an|um|zum|zur|zu|beim|genau|nur|ganze|ganzen|ganzes|lange|anno|noch": ""
        },
    },
    aliases={
        "im laufe des": "dieses",
        "im laufe der": "dieser",
        **{f"kurz {word}": word for word in ("vor", "nach")},
        "vorabend": "vortag abend",
        "osterwochenende": "ostern wochenende",
        "pfingstwochenende": "pfingsten wochenende",
        **{
            f"{month}{part}": f"{part} {month}"
            for month in _MONTHS
            for part in ("woche", "wochenende", "hälfte")
        },
        **{f"{word}s": f"jeden {word}" for word in _WEEKDAYS},
        **{f"{day}{part}": f"{day} {part}" for day in _WEEKDAYS for part in _PARTS},
        **{f"{unit}es{edge}": f"{edge} {unit}" for unit in ("jahr", "tag") for edge in _EDGES},
        **{f"{unit}s{edge}": f"{edge} {unit}" for unit in ("monat", "jahrhundert") for edge in _EDGES},
        **{f"wochen{edge}": f"{edge} woche" for edge in ("anfang", "beginn", "mitte")},
        **{f"{month}{edge}": f"{edge} {month}" for month in _MONTHS for edge in ("anfang", "mitte", "ende")},
        **{
            f"{count}{joint}{stem}{ending}": f"{count} {unit}"
            for count in _COUNTED
            for joint in ("", " - ")
            for stem, unit in _LONG.items()
            for ending in ("", "e", "en", "er", "es", "em")
        },
        **{f"{units}lang": f"mehrere {units}" for units in ("tage", "wochen", "monate", "jahre", "stunden")},
        **{f"{season}monate{ending}": season for season in ("sommer", "winter") for ending in ("", "n")},
        **{f"{word}er jahre": f"{word}er" for word in _TENS},
    },
    numbers=_NUMBERS,
    tens_last=True,
    past_words=word_set(
        "war waren hatte hatten wurde wurden gab gaben kam kamen ging gingen stand hielt fand ließ nahm sprach schrieb",
        "traf zog blieb begann trat gewann verlor starb lag saß sah rief trug hieß hat worden gewesen gesagt erklärt",
        "gestern zuletzt bereits seit habe haben",
    ),
    past_endings=("te", "ten"),
    not_past=word_set(
        "heute heutigen bitte mitte seite seiten leute zweite zweiten dritte dritten vierte erste ersten letzte",
        "letzten nächste nächsten rechte rechten beste besten meisten weite weiten gute guten konten minuten hunderte",
        "sollte sollten könnte könnten möchte möchten müsste müssten dürfte dürften würde würden",
    ),
    future_words=word_set(
        "wird werden werde soll sollen will wollen möchte möchten plant planen geplant künftig kommende kommenden",
        "sollte sollten könnte könnten dürfte dürften würde bevorstehende ansteht spätestens nächste nächsten",
        "vorgesehen erwartet voraussichtlich anberaumt angesetzt muss müssen",
    ),
)
