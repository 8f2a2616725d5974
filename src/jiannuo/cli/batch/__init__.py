"""Reading very many files: on the processors of this machine, or on a cluster of several.

Every file is read in a sandbox of its own, whoever does it. Results come in the files' order, so that
both ways give the same output, and only a few are held at a time.
"""
