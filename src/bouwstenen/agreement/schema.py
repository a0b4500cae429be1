"""The file format of a package: measures, their levers and what the document claims of them.

Field names are English, texts in the files are Dutch. `docs/package.schema.json` is generated from these types.
Amounts follow the document's own sign: positive means that it costs money (worsens the balance).
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, field_validator, model_validator

from bouwstenen.agreement.fields import BLOCK_WORDS, Block, Count, Date, Hash, Id, Line, Number, Text, Year
from bouwstenen.agreement.outline import BlockTitle, Document, Headline, LineTitle, Point, Reserved, Rules
from bouwstenen.core.provenance import Confidence
from bouwstenen.core.validation import StrictModel

Reading = Literal["narrow", "central", "wide"]
READINGS: tuple[Reading, ...] = ("narrow", "central", "wide")
Status = Literal["computed", "rule_of_thumb", "external_figure", "planned", "open_norm", "process", "not_computable"]
NEEDS_WHY: frozenset[Status] = frozenset({"planned", "open_norm", "process", "not_computable"})
"""Statuses of what is not computed: they say why, and their levers move nothing."""
ModelName = Literal[
    "public_finance",
    "eu_rules",
    "households",
    "demography",
    "asylum",
    "care",
    "youth",
    "economy",
    "space",
    "resilience",
    "law",
]
MODEL_NAMES: tuple[ModelName, ...] = get_args(ModelName)
"""Every model that may be named, also those that are still to come; `law` is the rules of the law."""
PlaceKind = Literal["item", "paragraph", "line", "note", "figure"]
PlaceKey = tuple[str, str, str, str, str, int]
"""Document ("" for the first of the package), block ("" for none), section, heading, kind and number."""
Purpose = Literal[
    "general",
    "defence",
    "public_order",
    "economy",
    "environment",
    "housing",
    "health",
    "culture",
    "education",
    "social",
    "investment_institution",
]
"""What money is for: the ten functions of government of COFOG, and a public institution that invests."""
Payer = Literal["state", "municipality", "province", "water_board", "insurer", "employer", "firm", "household"]


class Band(StrictModel):
    """A value that depends on how vague text is read."""

    narrow: Number
    central: Number
    wide: Number


class Choices(StrictModel):
    """A word or yes/no that depends on how vague text is read."""

    narrow: bool | str
    central: bool | str
    wide: bool | str


Value = Number | Band
"""A number, or one number per reading."""


class PlaceRef(StrictModel):
    """Points at one place of a text; exactly one of item, paragraph, line, note and figure is given.

    document: id of the document; left out for the first one of the package. block: where in it, if it has blocks.
    """

    document: Id | None = None
    block: Block | None = Field(default=None, description=BLOCK_WORDS)
    section: Text
    heading: str
    item: Count | None = None
    paragraph: Count | None = None
    line: Count | None = None
    note: Count | None = None
    figure: Count | None = None
    hash: Hash

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if len(self._given()) != 1:
            msg = "geef precies één van item, paragraph, line, note en figure."
            raise ValueError(msg)
        if self.block is None and self.document is None:
            msg = "geef block of document: waar de plaats staat."
            raise ValueError(msg)
        return self

    def _given(self) -> list[tuple[PlaceKind, int]]:
        pairs: list[tuple[PlaceKind, int | None]] = [
            ("item", self.item),
            ("paragraph", self.paragraph),
            ("line", self.line),
            ("note", self.note),
            ("figure", self.figure),
        ]
        return [(kind, number) for kind, number in pairs if number is not None]

    @property
    def kind(self) -> PlaceKind:
        """Kind of place."""
        return self._given()[0][0]

    @property
    def number(self) -> int:
        """Number of the place under its heading, counted from 1."""
        return self._given()[0][1]

    @property
    def key(self) -> PlaceKey:
        """What identifies the place; equal to `Place.key` of the parsed text."""
        return (self.document or "", self.block or "", self.section, self.heading, self.kind, self.number)


class ReadingText(StrictModel):
    """How vague text was read, in words."""

    central: Text
    narrow: str = ""
    wide: str = ""


class Phasing(StrictModel):
    """When money flows. `even`: equal shares from..until. `ramp`: linear to the full level in `until`.

    `years`: given shares of the amount per year (a recurring amount keeps the last share afterwards).
    """

    profile: Literal["even", "ramp", "full", "years"]
    start: Year = 2027
    until: Year | None = None
    shares: dict[Year, Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.profile == "years" and not self.shares:
            msg = "het profiel 'years' vraagt shares: {jaar: deel}."
            raise ValueError(msg)
        if self.profile != "years" and self.shares:
            msg = f"shares hoort bij het profiel 'years', niet bij '{self.profile}'."
            raise ValueError(msg)
        if self.profile in ("even", "ramp") and (self.until is None or self.until < self.start):
            msg = f"het profiel '{self.profile}' vraagt een jaar until dat niet voor start ligt."
            raise ValueError(msg)
        return self


class BookingFacts(StrictModel):
    """What the ESA 2010 booking test needs to know; the test itself is in `models/public_finance/booking.py`."""

    instrument: Literal[
        "current_spending",
        "social_benefit",
        "subsidy",
        "gross_investment",
        "capital_transfer",
        "land_purchase",
        "loan",
        "equity",
        "tax_cut",
        "interest",
    ]
    repayment_expected: bool | None = None
    market_return_expected: bool | None = None
    unit_outside_government: bool | None = None
    argument: str = ""


class BudgetLever(StrictModel):
    """Money of `payer`. Positive: costs money, as in the document's own table.

    purpose: what it is for; budget rules and the European rules read this and never the number of a line.
    """

    kind: Literal["budget"]
    part: Text
    line: Line | None = None
    purpose: Purpose = "general"
    payer: Payer = "state"
    column: Literal["structural", "debt"]
    timing: Literal["recurring", "one_off"]
    amount_bn: Value | None = None
    pm: Value | None = None
    pm_source: str = ""
    pm_confidence: Confidence | None = None
    price_level: Year
    phasing: Phasing
    booking: BookingFacts
    ceiling: Literal["investment", "social", "administration"]
    ceiling_alternative: Literal["investment", "social", "administration"] | None = None
    asset_life_years: Annotated[float, Field(gt=0, le=200)] | None = None
    lending_rate: Annotated[float, Field(ge=0, le=0.2)] | None = None
    part_of: Literal["interest_on_loans"] | None = None

    @model_validator(mode="after")
    def _amount_or_pm(self) -> Self:
        if self.amount_bn is None and self.pm is None:
            msg = "geef amount_bn, of pm met pm_source: een bedrag mag niet stilzwijgend nul zijn."
            raise ValueError(msg)
        if self.pm is not None and (not self.pm_source or self.pm_confidence is None):
            msg = "een pm-bedrag vraagt pm_source en pm_confidence."
            raise ValueError(msg)
        return self


class LawParameterLever(StrictModel):
    """Gives a parameter of the law another value from a date on. A table takes a list (`set`), or `add` or `scale`."""

    kind: Literal["law_parameter"]
    path: Text
    start: Date
    value: Value | Choices | bool | Annotated[list[Number], Field(min_length=1, max_length=1000)]
    mode: Literal["set", "add", "scale"] = "set"


class ModelInputLever(StrictModel):
    """Gives an input of a model another value. `bouwstenen hefbomen` lists paths and units."""

    kind: Literal["model_input"]
    path: Text
    start: Year
    until: Year | None = None
    value: Value | Choices | bool | str
    unit: Text
    mode: Literal["set", "add", "scale"] = "set"

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.until is not None and self.until < self.start:
            msg = f"het jaar until ({self.until}) ligt voor start ({self.start})."
            raise ValueError(msg)
        return self


class BudgetRuleLever(StrictModel):
    """Sets an option of one of the budget rules that the document proposes."""

    kind: Literal["budget_rule"]
    path: Text
    value: Number | bool | str


Lever = Annotated[BudgetLever | LawParameterLever | ModelInputLever | BudgetRuleLever, Field(discriminator="kind")]


class Claim(StrictModel):
    """A figure of the document itself, to be held against what the engine computes."""

    indicator: Text
    value: Number
    unit: Text
    year: Year | None = None
    line: Line | None = None
    note: str = ""


class Measure(StrictModel):
    """One measure.

    block: the block that it counts under (default: where it stands in the text). point: the point that it is part of.
    """

    id: Id
    source: PlaceRef | None = None
    also: list[PlaceRef] = Field(default_factory=list)
    block: Block | None = Field(default=None, description=BLOCK_WORDS)
    point: Id | None = None
    title: Annotated[str, Field(min_length=3, max_length=160)]
    description: str = ""
    reading: ReadingText | None = None
    status: Status
    why: str = ""
    model: ModelName | None = None
    levers: list[Lever] = Field(default_factory=list)
    claims: list[Claim] = Field(default_factory=list)

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.status in NEEDS_WHY and len(self.why.strip()) < 10:
            msg = f"de status '{self.status}' vraagt why: een reden in woorden."
            raise ValueError(msg)
        if self.status == "planned" and self.model is None:
            msg = "de status 'planned' vraagt model: het model dat de maatregel gaat doorrekenen."
            raise ValueError(msg)
        if self.status == "computed" and not self.levers:
            msg = "de status 'computed' vraagt minstens één lever."
            raise ValueError(msg)
        if self.block is None and (self.source is None or self.source.block is None):
            msg = "geef block: het blok waaronder de maatregel telt, zoals B5."
            raise ValueError(msg)
        return self

    @property
    def attributed_block(self) -> str:
        """Code of the block that the effects of this measure are counted under."""
        if self.block is not None:
            return self.block
        assert self.source is not None
        assert self.source.block is not None
        return self.source.block

    @property
    def places(self) -> list[PlaceRef]:
        """All places of the source text that this measure answers for."""
        return [*([self.source] if self.source else []), *self.also]


class Reasoned(StrictModel):
    """A place of the text without a measure, and why it has none."""

    source: PlaceRef
    outcome: Literal["context", "process", "open_norm", "duplicate", "layout"]
    reason: Annotated[str, Field(min_length=5)]


class MeasureChange(StrictModel):
    """What a user's package changes in a measure of the package it extends."""

    id: Text
    title: str | None = None
    status: Status | None = None
    why: str | None = None
    levers: list[dict[str, object]] | None = None
    """Merged into the lever with the same kind and the same part or path; a lever that matches none is added.

    A key that is given replaces the whole value: a new `phasing` is written out in full.
    """


