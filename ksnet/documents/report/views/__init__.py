"""The facts of a Tätigkeitsbericht, without a sentence."""
