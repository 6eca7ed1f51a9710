"""Slips of a hand that make YAML say something else, or nothing: looked for before a parser's word is repeated."""
