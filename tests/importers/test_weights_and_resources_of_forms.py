"""What the forms of a workbook say of weights, people and money."""

from .test_forms_of_workbooks import plan_of


def test_equal_weights_of_several_sheets_are_each_told() -> None:
    sheets = [
        row
        for number, (title, measure) in enumerate(
            [
                ("Argini puliti", "Chilometri puliti"),
                ("Fontane riparate", "Fontane in uso"),
                ("Strade sicure", "Buche chiuse"),
                ("Parchi aperti", "Ore di apertura"),
            ],
            1,
        )
        for row in (
            (f"SCHEDA OBIETTIVO N. {number}",),
            ("Settore", f"Settore {'Tecnico' if number < 3 else 'Sociale'}"),
            ("Obiettivo", f"OB-{number}"),
            ("Titolo", title),
            ("Peso (su 100 del settore)", "50"),
            ("Data di conclusione", "31/12/2026"),
            ("Indicatore", "Valore 2025", "Valore atteso 2026"),
            (measure, "10", f"{number + 10}"),
            (),
        )
    ]
    plan = plan_of(*sheets)
    assert [str(one.weight) for one in plan.objectives] == ["50"] * 4
    assert [one.printed for one in plan.objectives] == ["OB-1", "OB-2", "OB-3", "OB-4"]


def test_resources_titled_over_their_first_column_are_read_as_such() -> None:
    def form(n: int, title: str, weight: int, people: int, money: int) -> list:
        return [
            ("Obiettivo n.", n),
            ("Titolo", title),
            ("Peso", f"{weight}%"),
            ("Termine", "31/12/2026"),
            ("Indicatori", "Valore atteso", "Note"),
            ("Chilometri puliti", "n. 6 chilometri"),
            ("PERSONALE COINVOLTO – Area di inquadramento", "N. unità", "% di impiego"),
            ("Funzionari", people, 25),
            ("Risorse finanziarie – Capitolo", "Stanziamento 2026"),
            (f"1174{n}/3", money),
            (),
            (),
        ]

    plan = plan_of(
        ("Area Tecnica",),
        (),
        *form(1, "Argini puliti", 60, 3, 35500),
        *form(2, "Fontane della piazza", 40, 2, 18000),
    )
    assert [
        (
            [i.name for i in one.indicators],
            [(p.area, p.number, p.percent) for p in one.people],
            [(b.chapter, b.amount) for b in one.budget],
        )
        for one in plan.objectives
    ] == [
        (["Chilometri puliti"], [("Funzionari", 3, 25)], [("11741/3", 35500)]),
        (["Chilometri puliti"], [("Funzionari", 2, 25)], [("11742/3", 18000)]),
    ]
    assert plan.anomalies == ()
