"""Installing a Vosk model: from a zip, a folder, a stick; never outside its folder."""

import io
import zipfile
from pathlib import Path
from urllib.error import URLError

import pytest

from speech.add_model import add_model
from speech.engines.vosk_models import installed_models

NAME = "vosk-model-small-cy-0.1"


def a_model(folder: Path) -> Path:
    (folder / NAME / "am").mkdir(parents=True)
    (folder / NAME / "am" / "final.mdl").write_bytes(b"model")
    (folder / NAME / "README").write_text("Welsh")
    return folder / NAME


def a_zip(file: Path, names: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    return file


def install(source: object, models: Path) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    return add_model(str(source), models, out, err), out.getvalue() + err.getvalue()


def names(models: Path) -> list[str]:
    return [path.name for path in (models / "vosk").iterdir()]


GOOD = {f"{NAME}/am/final.mdl": b"model", f"{NAME}/README": b"Welsh"}


@pytest.mark.parametrize("kind", ["zip", "folder", "stick with a folder", "stick with a zip"])
def test_a_model_is_installed_once_from_wherever_it_is(tmp_path: Path, kind: str) -> None:
    stick, models = tmp_path / "stick", tmp_path / "models"
    stick.mkdir()
    source = a_zip(stick / f"{NAME}.zip", GOOD) if "zip" in kind else a_model(stick)
    source = stick if kind.startswith("stick") else source
    assert install(source, models) == (0, f"{NAME} is here. It hears: cy.\n")
    assert (models / "vosk" / NAME / "am" / "final.mdl").read_bytes() == b"model"
    assert (models / "vosk" / NAME / "README").read_text() == "Welsh"
    assert next(model.language for model in installed_models(models)) == "cy"
    assert install(source, models) == (1, "This model is already here.\n")
    assert names(models) == [NAME]


@pytest.mark.parametrize(
    "bad", ["../outside", "/etc/outside", f"{NAME}/../../outside", "..\\outside", "C:outside"]
)
def test_a_zip_that_wants_out_of_its_folder_is_refused(tmp_path: Path, bad: str) -> None:
    file = a_zip(tmp_path / "m.zip", {**GOOD, bad: b"x"})
    assert install(file, tmp_path / "a" / "b") == (1, "This zip file wants to write outside its folder.\n")
    assert names(tmp_path / "a" / "b") == []
    assert not list(tmp_path.rglob("*outside*"))


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    file = a_zip(tmp_path / "m.zip", GOOD)
    link = zipfile.ZipInfo(f"{NAME}/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert install(file, tmp_path / "models")[0] == 1


def test_a_link_out_of_a_folder_is_left_out(tmp_path: Path) -> None:
    model = a_model(tmp_path)
    (tmp_path / "secret").write_text("secret")
    (model / "link").symlink_to(tmp_path / "secret")
    assert install(model, tmp_path / "models")[0] == 0
    assert not (tmp_path / "models" / "vosk" / NAME / "link").exists()


def test_too_large_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("speech.add_model.LARGEST", 100)
    file = a_zip(tmp_path / "m.zip", {**GOOD, f"{NAME}/big": bytes(1000)})
    assert install(file, tmp_path / "models") == (1, "This is too large to be a speech model.\n")


@pytest.mark.parametrize("content", [b"", b"PK not a zip", b"\0" * 5000])
def test_what_is_no_zip_gets_one_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "m.zip"
    file.write_bytes(content)
    assert install(file, tmp_path / "models") == (1, "This is not a zip file that can be read.\n")


def test_a_zip_without_a_model_and_a_missing_file_say_so(tmp_path: Path) -> None:
    assert (
        install(a_zip(tmp_path / "m.zip", {"a/b": b"x"}), tmp_path)[1]
        == "There is no Vosk model in this file.\n"
    )
    assert install(a_zip(tmp_path / "e.zip", {}), tmp_path)[1] == "There is no Vosk model in this file.\n"
    assert install(tmp_path / "none.zip", tmp_path)[1] == "There is no such file or folder.\n"


@pytest.mark.parametrize(
    "address",
    ["http://alphacephei.com/vosk/models/m.zip", "https://example.org/m.zip", "https://alphacephei.com/m.exe",
     "file:///etc/passwd", "https://alphacephei.com@example.org/m.zip"],
)  # fmt: skip
def test_no_other_address_is_ever_asked(tmp_path: Path, address: str) -> None:
    code, said = install(address, tmp_path)
    assert code == 1
    assert said.startswith("Only https addresses")


def test_without_a_network_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise URLError("no route")

    monkeypatch.setattr("urllib.request.urlopen", no_network)
    code, said = install("https://alphacephei.com/vosk/models/vosk-model-small-cy-0.1.zip", tmp_path)
    assert (code, said) == (1, "The model could not be fetched. Is there a network?\n")
