"""What all records share: a closed schema, shorthands, references, sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeVar

from ksnet.basics.frozen import frozen
from ksnet.basics.scalars import Plain
from ksnet.records.model import BaseModel, ConfigDict, Field
from ksnet.records.simple import (
    EMAIL_PATTERN,
    ID_LENGTH,
    ID_PATTERN,
    KEY_PATTERN,
    MOST_POSTS,
    URL_PATTERN,
    parse_amount,
    parse_boolean,
    parse_folder,
    parse_integer,
    parse_meetings,
    parse_number,
    parse_qualified,
    parse_scalar,
    parse_share,
)
from ksnet.records.values import (
    DATE_PATTERN,
    PartialDate,
    described_date,
    parse_complete_since,
    parse_since,
    plain_schema,
)
from ksnet.records.vocabulary import CountOf, Precision

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

T = TypeVar("T")


def doc(title: str, description: str = "", **more: Any) -> Any:
    """Return the German title and description of a field, which help, schema and handbook show."""
    return Field(title=title, description=description or None, **more)


@frozen
class NotNull:
    """Refuses null although the Python type allows None.

    A record whose required value is missing or wrong is still loaded for documents, with None in
    its place; the schema itself never accepts None.
    """

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema = handler(source)
        return schema["schema"] if schema["type"] == "nullable" else schema


@frozen
class Parsed:
    """Reads a scalar with a function of `ksnet.records.values`."""

    parse: Callable[[object], Any]
    described: JsonSchemaValue

    def __hash__(self) -> int:  # annotations are hashed, dicts cannot be
        return hash(self.parse)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return plain_schema(self.parse)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return dict(self.described)


@frozen
class Matching:
    """Accepts only texts of some length and form; `pattern` is for the Rust crate regex."""

    pattern: str | None = None
    min_length: int | None = None
    max_length: int | None = None

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.str_schema(
            pattern=self.pattern, min_length=self.min_length, max_length=self.max_length
        )


@frozen
class RefTo:
    """Marks an id that must exist in the same network as an entry of one of these kinds."""

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)


Required = Annotated[T | None, NotNull()]
Bool = Annotated[bool, Parsed(parse_boolean, {"type": "boolean"})]
Whole = Annotated[
    int, Parsed(parse_integer, {"type": "integer", "minimum": 0, "maximum": 999_999_999})
]
_Counted = Annotated[
    int, Parsed(parse_qualified, {"type": "integer", "minimum": 0, "maximum": 999_999_999})
]
MeetingCount = Annotated[
    int, Parsed(parse_meetings, {"type": "integer", "minimum": 1, "maximum": 999_999_999})
]
Number = Annotated[
    float, Parsed(parse_number, {"type": "number", "minimum": 0, "exclusiveMaximum": 1_000_000})
]
Share = Annotated[
    float, Parsed(parse_share, {"type": "number", "minimum": 0, "maximum": MOST_POSTS})
]
Amount = Annotated[
    float, Parsed(parse_amount, {"type": "number", "minimum": 0, "exclusiveMaximum": 1_000_000_000})
]
CompleteSince = Annotated[
    PartialDate | Literal["nie"], Parsed(parse_complete_since, described_date(DATE_PATTERN, "nie"))
]
Since = Annotated[PartialDate, Parsed(parse_since, described_date(DATE_PATTERN, "unbekannt"))]
Scalar = Annotated[str, Parsed(parse_scalar, {"type": ["string", "number", "boolean"]})]
Folder = Annotated[str, Parsed(parse_folder, {"type": "string"})]
Text = Annotated[str, Matching(min_length=1)]
Ident = Annotated[str, Matching(pattern=ID_PATTERN, max_length=ID_LENGTH)]
Email = Annotated[str, Matching(pattern=EMAIL_PATTERN)]
Url = Annotated[str, Matching(pattern=URL_PATTERN)]
RegionalKey = Annotated[str, Matching(pattern=KEY_PATTERN)]

SourceRef = Annotated[Ident, RefTo("source")]
YouthOfficeRef = Annotated[Ident, RefTo("youth_office")]
GroupRef = Annotated[Ident, RefTo("group")]
MemberRef = Annotated[Ident, RefTo("member")]
PersonRef = Annotated[Ident, RefTo("person")]
EventRef = Annotated[Ident, RefTo("event")]
PlanRef = Annotated[Ident, RefTo("plan")]
GoalRef = Annotated[Ident, RefTo("goal")]
WHO_KINDS = ("youth_office", "coordination", "group", "member", "person", "guest")


class Strict(BaseModel):
    """A mapping with a closed set of keys; unknown keys are errors."""

    # Built when first used, so that an entry is built once, within its record, and not for itself
    # as well.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    entry_kind: ClassVar[str | None] = None  # set where entries have an id that others may refer to
    # The first keys, where the documented order is not that of the fields.
    key_order: ClassVar[tuple[str, ...]] = ()


class Reported(Strict):
    """What another source says where sources contradict each other."""

    key: Annotated[
        Text | None, doc("Schlüssel", "Welcher Wert gemeint ist, wenn es mehrere sein könnten")
    ] = None
    value: Annotated[Scalar | None, doc("Wert", "Was diese Quelle sagt")] = None
    source: Annotated[SourceRef | None, doc("Quelle", "Kennung der Quelle")] = None


class WithSources(Strict):
    """An entry that says where its facts come from."""

    sources: Annotated[
        tuple[SourceRef, ...],
        doc("Quellen", "Kennungen der Quellen, aus denen die Angaben stammen"),
    ] = ()
    reported: Annotated[
        tuple[Reported, ...], doc("Abweichende Angaben", "Was andere Quellen sagen")
    ] = ()


class WithRemarks(WithSources):
    """An entry that may carry remarks beside its sources."""

    remarks: Annotated[
        Text | None,
        doc("Bemerkungen", "Was in keinen anderen Schlüssel passt; wird nie veröffentlicht"),
    ] = None


class Period(Strict):
    """From and until a day, both included."""

    since: Annotated[
        Since | None,
        doc("seit", "Erster Tag; fehlt er, gilt es von Anfang an; unbekannt: irgendwann"),
    ] = None
    until: Annotated[PartialDate | None, doc("bis", "Letzter Tag; fehlt er, gilt es weiterhin")] = (
        None
    )


def as_mapping(key: str, value: object) -> object:
    """Return `{key: value}` where a single value stands for a mapping."""
    return {key: value} if isinstance(value, str | Plain) else value


def as_list(value: object) -> object:
    """Return a list of one where a single value or mapping stands for a list."""
    return value if isinstance(value, list) or value is None else [value]


@frozen
class Shorthand:
    """Reads a single value as the mapping `{key: value}`."""

    key: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(
            partial(as_mapping, self.key), handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        mapping = handler(schema)
        return {"anyOf": [handler.resolve_ref_schema(mapping)["properties"][self.key], mapping]}


@frozen
class AsList:
    """Reads a single value or mapping as a list of one."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


