"""English words for time."""

from __future__ import annotations

from desktop_app.base.i18n import N_
from desktop_app.suggest.dates import _lexicon as sorts
from desktop_app.suggest.dates._lexicon import Lexicon, lines, numbered, word_set

KEY = "en"
TITLE = N_("English")

_NUMBERS = {
    **numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty",
        0,
    ),
    **{
        word: 10 * place
        for word, place in numbered("thirty forty fifty sixty seventy eighty ninety", 3).items()
    },
    "hundred": 100,
}
_ORDINALS = numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_TENS = [word for word in _NUMBERS if word.endswith("ty")]
_ONES = list(_NUMBERS)[1:10]
_WEEKDAYS = numbered("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = numbered(
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct"
    " november|nov december|dec"
)

_UNITS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "hour": "TH",
    "minute": "TM",
    "second": "TS",
    "weekend": "WE",
    "night": "NI",
}

LEXICON = Lexicon(
    words={
        sorts.MONTH: dict(_MONTHS),
        sorts.WEEKDAY: {
            **_WEEKDAYS,
            **lines("mon tue|tues wed thu|thur|thurs fri sat sun"),
        },
        sorts.SEASON: {
            "spring|springtime": "SP",
            "summer|summertime": "SU",
            "autumn|fall": "FA",
            "winter": "WI",
        },
        sorts.UNIT: {**_UNITS, "century": "CE", "hr": "TH", "min": "TM", "sec": "TS", "calendar year": "Y"},
        sorts.UNITS: {**{f"{word}s": unit for word, unit in _UNITS.items()}, "centuries": "CE", "hrs": "TH"},
        sorts.HALF: {"half": ""},
        sorts.FISCAL: {
            "fiscal|fiscal year|fiscal years|financial year|financial years|budget year|tax year|fy": ""
        },
        sorts.ENDING: {"ended|ending": ""},
        sorts.WEEK_NUMBER: {"week|calendar week": ""},
        sorts.NUMBER: {
            "a|an": 1,
            "couple|a couple|a couple of|couple of|a pair of|both": 2,
            "several|some|a few|few|many|a number of": "X",
            "dozen|a dozen": 12,
        },
        sorts.ORDINAL: {
            **_ORDINALS,
            "thirtieth": 30,
            **{f"twenty {word}": 20 + place for word, place in _ORDINALS.items() if place < 10},
            "thirty first": 31,
        },
        sorts.DECADE: {
            "twenties": 20,
            "thirties": 30,
            "forties": 40,
            "fifties": 50,
            "sixties": 60,
            "seventies": 70,
            "eighties": 80,
            "nineties": 90,
        },
        sorts.QUARTER: {"final quarter|closing quarter": "Q4"},
        sorts.RELATIVE: {
            "last|past|previous|preceding|prior|recent": -1,
            "this|current|the same": 0,
            "next|following|subsequent": 1,
            "coming|upcoming|this coming": 2,
        },
        sorts.AWAY: {
            "today": "D+0",
            "yesterday": "D-1",
            "tomorrow": "D+1",
            "day before yesterday": "D-2",
            "day after tomorrow": "D+2",
            "day before|previous day": "D-1",
            "day after|next day|following day": "D+1",
            "week before last": "W-2",
            "week after next": "W+2",
            "week before": "W-1",
            "week after": "W+1",
            "month before last": "M-2",
            "month after next": "M+2",
            "month before": "M-1",
            "month after": "M+1",
            "year before last": "Y-2",
            "year after next": "Y+2",
            "year before": "Y-1",
            "year after": "Y+1",
            "same day": "D+0",
            "that day": "D+0",
            "same year": "Y+0",
            "same month": "M+0",
            "same week": "W+0",
        },
        sorts.THERE: {"tonight": "NI+0", "last night": "NI-1", "overnight": "NI+0", "tomorrow night": "NI+1"},
        sorts.AGO: {"ago|earlier|before|previously|back": ""},
        sorts.LATER: {"later|afterwards|after|from now|hence|thereafter": ""},
        sorts.WITHIN: {"in|within": ""},
        sorts.LASTING: {"for|during|over|throughout|lasting|in the course of": ""},
        sorts.EVERY: {"every|each|per": ""},
        sorts.OFTEN: {
            "daily": "P1D",
            "weekly": "P1W",
            "biweekly|fortnightly": "P2W",
            "monthly": "P1M",
            "quarterly": "P3M",
            "annual|annually|yearly": "P1Y",
            "hourly": "PT1H",
            "biennial": "P2Y",
            "nightly": "XXXX-XX-XXTNI",
        },
        sorts.TIMES: {"once": 1, "twice": 2, "thrice": 3, "times|time": 0},
        sorts.EDGE: {
            "early|earlier|early in|earlier in|beginning|start|outset": "START",
            "mid|middle|midway through|halfway through": "MID",
            "late|later|late in|later in|end": "END",
        },
        sorts.ABOUT: {
            "about|around|approximately|roughly|circa|ca|nearly|almost|some": "APPROX",
            "more than|over": "MORE_THAN",
            "less than|under|fewer than": "LESS_THAN",
            "at least|no less than": "EQUAL_OR_MORE",
            "at most|no more than|up to": "EQUAL_OR_LESS",
        },
        sorts.BEFORE: {"before|prior to|ahead of": ""},
        sorts.AFTER: {"after": ""},
        sorts.UNTIL: {"by|until|till|through|no later than": ""},
        sorts.SINCE: {"since|as of|starting|from": ""},
        sorts.FROM: {"from|between": ""},
        sorts.TO: {"to|through|until|till": ""},
        sorts.AND: {"and": "", "or": sorts.OR},
        sorts.HALF_OF_DAY: {"am": "am", "pm": "pm"},
        sorts.OCLOCK: {"o'clock|hours": ""},
        sorts.CLOCK: {"noon|midday|12 noon": "12:00", "midnight": "24:00"},
        sorts.ZONE: {"gmt|utc": "Z", "est|edt|pst|pdt|cet|cest|bst|et|pt|local time|eastern time": ""},
        sorts.PART: {
            "morning|mornings": "MO",
            "afternoon|afternoons": "AF",
            "evening|evenings": "EV",
            "night|nights": "NI",
            "daytime": "DT",
        },
        sorts.VAGUE: {
            "recently|more recently|lately|in the past|past|formerly|previously|once|long ago|a while ago|earlier"
            "|before|recent|some time ago|not long ago|just recently|at the time|in recent times"
            "|years ago|ages ago": "PAST_REF",
            "now|right now|currently|at present|at the moment|presently|nowadays|these days|today's|at this time"
            "|to date|so far|current|present|at this point": "PRESENT_REF",
            "soon|long term|long - term|short term|short - term"
            "|in the future|future|shortly|later|eventually|in the near future|the near future"
            "|in due course|before long|sooner or later|one day|some day|someday|in the coming years"
            "|in the long term|in the long run|foreseeable future|in the foreseeable future": "FUTURE_REF",
        },
        sorts.HOLIDAY: {
            "christmas|christmas day|xmas": "12-25",
            "christmas eve": "12-24",
            "boxing day": "12-26",
            "new year's day|new year": "01-01",
            "new year's eve": "12-31",
            "epiphany": "01-06",
            "valentine's day|st valentine's day": "02-14",
            "st patrick's day|saint patrick's day": "03-17",
            "april fools' day|april fool's day": "04-01",
            "may day": "05-01",
            "halloween": "10-31",
            "all saints' day": "11-01",
            "armistice day|veterans day|remembrance day": "11-11",
            "independence day|the fourth of july": "07-04",
            "bastille day": "07-14",
            "juneteenth": "06-19",
            "international women's day|women's day": "03-08",
            "guy fawkes night|bonfire night": "11-05",
            "good friday": "E-2",
            "easter|easter sunday|easter day": "E",
            "easter monday": "E+1",
            "palm sunday": "E-7",
            "maundy thursday": "E-3",
            "ash wednesday": "E-46",
            "shrove tuesday": "E-47",
            "ascension day|ascension": "E+39",
            "pentecost|whit sunday|whitsun": "E+49",
            "whit monday": "E+50",
            "corpus christi": "E+60",
            "thanksgiving|thanksgiving day": "11#4-4",
            "labor day|labour day": "9#1-1",
            "memorial day": "5#-1-1",
            "martin luther king day|mlk day": "1#3-1",
            "presidents' day": "2#3-1",
            "columbus day": "10#2-1",
            "mother's day": "5#2-7",
            "father's day": "6#3-7",
        },
        sorts.FILLER: {
            "the|of|on|at|in|a|an|that|month of|exactly|just|only|whole|full|entire|long|very": "",
            "as early as|as soon as|as late as|as recently as": "",
        },
    },
    aliases={
        **{f"{word}s": f"every {word}" for word in _WEEKDAYS},
        **{f"{tens} {one}": str(_NUMBERS[tens] + _NUMBERS[one]) for tens in _TENS for one in _ONES},
        **{f"{tens} - {one}": str(_NUMBERS[tens] + _NUMBERS[one]) for tens in _TENS for one in _ONES},
        "fortnight": "2 weeks",
        "a fortnight": "2 weeks",
        "weekday": "day",
        "mid week": "middle of week",
        "new year's": "new year's day",
        "turn of the year": "new year's day",
        "the years": "the",
        "in the course of the": "this",
        "over the course of the": "this",
        "early hours of": "early morning of",
        "small hours of": "early morning of",
        "shortly before": "before",
        "shortly after": "after",
        "every other": "every second",
        "last night's": "last night",
        "year end": "end of year",
        "year's end": "end of year",
        "month end": "end of month",
        "last year's": "last year",
        "this year's": "this year",
        "next year's": "next year",
        "this week's": "this week",
        "last week's": "last week",
        "next week's": "next week",
        "this month's": "this month",
        "last month's": "last month",
        "next month's": "next month",
        "yesterday's": "yesterday",
        "tomorrow's": "tomorrow",
        "decade long": "1 decade",
        **{f"{word}'s": word for word in (*_WEEKDAYS, *_MONTHS)},
    },
    numbers=_NUMBERS,
    past_words=word_set(
        "said told was were had did began came went left took made gave found held met saw won lost ran spoke wrote",
        "became got felt kept knew led paid put read sent shot sold spent stood thought fell rose broke brought",
        "caught chose drew drove ate flew forgot fought hit hurt sought struck threw wore has have ago last",
    ),
    past_endings=("ed",),
    not_past=word_set("need speed indeed proceed exceed succeed united planned expected scheduled supposed"),
    future_words=word_set(
        "will would shall won't 'll expected scheduled planned due upcoming intends aims may be could might should",
        "must next forthcoming supposed slated deadline",
    )
    | frozenset(
        f"{verb} to" for verb in ("set", "is", "are", "due", "have", "has", "hope", "hopes", "plan", "plans")
    )
    | frozenset(
        f"to {verb}" for verb in ("take", "start", "begin", "hold", "meet", "vote", "end", "open", "return")
    ),
    auxiliaries=word_set("be will would shall"),
    day_first=False,
)
