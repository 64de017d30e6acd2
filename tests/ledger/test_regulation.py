"""The regulation as data: the bundled one, what a town may change, what is refused."""

from pathlib import Path

import pytest

from ledger.people import Role
from ledger.regulation import (
    BUNDLED,
    Regulation,
    RegulationFaults,
    bundled,
    load,
    parse,
    setting_keys,
)

TEXT = BUNDLED.read_text(encoding="utf-8")
OTTIMA = '{ label = "OTTIMA", from = 90, share_percent = 100 }'
BUONA = '{ label = "BUONA", from = 80, share_percent = 80 }'
META = '{ label = "META", from = 30, share_percent = 50 }'
BOTTOM = '{ label = "INSUFFICIENTE INADEGUATA", from = 0, share_percent = 0 }'


def faults(*changes: tuple[str, str]) -> tuple[str, ...]:
    """What is said of the bundled file with each text replaced once."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(RegulationFaults) as refused:
        parse(text)
    return refused.value.faults


REFUSED: dict[str, tuple[tuple[str, str], str]] = {
    "weights of the parts are not 100": (
        ("weights = { entity = 30, objectives = 40, behaviours = 30 }",
         "weights = { entity = 30, objectives = 35, behaviours = 30 }"),
        "«roles.eq.weights»: i pesi delle parti fanno 95: devono fare 100.",
    ),
    "bands leave a gap": (
        (BUONA, '{ label = "BUONA", from = 80, below = 89, share_percent = 80 }'),
        "tra 89 e 90 punti le fasce «OTTIMA» e «BUONA» lasciano un vuoto.",
    ),
    "bands overlap": (
        (BUONA, '{ label = "BUONA", from = 80, below = "90.5", share_percent = 80 }'),
        "le fasce «OTTIMA» e «BUONA» si sovrappongono",
    ),
    "two bands from the same score": (
        (BUONA, '{ label = "BUONA", from = 90, share_percent = 80 }'),
        "si sovrappongono",
    ),
    "bands in the wrong order": (
        (OTTIMA, '{ label = "OTTIMA", from = 70, share_percent = 100 }'),
        "non scendono: scrivile dalla più alta alla più bassa.",
    ),
    "shares that do not fall": (
        (BUONA, '{ label = "BUONA", from = 80, share_percent = 100 }'),
        "non scendono: la quota deve calare col punteggio.",
    ),
    "no band at the bottom": (
        (BOTTOM + ",", ""),
        "sotto 50 punti manca una fascia: l'ultima deve partire da 0.",
    ),
    "no band at the top": (
        (OTTIMA, '{ label = "OTTIMA", from = 90, below = 100, share_percent = 100 }'),
        "sopra 100 punti manca una fascia",
    ),
    "a band out of the scale": (
        (META, '{ label = "META", from = -1, share_percent = 50 }'),
        "«roles.segretario.bands.1.from»: deve essere almeno 0.",
    ),
    "a section that does not add up": (
        ("points = 15", "points = 16"),
        "le voci della sezione SG-1 fanno 15 punti, la sezione ne dichiara 16",
    ),
    "a descriptor too few": (
        ('    "eccellente",\n]', "]"),
        "la voce SG-1.1 ha 5 descrittori: ne servono 6, da 0 a 5 punti.",
    ),
    "two items of one code": (
        ('code = "DR-I.B"', 'code = "DR-I.A"'),
        "due voci della rubrica hanno lo stesso codice",
    ),
    "a role nobody evaluates": (("[roles.eq]", "[roles.sindaco]"), "non è un ruolo che si valuta"),
    "reductions that shrink": (("multa = [5, 10, 20]", "multa = [5, 10, 7]"), "devono crescere"),
    "a sanction counted as nothing": (
        ('sanzione_pecuniaria = "multa"', 'sanzione_pecuniaria = "ammenda"'),
        "sanzione_pecuniaria conta come ammenda, che non è tra i gradi.",
    ),
    "a holiday that does not exist": (('day = "08-15"', 'day = "08-32"'), "MM-GG"),
    "a bonus below 30 percent": (
        ("bonus.pct = 30", "bonus.pct = 25"), "«settings.bonus.pct»: deve essere almeno 30."
    ),
    "a setting misspelt": (("reorg.roll = ", "reorg.rol = "), "«settings.reorg.roll»: manca"),
    "an unknown choice": (
        ('bonus.tie = "include"', 'bonus.tie = "sorteggio"'),
        "«settings.bonus.tie»: può essere solo 'include' o 'exclude'.",
    ),
    "not TOML": (("[roles.eq]", "[roles.eq"), "Il file non è TOML valido"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_faulty_regulation_is_refused(change: tuple[str, str], sentence: str) -> None:
    assert any(sentence in fault for fault in faults(change))


def test_a_rubric_that_does_not_fill_its_part_is_refused() -> None:
    weights = "weights = { entity = 30, objectives = 40, behaviours = 30 }"
    found = faults((weights, "weights = { entity = 30, objectives = 35, behaviours = 35 }"))
    assert found == (
        "«roles.eq»: le voci della rubrica fanno 30 punti, la parte C ne vale 35:"
        " devono coincidere.",
    )


def test_every_fault_of_a_file_is_told_at_once() -> None:
    found = faults(("bonus.pct = 30", "bonus.pct = 25"), ("points = 15", "points = 16"))
    assert len(found) == 2


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "regolamento.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RegulationFaults, match="UTF-8"):
        load(tmp_path / "regolamento.toml")


def test_bands_written_with_both_ends_are_the_same_bands() -> None:
    both = BUONA.replace("from = 80,", "from = 80, below = 90,")
    assert parse(TEXT.replace(BUONA, both)).roles[Role.DIPENDENTE].bands[1].below == 90


def test_the_bundled_rubrics_have_the_items_of_the_printed_schede() -> None:
    items = {role: len(rules.items) for role, rules in bundled().roles.items()}
    assert items == {"segretario": 9, "dirigente": 8, "eq": 6, "dipendente": 10}


def test_a_regulation_comes_back_whole_from_the_ledger() -> None:
    adopted = bundled().with_settings({"calendar.patron": "06-24", "behaviour.step": "0.5"})
    stored = adopted.model_dump_json(by_alias=True)
    assert Regulation.model_validate_json(stored) == adopted


def test_every_setting_is_written_in_the_file() -> None:
    settings = TEXT[TEXT.index("[settings]") :]
    assert all(key in settings for key in setting_keys())
    assert len(setting_keys()) == 41


def test_a_change_leaves_the_adopted_regulation_as_it_is() -> None:
    changed = bundled().with_settings({"pool.coefficients": {"operatori": "2"}})
    assert bundled().settings.pool.coefficients.operatori == 1
    assert changed.settings.pool.coefficients.operatori == 2
    assert (
        changed.settings.pool.coefficients.istruttori
        == bundled().settings.pool.coefficients.istruttori
    )


def test_a_setting_nobody_knows_is_refused() -> None:
    with pytest.raises(RegulationFaults, match="non è un'impostazione"):
        bundled().with_settings({"bonus.percent": "40"})


def test_a_regulation_that_says_nothing_of_reminders_takes_the_bundled_ones() -> None:
    before, _, after = BUNDLED.read_text(encoding="utf-8").partition("\n[reminders]")
    rest = [part for part in after.split("\n[")[1:] if not part.startswith("reminders.")]
    assert parse("\n[".join([before, *rest])).reminders == bundled().reminders
