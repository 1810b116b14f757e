"""registry: what was published before, and how others find and fetch it.

The past lies in git, on a branch of its own: a ledger of runs that only grows (`runs/`), and a
bundle of every published version (`versions/`). A build reads it; `hub history keep` adds to it.
"""
