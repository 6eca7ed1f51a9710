"""Judges the duties of a network one by one: fulfilled, open, running etc., with proof."""

from ksnet.duties.assessing.assessment import Assessment, assess, open_lacks
from ksnet.duties.assessing.facts import Facts
from ksnet.duties.assessing.measured import Lack, Status

__all__ = ["Assessment", "Facts", "Lack", "Status", "assess", "open_lacks"]
