"""How passwords are stored: Argon2id with the parameters of RFC 9106 for machines of little memory."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id, 64 MiB, three passes, four lanes: RFC 9106 §4, second recommended option.

    Django's own default takes 100 MiB and two passes. On the evening of a deadline hundreds log in
    within minutes on a small machine; what each login holds in memory bounds how many can at once.
    Passwords stored with other parameters are stored anew at the next login.
    """

    time_cost = 3
    memory_cost = 65_536
    parallelism = 4
