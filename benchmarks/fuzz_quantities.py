"""A bounded run of the atheris fuzzer over the reader of quantities and periods.

    python benchmarks/fuzz_quantities.py [--runs 50000]

The labelled clauses and the shipped documents are the seeds. Atheris is installed from the package
index into an environment of its own (build/fuzzer, made once); if it cannot be, that is said and
nothing is proved. Exit status 1 means a text that raises or is misread; it is printed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import jiannuo

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "build" / "fuzzer"
PACKAGE = Path(jiannuo.__file__).parent


def main() -> int:
    """Install, run, and say what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=50_000)
    options = parser.parse_args()
    python = HOME / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True)
    install = subprocess.run(  # noqa: S603 -- pip of our own environment
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "atheris"],
        capture_output=True,
        text=True,
        check=False,
    )
    if install.returncode:
        reason = (install.stderr.strip().splitlines() or ["原因不明"])[-1]
        print(f"未能安装 atheris，未做模糊测试：{reason}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        _seed(Path(folder))
        run = subprocess.run(  # noqa: S603 -- our own script in our own environment
            [
                python,
                str(ROOT / "benchmarks" / "peers" / "fuzz_quantities.py"),
                f"-runs={options.runs}",
                "-max_len=400",
                f"-artifact_prefix={folder}/",
                folder,
            ],
            env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
            capture_output=True,
            text=True,
            check=False,
        )
        failed = [path.read_bytes() for path in Path(folder).glob("crash-*")]
    if run.returncode or failed:
        print(run.stdout[-2000:], run.stderr[-2000:], *failed, sep="\n")
        return 1
    print(f"atheris 运行 {options.runs:,} 次：没有异常，也没有越界的读数")
    return 0


def _seed(folder: Path) -> None:
    labelled = (ROOT / "tests" / "samples" / "quantities").glob("*.jsonl")
    texts = [
        json.loads(line)["text"]
        for path in sorted(labelled)
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    for seed in sorted((PACKAGE / "samples").glob("*.txt")):
        texts += [line for line in seed.read_text(encoding="utf-8").splitlines() if line.strip()]
    for number, text in enumerate(texts):
        (folder / f"seed-{number}").write_bytes(text.encode()[:400])


if __name__ == "__main__":
    sys.exit(main())
