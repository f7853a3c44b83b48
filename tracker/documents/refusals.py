"""Why a file is refused, and what its sender should do next: one code, one sentence."""

from tracker.documents.passages import UnreadableDocument
from tracker.timeline.sentences import Phrase

MESSAGES = {
    "empty": "Soubor je prázdný. Zkontrolujte, zda jste vybrali správný soubor, a nahrajte ho znovu.",
    "foreign": "Tento druh souboru číst neumíme. Uložte dokument jako DOCX, ODT, PDF nebo prostý text.",
    "picture": "Tento druh obrázku číst neumíme. Uložte snímek jako JPEG nebo PNG a nahrajte ho znovu.",
    "damaged": "Soubor je poškozený nebo neúplný. Otevřete ho v programu, kde vznikl, uložte znovu a nahrajte.",
    "truncated": "Soubor není celý, konec chybí. Stáhněte nebo uložte ho znovu a nahrajte ještě jednou.",
    "encrypted": "Dokument je chráněný heslem. Uložte ho bez hesla a nahrajte znovu.",
    "macros": "Dokument obsahuje makra, a proto ho neotevíráme. Uložte ho jako DOCX bez maker a nahrajte znovu.",
    "bomb": "Soubor se po rozbalení nepřiměřeně zvětší, proto ho neotevíráme. Uložte ho znovu bez vložených objektů.",
    "entities": "Dokument obsahuje nebezpečné definice (DOCTYPE). Uložte ho znovu v textovém editoru.",
    "extension": "Přípona souboru neodpovídá obsahu. Přejmenujte soubor podle toho, čím opravdu je, a nahrajte znovu.",
    "too_large": "Soubor je příliš velký. Rozdělte dokument nebo zmenšete obrázky a nahrajte znovu.",
    "too_many_pages": "Dokument má příliš mnoho stran. Rozdělte ho na části a nahrajte je postupně.",
    "too_slow": "Čtení trvalo příliš dlouho, proto jsme ho zastavili. Uložte dokument znovu nebo ho rozdělte.",
    "too_hungry": "Čtení chtělo příliš mnoho paměti, proto jsme ho zastavili. Uložte dokument znovu nebo ho rozdělte.",
    "no_text": "V dokumentu není žádný text. Je-li naskenovaný, nahrajte ostřejší sken; jinak ověřte, že je to on.",
    "no_office": "Soubory DOC a RTF tu neumíme převést (chybí LibreOffice). Uložte dokument jako DOCX.",
    "no_ocr": "Sken tu neumíme přečíst (chybí rozpoznávání textu). Nahrajte původní dokument jako DOCX nebo PDF.",
    "spreadsheet": "Soubor je tabulka nebo prezentace. Uložte ji jako dokument DOCX nebo PDF a nahrajte znovu.",
}
"""What to do next, by the reason of the refusal."""


def refuse(reason: str, *, place: str | None = None) -> UnreadableDocument:
    """The refusal to raise; ``place`` says where in the file the fault lies, when that is known."""
    message = Phrase(MESSAGES[reason])
    if place:
        message = Phrase("%(message)s (Místo: %(place)s.)", message=message, place=place)
    return UnreadableDocument(reason, message, place)
