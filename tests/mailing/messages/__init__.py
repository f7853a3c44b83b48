"""Messages as programs and servers really form them, with the places that a test fills in."""

from pathlib import Path


def message(name: str, **filled: str) -> bytes:
    """The bytes of a message with CRLF, as they lie in a mailbox."""
    text = (Path(__file__).parent / f"{name}.eml").read_text(encoding="utf-8")
    for place, words in filled.items():
        text = text.replace(f"{{{place}}}", words)
    return text.replace("\n", "\r\n").encode()
