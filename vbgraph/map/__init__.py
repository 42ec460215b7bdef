"""The map: a graph becomes one self-contained interactive HTML page (`vbgraph.map.render`)."""
