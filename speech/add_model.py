"""Putting a Vosk model into the kiosk's folder: from a zip, a folder, a stick, or its makers' address."""

import re
import shutil
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import TextIO
from urllib.parse import urlsplit

from speech.engines.vosk_models import is_model, language_of

LARGEST, MOST_FILES = 4 * 1024**3, 2000
"""Bytes and files a model may unpack to: the largest published model has 3.4 GB."""

OFFICIAL = "alphacephei.com"


class NoModel(Exception):
    """Why nothing was installed; `str()` is one plain sentence."""


def add_model(source: str, models: Path, out: TextIO, err: TextIO) -> int:
    """Install the model at `source` under `models`/vosk; exit code 0, or 1 with one sentence."""
    try:
        name = install(source, models)
    except NoModel as fault:
        print(str(fault), file=err)
        return 1
    except OSError:
        print("The model could not be stored here.", file=err)
        return 1
    print(f"{name} is here. It hears: {language_of(name) or 'an unnamed language'}.", file=out)
    return 0


def install(source: str, models: Path) -> str:
    """Install and give the model's name; all of it or nothing. Raises NoModel, OSError."""
    place = models / "vosk"
    place.mkdir(parents=True, exist_ok=True)
    # Unpacked beside its place, so that the last step is one rename.
    with tempfile.TemporaryDirectory(dir=place, prefix=".new-") as work:
        folder = _fetch(source, Path(work))
        name = folder.name
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", name):
            raise NoModel("The model's name has signs that cannot be used.")
        if (place / name).exists():
            raise NoModel("This model is already here.")
        folder.replace(place / name)
    return name


def _fetch(source: str, work: Path) -> Path:
    if "://" in source:
        return _unpack(_download(source, work), work)
    path = Path(source).expanduser()
    if path.is_dir():
        return _copy(_model_on(path), work)
    if not path.is_file():
        raise NoModel("There is no such file or folder.")
    return _unpack(path, work)


def _model_on(stick: Path) -> Path:
    """The one model in a folder, or the folder itself."""
    if is_model(stick):
        return stick
    folders = sorted(path for path in stick.iterdir() if path.is_dir())
    found = [path for path in folders if is_model(path)] or sorted(stick.glob("vosk-model*.zip"))
    if len(found) != 1:
        raise NoModel(
            "There is no Vosk model in this folder." if not found else "There is more than one model here."
        )
    return found[0]


def _copy(model: Path, work: Path) -> Path:
    if model.is_file():
        return _unpack(model, work)
    files = [path for path in model.rglob("*") if path.is_file()]
    _check_size((path.stat().st_size for path in files), work)
    target = work / model.resolve().name
    # Links are copied as what they point to only inside the model.
    shutil.copytree(model, target, symlinks=False, ignore=_outside(model.resolve()))
    return target


def _outside(model: Path) -> Callable[[str, list[str]], set[str]]:
    def ignored(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if not (Path(folder) / name).resolve().is_relative_to(model)}

    return ignored


def _unpack(file: Path, work: Path) -> Path:
    try:
        with zipfile.ZipFile(file) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            for one in members:
                _check_name(one)
            _check_size((one.file_size for one in members), work)
            target = work / "unpacked"
            for one in members:
                _unpack_one(archive, one, target)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        raise NoModel("This is not a zip file that can be read.") from None
    folders = (
        [path for path in (target, *target.iterdir()) if path.is_dir() and is_model(path)] if members else []
    )
    if not folders:
        raise NoModel("There is no Vosk model in this file.")
    return folders[0] if folders[0] != target else target.rename(work / file.stem)


def _unpack_one(archive: zipfile.ZipFile, one: zipfile.ZipInfo, target: Path) -> None:
    path = target / PurePosixPath(one.filename)
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(one) as packed, path.open("wb") as file:
        left = one.file_size
        # A zip may hold more than it says.
        while part := packed.read(min(1 << 20, left + 1)):
            left -= len(part)
            if left < 0:
                raise NoModel("This zip file is not what it says it is.")
            file.write(part)


def _check_name(one: zipfile.ZipInfo) -> None:
    path = PurePosixPath(one.filename)
    link = (one.external_attr >> 16) & 0o170000 == 0o120000
    if path.is_absolute() or ".." in path.parts or "\\" in one.filename or ":" in one.filename or link:
        raise NoModel("This zip file wants to write outside its folder.")


def _check_size(sizes: Iterable[int], work: Path) -> None:
    every = list(sizes)
    if sum(every) > LARGEST or len(every) > MOST_FILES:
        raise NoModel("This is too large to be a speech model.")
    if sum(every) > shutil.disk_usage(work).free:
        raise NoModel("There is not enough room on this device.")


def _download(address: str, work: Path) -> Path:
    parts = urlsplit(address)
    name = PurePosixPath(parts.path).name
    if parts.scheme != "https" or parts.hostname != OFFICIAL or not name.endswith(".zip"):
        raise NoModel(f"Only https addresses of {OFFICIAL} that end in .zip are taken.")
    file = work / name
    try:
        with urllib.request.urlopen(address, timeout=60) as page, file.open("wb") as copy:
            left = LARGEST
            while part := page.read(1 << 20):
                left -= len(part)
                if left < 0:
                    raise NoModel("This is too large to be a speech model.")
                copy.write(part)
    except (OSError, ValueError):
        raise NoModel("The model could not be fetched. Is there a network?") from None
    return file
