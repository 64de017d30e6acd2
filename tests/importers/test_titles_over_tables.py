"""Objectives named in the row over each table of what they do, with their weight beside."""

from decimal import Decimal

from .test_forms_of_workbooks import plan_of


def test_a_title_over_a_table_of_works_is_an_objective_with_its_weight() -> None:
    plan = plan_of(
        ("Settore Tecnico",),
        ("C1 - Argini del torrente puliti", None, "Peso: 60%"),
        ("Fase", "Peso fase", "Entro il"),
        ("Sopralluoghi lungo il corso", "30%", "31/03/2026"),
        ("Pulizia delle sponde", "70%", "30/09/2026"),
        ("C2 - Fontane della piazza riaccese", None, "Peso: 40%"),
        ("Fase", "Peso fase", "Entro il"),
        ("Nuove pompe", "50%", "30/04/2026"),
        ("Prova delle vasche", "50%", "30/06/2026"),
    )
    assert [one.weight for one in plan.objectives] == [Decimal(60), Decimal(40)]
    assert [len(one.indicators) for one in plan.objectives] == [2, 2]
    assert "Argini del torrente puliti" in plan.objectives[0].title


def test_a_code_and_facts_without_colons_stand_beside_the_title_over_each_table() -> None:
    heading = (None, "Indicatore", "U.M.", "Consuntivo 2025", "Previsione 2026")
    plan = plan_of(
        ("Area Tecnica",),
        ("Servizio Manutenzioni",),
        ("OB.01", "Fossi: pulizia e sfalcio", None, "Peso 50", "entro il 31/10/2026"),
        heading,
        (None, "Chilometri di fossi puliti", "km", "31", "38"),
        ("OB.02", "Segnalazioni dei cittadini", None, "Peso 30", "entro il 30/06/2026"),
        heading,
        (None, "Segnalazioni chiuse", "%", "64%", "≥ 80%"),
        ("OB.03", "Magazzino in ordine", None, "Peso 20", "entro il 30/09/2026"),
    )
    assert [one.printed for one in plan.objectives] == ["OB.01", "OB.02", "OB.03"]
    assert [one.weight for one in plan.objectives] == [Decimal(50), Decimal(30), Decimal(20)]
    assert [len(one.indicators) for one in plan.objectives] == [1, 1, 0]


def test_the_facts_of_an_objective_may_stand_in_a_row_between_its_title_and_its_table() -> None:
    plan = plan_of(
        ("Settore Tecnico",),
        ("1", "Fossi puliti prima delle piogge", None),
        ("Peso 60%", "entro il 31/10/2026", None),
        ("Indicatore", "Valore iniziale", "Valore atteso"),
        ("Chilometri di fossi puliti", "31", "38"),
        ("2", "Segnalazioni dei cittadini", None),
        ("Peso 40%", "entro il 30/06/2026", None),
        ("Indicatore", "Valore iniziale", "Valore atteso"),
        ("Segnalazioni chiuse", "64", "80"),
    )
    assert [one.weight for one in plan.objectives] == [Decimal(60), Decimal(40)]
    assert [one.indicators[0].target for one in plan.objectives] == [Decimal(38), Decimal(80)]