class WhoEntry(Strict):
    """Somebody: the id of an entry of the network, or a text for bodies outside."""

    id: Annotated[
        Annotated[Ident, RefTo(*WHO_KINDS)] | None,
        doc("Kennung", "Kennung eines Eintrags im Netzwerk"),
    ] = None
    text: Annotated[
        Text | None,
        doc("Text", "Bezeichnung einer Stelle außerhalb; nie der Name einer Privatperson"),
    ] = None

    @property
    def shortest(self) -> str | dict[str, str | None]:
        """The shortest way to write it: the id alone, or a mapping with the text."""
        return self.id or {"text": self.text}


Who = Annotated[WhoEntry, Shorthand("id")]


class CountEntry(WithRemarks):
    """A number that may be qualified."""

    count: Annotated[_Counted, doc("Anzahl")]
    precision: Annotated[
        Precision | None, doc("Genauigkeit", "genau, rund, knapp, ueber oder mindestens")
    ] = None
    of: Annotated[CountOf | None, doc("gezählt wurden", "Was gezählt wurde")] = None
    as_of: Annotated[PartialDate | None, doc("Stand")] = None


Count = Annotated[CountEntry, Shorthand("count")]
Counts = Annotated[tuple[Count, ...], AsList()]


class Contact(WithRemarks):
    """One way to reach a body, as its own page gives it; never a person's."""

    title: Annotated[
        Text | None,
        doc("Bezeichnung", "Wie die Stelle ihn nennt, z. B. Meldung einer Kindeswohlgefährdung"),
    ] = None
    phone: Annotated[Text | None, doc("Telefon")] = None
    email: Annotated[Email | None, doc("E-Mail", "Funktionspostfach")] = None
    url: Annotated[Url | None, doc("Adresse im Netz")] = None
    hours: Annotated[Text | None, doc("Zeiten", "Wann jemand zu erreichen ist")] = None
    always: Annotated[Bool | None, doc("immer erreichbar", "true: Tag und Nacht")] = None


Postcode = Annotated[str, Matching(pattern=r"^[0-9]{5}$")]


class Address(Strict):
    """A postal address of an office."""

    building: Annotated[Text | None, doc("Gebäude")] = None
    street: Annotated[Text | None, doc("Straße und Hausnummer")] = None
    postcode: Annotated[
        Postcode | None, doc("Postleitzahl", "Fünf Ziffern in Anführungszeichen")
    ] = None
    city: Annotated[Text | None, doc("Ort")] = None


class DocumentLink(Strict):
    """A document kept elsewhere."""

    title: Annotated[Text | None, doc("Titel")] = None
    url: Annotated[Url | None, doc("Adresse im Netz")] = None
    path: Annotated[Text | None, doc("Pfad", "Pfad der Datei in diesem Verzeichnis")] = None
