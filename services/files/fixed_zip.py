"""Archives that depend on nothing but what is in them: .xlsx, .docx and .zip without the time and the system they were made on."""

import zipfile
from io import BytesIO

_MOMENT = (1980, 1, 1, 0, 0, 0)


def zip_bytes(files: dict[str, bytes]) -> bytes:
    """Return files by their names as one archive, in their order, without times."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in files.items():
            _put(target, name, content)
    return buffer.getvalue()


def with_fixed_times(archive: bytes) -> bytes:
    """Return an archive with the time of each of its files fixed."""
    with zipfile.ZipFile(BytesIO(archive)) as source:
        return zip_bytes({name: source.read(name) for name in source.namelist()})


def _put(target: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    target.writestr(entry, content)
