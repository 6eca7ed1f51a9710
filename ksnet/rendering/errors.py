"""The error of an output that cannot be made."""

from ksnet.basics.errors import OutputProblem


class RenderError(OutputProblem):
    """An output could not be produced; its text is a German sentence for the person who asked."""
