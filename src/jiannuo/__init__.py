"""践诺 (Jiannuo): a ledger that holds a government to its promises.

The Python API mirrors the command line: ``jiannuo.read(path)`` and ``jiannuo.quantities(text)``
work without Django, a database or a configuration. They are loaded on first use, so that
``import jiannuo`` costs nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "audit", "quantities", "read"]

_HOME_OF = {
    "read": "jiannuo.core.mapping",
    "quantities": "jiannuo.core.quantities",
    "audit": "jiannuo.core.audit",
}


def __getattr__(name: str) -> Any:
    """Load ``read``, ``quantities`` or ``audit`` from its home when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'jiannuo' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
