import fihrist


def test_terms_and_levels():
    assert [t["term"] for t in fihrist.analyze("بالسيارات ٢٠٢٤", "light10")] == ["سيار", "2024"]
    (word,) = fihrist.analyze("والمكتبات", explain=True)
    assert [level["level"] for level in word["levels"]] == ["form", "stem", "root"]


def test_an_analyzer_that_does_not_exist():
    try:
        fihrist.analyze("نص", "none")
    except fihrist.InvalidRequest as error:
        assert "light10" in error.advice
