"""Responses: which action answered which, as a plain networkx graph and pure functions over it.

In: a `History`. Out: a ``networkx.MultiDiGraph`` (`response_graph`) and what can be read off it:
who answered whom how fast (`actors`), chains and what one act set off (`paths`), escalation
(`ladders`), rival causes (`policies`), parts of a graph (`parts`), two graphs compared
(`comparison`), and all of it in figures (`summary`).
"""

from reetimeline.responses.comparison import GraphDifference, graph_difference
from reetimeline.responses.graph import RELATIONS, response_graph
from reetimeline.responses.policies import causes, under
from reetimeline.responses.summary import summary

__all__ = [
    "RELATIONS",
    "GraphDifference",
    "causes",
    "graph_difference",
    "response_graph",
    "summary",
    "under",
]
