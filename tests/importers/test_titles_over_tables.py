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
