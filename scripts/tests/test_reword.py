import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "fixtures"))
import reword  # noqa: E402


class Reword(unittest.TestCase):
    def test_words_have_the_length_they_are_listed_under(self):
        for length, words in reword.WORDS.items():
            self.assertEqual([w for w in words.split() if len(w) != length], [])

    def test_keeps_the_shape(self):
        old = "Re-invented 5th-level “Größe”,\nMr. X & I: transcontinental!"
        new = reword.reword(old)
        self.assertNotEqual(old, new)
        self.assertEqual(len(old), len(new))
        for a, b in zip(old, new):
            self.assertEqual((a.isascii() and a.isalpha(), a.isupper()), (b.isascii() and b.isalpha(), b.isupper()))
            if not (a.isascii() and a.isalpha()):
                self.assertEqual(a, b)

    def test_slugs_change_alike(self):
        for title in ("Re-invented 24/7 level", "A  B – c"):
            self.assertEqual(reword.reword(reword.title_slug(title)), reword.title_slug(reword.reword(title)))

    def test_pictures_say_their_size(self):
        self.assertEqual(reword.png(300, 20, (1, 2, 3))[16:24].hex(), "0000012c00000014")
        self.assertEqual(int.from_bytes(reword.webp(300, 20, (1, 2, 3))[21:25], "little") & 0x3FFF, 299)


if __name__ == "__main__":
    unittest.main()
