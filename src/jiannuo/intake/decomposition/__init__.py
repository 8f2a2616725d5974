"""A work report's full text on its way to a list of tasks: proposed, arranged by a person, adopted.

`draft` holds the values (the report's sentences, the proposals made of them), `arranging` what a
person may do with them, `listing` the list that they come to. Words are never copied: a proposal
names stretches of sentences, so a stretch is in one proposal or in none, and nothing can get lost.
"""
