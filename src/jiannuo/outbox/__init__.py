"""Messages: what is to be told to whom, by which way, and what became of it.

The app knows no users and no organisations: a recipient is an opaque id (``user:3``, ``place:1``) with
its addresses. Every message stands in the recipient's list on the site; e-mail and webhook robots
carry it further, one after the other until one has taken it. Whatever may have been sent already is
never sent again by itself.
"""
