"""Reading a file in a process of its own: hostile until proved otherwise.

An upload may be made to fill the memory, to run for ever or to crash a parser. So it is read in a
child (`child`) with little time, bounded memory, no secrets in its environment and no way to write a
file; what it found comes back as JSON lines. `sandbox` is the parent's side: it waits, passes on how
far the child is, and turns every way to die into a sentence.
"""
