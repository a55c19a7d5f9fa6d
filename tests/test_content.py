"""Notes on disk: which files are notes, and what is refused."""

from pathlib import Path

import pytest

from bot.content import ContentError, read_content


def test_a_folder_is_read_whole_and_sorted(tmp_path: Path) -> None:
    for name in ("b.md", "a/c.md", "a/d.TXT", "a/picture.png", ".git/x.md", ".hidden.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    content = read_content(tmp_path)
    assert [(file.path, file.data) for file in content.files] == [
        ("a/c.md", b"a/c.md"),
        ("a/d.TXT", b"a/d.TXT"),
        ("b.md", b"b.md"),
    ]
    assert "a/picture.png" in content.assets
    assert "a" in content.assets
    assert "a/none.png" not in content.assets


def test_one_file_is_notes_too(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("# A")
    (tmp_path / "p.png").write_text("")
    content = read_content(tmp_path / "notes.txt")
    assert [file.path for file in content.files] == ["notes.txt"]
    assert "p.png" in content.assets


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    root.mkdir()
    (tmp_path / "secret.md").write_text("secret")
    (root / "a.md").write_text("# A")
    (root / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "up").symlink_to(tmp_path)
    (root / "loop").symlink_to(root / "loop")
    (root / "inside.md").symlink_to(root / "a.md")
    content = read_content(root)
    assert [file.path for file in content.files] == ["a.md", "inside.md"]
    for path in ("out.md", "up/secret.md", "../secret.md", str(tmp_path / "secret.md"), "loop", "a\0b"):
        assert path not in content.assets
    assert "inside.md" in content.assets


def test_faults_of_the_disk_are_told_with_the_path(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"nowhere: No such file"):
        read_content(tmp_path / "nowhere")
    with pytest.raises(ContentError, match=r"no \.md or \.txt files"):
        read_content(tmp_path)
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    with pytest.raises(ContentError, match=r"loop\.md: "):
        read_content(tmp_path / "loop.md")


def test_an_unreadable_file_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("# A")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)  # the tests may run as root, whom no mode stops
    with pytest.raises(ContentError, match=r"a\.md: Permission denied"):
        read_content(tmp_path)
