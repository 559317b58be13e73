"""Make ``resources/colour/sRGB.icc`` again: what red and black on a paper mean, embedded in every PDF.

Not part of ``make setup``: the result is committed, so that the bytes of a paper do not depend on the Pillow of the day.
The profile comes from Little CMS, which Pillow brings; its date is fixed, and its version is the one PDF 1.7 knows (4.2)::

    .venv/bin/python tools/make_colour_profile.py
"""

import struct
from pathlib import Path

from PIL import ImageCms

_VERSION = slice(8, 12)
_CREATED = slice(24, 36)


def main() -> None:
    """Write the profile."""
    content = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    content[_VERSION] = bytes([4, 0x20, 0, 0])
    content[_CREATED] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    target = Path(__file__).resolve().parent.parent / "resources" / "colour" / "sRGB.icc"
    target.write_bytes(content)


if __name__ == "__main__":
    main()
