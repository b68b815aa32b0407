import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)")
# Pictures of phones are given a width.
SIZED = re.compile(r'<img src="(?P<target>[^"]+)" width="\d+" alt="(?P<words>[^"]*)">')
LARGEST = 120_000


def shown():
    """(document, words, path) of every picture of the documentation that is a file."""
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        text = document.read_text(encoding="utf-8")
        for found in [*PICTURE.finditer(text), *SIZED.finditer(text)]:
            if "://" not in found["target"]:
                yield document, found["words"], (document.parent / found["target"]).resolve()


class Pictures(unittest.TestCase):
    def test_every_picture_of_the_documentation_exists_and_has_words(self):
        pictures = list(shown())
        self.assertGreaterEqual(len(pictures), 14)
        for document, words, path in pictures:
            where = f"{document.relative_to(ROOT)}: {path.name}"
            self.assertTrue(path.is_file(), where)
            self.assertLessEqual(path.stat().st_size, LARGEST, where)
            self.assertGreater(len(words), 20, where)

    def test_every_picture_is_taken_and_shown(self):
        files = {path.stem for path in (ROOT / "docs/user/pictures").iterdir()}
        script = (ROOT / "tests/e2e/guide/pictures.mjs").read_text(encoding="utf-8")
        taken = set(re.findall(r'take\(page, "([a-z-]+)"\)', script)) | set(re.findall(r'\["([a-z-]+)", "[a-z/]*"\]', script))
        self.assertEqual(files, taken)
        self.assertEqual(files, {path.stem for _, _, path in shown() if path.parent.name == "pictures"})


if __name__ == "__main__":
    unittest.main()
