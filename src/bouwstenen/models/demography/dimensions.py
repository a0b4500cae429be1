"""The axes of every array of this model, so that no other file counts classes by itself.

A population array is (…, sex, age): sex as in SEXES, age 0 to 104 in single years and 105 for 105 and over. A state is
(group, duration, sex, age): group as in MOTIVES, where `dutch` stands for everyone who is in no migrant group (born
here, returned, or arrived ten or more years before the start), and duration is whole years since arrival on 1 January,
the last class being ten years and over. Children born here count in the group and duration class of their mother, so
that they leave when their parents do.
"""

from __future__ import annotations

from typing import Literal

Motive = Literal["eu_labour", "other_labour", "study", "family", "asylum", "ukraine", "other", "dutch"]

SEXES = ("male", "female")
MALE, FEMALE = 0, 1
AGES = 106
MIGRANTS: tuple[Motive, ...] = ("eu_labour", "other_labour", "study", "family", "asylum", "ukraine", "other")
MOTIVES: tuple[Motive, ...] = (*MIGRANTS, "dutch")
RESIDENTS = MOTIVES.index("dutch")
DURATIONS = 11
