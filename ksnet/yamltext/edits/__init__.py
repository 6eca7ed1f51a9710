"""Edits of the text of one record file, each proved by reading the result again."""
