"""Names that travel, and times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

from desktop_app.model.identity import new_uid, now


def test_the_present_moment_is_utc_to_the_millisecond_and_never_goes_back_by_itself() -> None:
    before = datetime.now(UTC)
    moments = [now() for _time in range(2000)]
    after = datetime.now(UTC)
    assert moments == sorted(moments)
    read = [datetime.strptime(moment, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC) for moment in moments]
    assert before - timedelta(milliseconds=1) <= read[0]
    assert read[-1] <= after
    assert {len(moment) for moment in moments} == {24}


def test_a_fresh_uid_has_thirty_two_digits_and_is_like_no_other() -> None:
    made = {new_uid() for _time in range(1000)}
    assert len(made) == 1000
    assert all(len(uid) == 32 and int(uid, 16) for uid in made)
    assert {(UUID(uid).version, UUID(uid).variant) for uid in made} == {(4, RFC_4122)}
