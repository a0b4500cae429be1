"""Seeded randomness: one seed, keyed by stream and entity, so that the same inputs give the same bytes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def generator(seed: int, stream: str, *keys: int | str) -> np.random.Generator:
    """Return a generator that depends only on `seed`, the name of the stream and the keys of the entity.

    Streams do not disturb each other: adding a draw in one leaves all others as they were.
    """
    import numpy as np

    name = "\x1f".join([stream, *map(str, keys)]).encode()
    entropy = int.from_bytes(hashlib.blake2b(name, digest_size=16).digest(), "little")
    return np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, entropy])))
