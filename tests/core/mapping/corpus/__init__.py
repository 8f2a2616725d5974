"""A broad corpus of layouts: random ledgers drawn as governments draw theirs, in every format.

`words` and `ledger` make the contents, `drawing` is a sheet of paper, `layouts` draw a ledger on it,
`formats` write it as a file, `comparing` reads it back and compares field by field.
"""