class Package(StrictModel):
    """A package file. The shipped one lists `files` with measures; a user's may `extends` another.

    `extends` is the name of a shipped package or a path from the folder of this file. `files` may hold patterns
    such as `B1_ruimte/*.yaml`; the measures follow in the order of the list.

    blocks, lines, documents, points: what the document has; those of a package that this one extends stay, and an
    entry with the same key replaces theirs. Without `blocks` the measures say which blocks there are; the same for
    lines. figures: a file with figures of its own for the models. reserved: lines that already pay for measures.
    """

    id: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$",
            description="hoogstens 40 kleine letters, cijfers, streepjes of lage streepjes",
        ),
    ]
    title: Annotated[str, Field(min_length=3)]
    description: str = ""
    extends: Text | None = None
    blocks: list[BlockTitle] = Field(default_factory=list)
    lines: list[LineTitle] = Field(default_factory=list)
    documents: list[Document] = Field(default_factory=list)
    headline: Headline | None = None
    rules: Rules | None = None
    points: list[Point] = Field(default_factory=list)
    reserved: list[Reserved] = Field(default_factory=list)
    figures: Text | None = None
    files: list[str] = Field(default_factory=list)
    switch_off: list[str] = Field(default_factory=list)
    change: list[MeasureChange] = Field(default_factory=list)
    measures: list[Measure] = Field(default_factory=list)
    no_measure: list[Reasoned] = Field(default_factory=list)

    @field_validator("files", "figures")
    @classmethod
    def _inside(cls, files: list[str] | str | None) -> list[str] | str | None:
        for name in [files] if isinstance(files, str) else files or []:
            if name.startswith("/") or ".." in name or not re.search(r"\.ya?ml$", name):
                msg = f"'{name}' moet een YAML-bestand in dezelfde map of een map daaronder zijn."
                raise ValueError(msg)
        return files

    @model_validator(mode="after")
    def _something_to_change(self) -> Self:
        if self.extends is None and (self.switch_off or self.change):
            msg = "switch_off en change vragen extends: het pakket waarop dit voortbouwt, bijvoorbeeld bouwstenen."
            raise ValueError(msg)
        return self


class MeasureFile(StrictModel):
    """One file of a package folder: measures of a block, and places without a measure."""

    measures: list[Measure] = Field(default_factory=list)
    no_measure: list[Reasoned] = Field(default_factory=list)
