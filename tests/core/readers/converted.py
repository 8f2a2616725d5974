"""Files in formats that Jiannuo doesn't write itself, made by a real LibreOffice."""

import shutil
import subprocess
from pathlib import Path


def converted(folder: Path, name: str, content: bytes, *targets: str) -> bytes:
    """Let LibreOffice turn a file into one format after the other; return the last one's bytes.

    A target is an extension, with a filter after a colon where the extension alone is not enough.
    """
    office = shutil.which("soffice")
    assert office, "the office marker selects these tests only where LibreOffice is installed"
    file = folder / name
    file.write_bytes(content)
    for number, target in enumerate(targets):
        out = folder / f"out{number}"
        profile = (folder / "profile").as_uri()
        subprocess.run(
            [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", target,
             "--outdir", str(out), str(file)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        file = out / f"{file.stem}.{target.partition(':')[0]}"
    return file.read_bytes()
