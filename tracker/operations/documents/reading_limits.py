"""The limits under which strangers' files are read, as the installation sets them."""

from dataclasses import replace

from tracker.config import Config
from tracker.documents.jail import JailLimits

_MIB = 2**20


def reading_limits(config: Config) -> JailLimits:
    """The limits of ``config``; what cannot be set there stays as it is."""
    usual = JailLimits()
    return replace(
        usual,
        file=config.max_upload_mib * _MIB,
        pages=config.ocr_pages,
        parse=replace(
            usual.parse, wall=config.parse_seconds, cpu=_share(config.parse_seconds), memory=config.parse_mib * _MIB
        ),
        recognise=replace(
            usual.recognise,
            wall=config.ocr_page_seconds,
            cpu=config.ocr_page_seconds,
            memory=config.ocr_page_mib * _MIB,
        ),
        convert=replace(
            usual.convert, wall=config.convert_seconds, cpu=config.convert_seconds, memory=config.convert_mib * _MIB
        ),
    )


def _share(seconds: int) -> int:
    """Of the time of a reading at most two thirds are the processor's: the rest is for starting and for waiting."""
    return max(1, seconds * 2 // 3)
