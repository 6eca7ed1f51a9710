"""Characters that no file of a network needs, and those that stand for others by mistake."""

from __future__ import annotations

from ksnet.basics.expressions import expression

# C0 and C1 controls, line separators, direction marks and overrides, invisible and tag characters,
# noncharacters.
FORBIDDEN = expression(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# The same, and halves of characters: arguments hold them where their bytes are no text.
UNWRITABLE = expression(f"{FORBIDDEN.pattern}|[\ud800-\udfff]")
# Quotes of word processors and phones, written where YAML needs its own.
TYPOGRAPHIC = expression("[„“”‟»«‚‘’‛›‹〝〞＂´′″]")
# Spaces that YAML takes for letters.
ODD_SPACE = expression("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
