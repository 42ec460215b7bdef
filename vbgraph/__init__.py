"""Citation graph explorer for Vietnamese Party and State documents."""

from __future__ import annotations

__version__ = "0.1.0"
