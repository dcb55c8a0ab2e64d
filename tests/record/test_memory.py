"""The memory store."""

from __future__ import annotations

import pytest

from record.contract import Opener, StoreContract
from reetimeline.record.memory import MemoryStore


class _Fresh:
    def __call__(self) -> MemoryStore:
        self.store = MemoryStore()
        return self.store

    def again(self) -> MemoryStore:
        return self.store


class TestMemoryStore(StoreContract):
    """The contract, where opening again means the same object."""

    @pytest.fixture
    def opened(self) -> Opener:
        """Open one store."""
        store = MemoryStore()
        return lambda: store

    @pytest.fixture
    def fresh(self) -> Opener:
        """Open new stores."""
        return _Fresh()
