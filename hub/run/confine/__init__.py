"""confine: what a run may touch, in three strengths: `strict`, `landlock` and `none`."""
