"""Pages of scans as pictures fit for recognition: upright, grey, of a bounded size, evenly lit, without ruled lines."""

import io

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from tracker.documents.photographs import is_photograph, levelled, straightened
from tracker.documents.refusals import refuse
from tracker.documents.ruling import without_ruling

_DPI = 200
_LONGEST_SIDE = 3_500
_SHORTEST_WIDTH = 1_200
"""A narrower picture is enlarged: letters below 20 pixels are read badly."""

_MOST_PIXELS = 80_000_000
_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


def page_count(kind: str, data: bytes) -> int:
    """How many pages a scan has; what a telephone puts into a picture beside it, to show it better, is no page."""
    if kind == "pdf":
        with _pdf(data) as pdf:
            return len(pdf)
    with _image(data) as image:
        return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def render(kind: str, data: bytes, page: int, turn: int = 0) -> bytes:
    """A page, counted from 1, turned clockwise by ``turn`` degrees, as a grey PNG fit for recognition."""
    picture = page_picture(kind, data, page)
    if is_photograph(picture):
        picture = straightened(picture)
    if turn:
        picture = picture.transpose(_TURNS[turn])
    target = io.BytesIO()
    without_ruling(_wide_enough(levelled(picture))).save(target, "PNG", compress_level=1)
    return target.getvalue()


def page_picture(kind: str, data: bytes, page: int) -> Image.Image:
    """A page, counted from 1, in grey, as it was taken."""
    return _pdf_page(data, page) if kind == "pdf" else _frame(data, page)


def _pdf(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise refuse("encrypted" if "password" in str(error).casefold() else "damaged") from error


def _pdf_page(data: bytes, page: int) -> Image.Image:
    with _pdf(data) as pdf:
        sheet = pdf[page - 1]
        longest = max(*sheet.get_size(), 1.0)
        scale = min(_DPI / 72, _LONGEST_SIDE / longest)
        picture: Image.Image = sheet.render(scale=scale, grayscale=True).to_pil()
        return picture.convert("L")


def _image(data: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
    except Image.DecompressionBombError as error:
        raise refuse("bomb") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise refuse("damaged") from error
    if image.width * image.height > _MOST_PIXELS:
        raise refuse("bomb")
    return image


def _frame(data: bytes, page: int) -> Image.Image:
    with _image(data) as image:
        _draft(image)
        try:
            picture = ImageOps.exif_transpose(ImageSequence.Iterator(image)[page - 1]).convert("L")
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise refuse("truncated") from error
    return _scaled(picture, min(1.0, _LONGEST_SIDE / max(picture.size)))


def _draft(image: Image.Image) -> None:
    """Have a large JPEG decoded in grey, and no larger than needed: half of its pixels would be thrown away."""
    share = _LONGEST_SIDE / max(image.size)
    image.draft("L", (round(image.width * share), round(image.height * share)))


def _wide_enough(picture: Image.Image) -> Image.Image:
    if picture.width >= _SHORTEST_WIDTH:
        return picture
    return _scaled(picture, min(_SHORTEST_WIDTH / picture.width, _LONGEST_SIDE / max(picture.size)))


def _scaled(picture: Image.Image, scale: float) -> Image.Image:
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)
