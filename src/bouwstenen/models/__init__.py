"""Models, one folder each: pure functions from facts and an overlay to a result; they never import each other."""
