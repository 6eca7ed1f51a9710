"""KS6: what the Tätigkeitsbericht needs and nothing else asks for.

All of it follows from what is not recorded, so only periods count that the records claim to cover,
and nothing is reported about a file or key in which the reader found a mistake: what is missing may
be what could not be read.
"""
