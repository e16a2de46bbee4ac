"""Zstandard, in which Anki packs its collections since 2021: Python's own, or its backport."""

from typing import Any, BinaryIO, cast


def open_packed(file: BinaryIO) -> BinaryIO:
    """What the packed file holds, to be read; `ZstdError` arises while it is."""
    return cast("BinaryIO", _zstd().ZstdFile(file))


def packing_error() -> type[Exception]:
    return cast("type[Exception]", _zstd().ZstdError)


def _zstd() -> Any:
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]  # from 3.14 on
    except ImportError:
        from backports import zstd
    return zstd
