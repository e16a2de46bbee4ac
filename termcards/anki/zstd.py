"""Zstandard, in which Anki packs its collections since 2021: Python's own, or its backport."""

from typing import BinaryIO, cast


def open_packed(file: BinaryIO) -> BinaryIO:
    """What the packed file holds, to be read; `ZstdError` arises while it is."""
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]  # from 3.14 on
    except ImportError:
        from backports import zstd
    return cast("BinaryIO", zstd.ZstdFile(file))


def packing_error() -> type[Exception]:
    try:
        from compression.zstd import (  # type: ignore[import-not-found,unused-ignore]
            ZstdError,
        )
    except ImportError:
        from backports.zstd import ZstdError
    return cast("type[Exception]", ZstdError)
