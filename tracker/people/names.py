"""Names of people as they are written, and the order in which Czechs look for them: by surname."""


def surname_first(name: str) -> str:
    """``Ing. Alena Říhová, Ph.D.`` as ``Říhová Alena``: what the name is filed under."""
    words = [word for word in name.partition(",")[0].split() if not word.endswith(".")]
    return " ".join([*words[-1:], *words[:-1]]) or name
