"""待办: the first page of every role. What is to be done, by when, and the way to it."""
