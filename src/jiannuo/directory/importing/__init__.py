"""The directory as a workbook: written with what is there, read back as a list of changes.

A sheet each for organisations, leaders' sectors, and users with their roles. Reading changes
nothing: `plan` compares every row with the directory and returns steps (what would change) and faults
(what is wrong in which cell). `actions.import_directory` takes the steps, all or none.
"""
