"""Server and worker die by SIGKILL while clerks hand in; what was answered "已报" is there, whole.

The real product on a database of its own, at a small size; `benchmarks/deadline_evening.py` is the
evening of three hundred.
"""

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[3]


def test_nothing_is_lost_when_the_machine_dies(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    evening = subprocess.run(
        [
            *(sys.executable, str(_ROOT / "benchmarks" / "deadline_evening.py")),
            *("--clerks", "8", "--tasks", "2", "--minutes", "0.2", "--kills", "3"),
        ],
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )
    assert "lost, doubled, half or another's: 0; refused: 0" in evening.stdout, evening.stderr
    assert "handed in: 8 sheets" in evening.stdout
    assert evening.returncode == 0
