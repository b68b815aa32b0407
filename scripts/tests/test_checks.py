import importlib.machinery
import importlib.util
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import check_licences  # noqa: E402
import check_tree  # noqa: E402

loader = importlib.machinery.SourceFileLoader("steps", str(pathlib.Path(__file__).resolve().parents[1] / "steps"))
steps = importlib.util.module_from_spec(importlib.util.spec_from_loader("steps", loader))
loader.exec_module(steps)



class Licences(unittest.TestCase):
    def test_expressions(self):
        mit = {"MIT"}
        for expression, fine in [("MIT", True), ("MIT OR GPL-3.0", True), ("GPL-3.0/MIT", True), ("(MIT OR GPL-3.0) AND ISC", False),
                                 ("MIT AND (ISC OR MIT)", True), ("Apache-2.0 WITH LLVM-exception", False)]:
            self.assertEqual(check_licences.allowed(expression, mit), fine, expression)
        self.assertRaises(ValueError, check_licences.allowed, "MIT OR", mit)

    def test_a_licence_that_is_only_in_a_file_is_named_in_the_rules(self):
        rules = {"licenses": {"allow": ["MIT"], "clarify": [{"crate": "quiet", "expression": "MIT"}, {"crate": "loud", "expression": "MIT"}]}, "bans": {}}
        packages = [("quiet", "1", None), ("silent", "1", None), ("loud", "1", "GPL-3.0")]
        self.assertEqual(list(check_licences.problems(packages, rules)), ["loud 1: GPL-3.0", "silent 1 has no licence"])


class Tree(unittest.TestCase):
    def test_finds_what_must_not_be_there(self):
        with tempfile.TemporaryDirectory() as name:
            root = pathlib.Path(name)
            (root / "a.rs").write_text("#[" + "ignore]\nfn f() { to" + "do!() } // FIX" + "ME\n")
            (root / "b.md").write_text("see " + "/ro" + "ot/x and -----BEGIN PRIVATE " + "KEY-----\n")
            (root / "package-lock.json").write_text('{"packages": {"node_modules/x": {"resolved": "https://example.org/x.tgz", "integrity": "s"}}}')
            texts = [text for error, text in check_tree.findings(root) if error]
        self.assertEqual(len(texts), 6, texts)


class Counts(unittest.TestCase):
    def test_sums_what_runners_print(self):
        counts = {"passed": 0, "failed": 0}
        for line in ["test result: ok. 12 passed; 1 failed; 0 ignored; 0 measured", "ℹ pass 3", "# fail 2", "conformance: 5 passed, 4 failed",
                     "Ran 7 tests in 0.1s", "FAILED (failures=1, errors=1)", "nothing 9 passed"]:
            steps.count(line, counts)
        self.assertEqual(counts, {"passed": 25, "failed": 9})


if __name__ == "__main__":
    unittest.main()
