"""A value with its range, and where its direction and its size come from."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

__all__ = ["Judgement", "Number"]

LIMIT = 1_000_000.0

Number = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-LIMIT, le=LIMIT)]


class Judgement(BaseModel):
    """What the coder holds a value to be: a range, and what that rests on.

    A plain number stands for an assumption without a range. Statements under ``from`` make the
    *direction* sourced; whether the *size* is in the source too, ``size`` says.

    >>> Judgement.model_validate({"low": 10, "mode": 25, "high": 40, "from": ["st-2"]}).origin
    'direction sourced, size assumed'
    >>> Judgement.model_validate(15).origin
    'assumed'
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    low: Number = Field(description="The least it may be.")
    mode: Number = Field(description="The value thought likeliest.")
    high: Number = Field(description="The most it may be.")
    from_: tuple[str, ...] = Field(
        default=(), alias="from", description="Statements that carry it."
    )
    size: Literal["sourced", "assumed"] = Field(
        default="assumed", description="Whether the size, not only the direction, is sourced."
    )
    confidence: Literal["high", "medium", "low"] | None = Field(
        default=None, description="The coder's own confidence."
    )
    note: str | None = Field(default=None, description="Why this value.")

    @model_validator(mode="before")
    @classmethod
    def _plain_number(cls, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return {"low": value, "mode": value, "high": value}
        if isinstance(value, dict) and "mode" in value:
            return {"low": value["mode"], "high": value["mode"], **value}
        return value

    @model_validator(mode="after")
    def _ordered(self) -> Judgement:
        if not self.low <= self.mode <= self.high:
            raise ValueError(
                f"low {self.low:g}, mode {self.mode:g}, high {self.high:g} are not in order"
            )
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        whole = handler.resolve_ref_schema(handler(schema))
        whole["required"] = ["mode"]
        title, text = whole.pop("title", "Judgement"), whole.pop("description", "")
        return {"title": title, "description": text, "anyOf": [{"type": "number"}, whole]}

    @property
    def uncertain(self) -> bool:
        """Whether the value differs from world to world."""
        return self.low < self.high

    @property
    def origin(self) -> str:
        """``sourced``, ``direction sourced, size assumed`` or ``assumed``."""
        if not self.from_:
            return "assumed"
        return "sourced" if self.size == "sourced" else "direction sourced, size assumed"


def one_or_more(value: Any) -> Any:
    """Let a single word stand for a list of one."""
    return [value] if isinstance(value, str) else value


OneOrMore = Annotated[
    tuple[str, ...],
    BeforeValidator(one_or_more, json_schema_input_type=str | list[str]),
    Field(min_length=1),
]
