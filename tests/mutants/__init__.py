"""Changes the rules one sign at a time and asks whether a test notices. Run by `make mutants`, never by CI.

It is our own because a mutant must run in a process that has numpy and the web framework loaded already, with the one
changed module in memory alone: nothing is written into the tree, which several of our tests read.
"""
