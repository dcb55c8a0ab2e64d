"""Responses: which action answered which, as a plain networkx graph and pure functions over it.

In: a `History`. Out: a ``networkx.MultiDiGraph`` (`response_graph`) and what can be read off it.
"""

from reetimeline.responses.graph import RELATIONS, response_graph

__all__ = ["RELATIONS", "response_graph"]
