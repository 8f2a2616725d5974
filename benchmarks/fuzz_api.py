"""Ask the open data by chance for as long as wanted; print every answer that breaks the description.

    python -m benchmarks.fuzz_api [requests by chance for each operation] [seed]

The test asks the same way, shortly (`tests/faces/api/test_contract.py`). Exits 1 on a broken promise.
"""

import logging
import os
import sys
import tempfile
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["JIANNUO_ALLOWED_HOSTS"] = "*"
os.environ.setdefault("JIANNUO_HOME", tempfile.mkdtemp(prefix="jiannuo-fuzz-"))


def main(examples: int = 200, seed: int = 0) -> int:
    """Publish the sample into a fresh database and ask."""
    import django  # noqa: PLC0415 - the environment above comes first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from tests.faces.api.test_contract import broken_promises, publish_examples  # noqa: PLC0415

    logging.disable(logging.WARNING)
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = str(Path(os.environ["JIANNUO_HOME"]) / "fuzz.sqlite3")
    call_command("migrate", verbosity=0)
    publish_examples()
    broken = 0
    for said in broken_promises(examples, seed=seed):
        broken += 1
        print(said)
    print(f"{broken} broken promises")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
