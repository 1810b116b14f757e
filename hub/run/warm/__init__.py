"""warm: runs forked from a parent that has imported the usual libraries already."""
