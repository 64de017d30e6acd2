"""Forms on pages, each over a table of its measures, that a page or a unit parts from the next."""

from decimal import Decimal

from importers.whole.document import plan_of
from importers.whole.grid import Row

_HEAD = ("Come misuriamo (indicatore)", "Da dove partiamo", "Traguardo atteso", "Fonte")


def test_a_form_overleaf_is_none_of_the_table_of_measures_before_it() -> None:
    cells = [
        ("Comune di Prova - PIAO 2026, obiettivi",),
        ("Settore S1 – Servizi alla persona",),
        ("Obiettivo", "Famiglie prese in carico"),
        ("Quali unità contribuiscono", "Settore Servizi al territorio"),
        ("Entro quando", "31 ottobre 2026"),
        _HEAD,
        ("Nuclei presi in carico", "40 nuclei", "65 nuclei", "Protocollo"),
        ("",),
        ("Obiettivo", "Anziani assistiti a domicilio"),
        ("Quali unità contribuiscono", "Settore Servizi al territorio"),
        ("Entro quando", "30 giugno 2026"),
        _HEAD,
        ("Ore di assistenza erogate", "5.100 ore", "5.750 ore", "Protocollo"),
        ("Settore S2 – Servizi al territorio",),
        ("Obiettivo", "Permessi in tempi certi"),
        ("Quali unità contribuiscono", "Ufficio di piano"),
        ("Entro quando", "30 novembre 2026"),
        _HEAD,
        ("Giorni per un permesso", "60 giorni", "45 giorni", "Protocollo"),
    ]
    plan = plan_of([Row(i, one, page=1 + i // 9) for i, one in enumerate(cells, 1)], "piao.pdf")
    assert [one.title for one in plan.objectives] == [
        "Famiglie prese in carico",
        "Anziani assistiti a domicilio",
        "Permessi in tempi certi",
    ]
    assert [area.name for area in plan.areas] == ["Servizi alla persona", "Servizi al territorio"]
    assert [len(one.indicators) for one in plan.objectives] == [1, 1, 1]


def test_a_ticked_question_is_no_measure_and_what_stands_beside_it_is_told() -> None:
    cells: list[tuple[str, ...]] = [
        ("Comune di Prova - Piano degli obiettivi 2026",),
        ("Servizio Amministrativo",),
        ("Obiettivi", "", "Peso"),
        ("n. 1", "Carte d'identità senza attesa", "60"),
        ("n. 2", "Accesso civico in tempo", "40"),
    ]
    for number, (title, weight, *measure) in enumerate(
        [
            ("Carte d'identità senza attesa", "60", "Carte rilasciate", "n. 720 carte"),
            ("Accesso civico in tempo", "40", "Giorni per una risposta", "entro 18 gg."),
        ],
        1,
    ):
        cells += [
            (f"Attività obiettivo n. {number}",),
            (title,),
            ("Riferimento al Documento unico di programmazione: sezione operativa 2026-2028",),
            ("Indicatori di risultato", "", "", "Risultato atteso"),
            (measure[0], "", "", measure[1]),
            ("Rilevante per la valutazione", "×", "peso obiettivo", weight, "Durata", "2026"),
        ]
    plan = plan_of([Row(i, one, page=1) for i, one in enumerate(cells, 1)], "pdo.pdf")
    assert [(one.title, one.weight) for one in plan.objectives] == [
        ("Carte d'identità senza attesa", Decimal(60)),
        ("Accesso civico in tempo", Decimal(40)),
    ]
    assert [[i.name for i in one.indicators] for one in plan.objectives] == [
        ["Carte rilasciate"],
        ["Giorni per una risposta"],
    ]
    assert {one.kind for one in plan.anomalies} <= {"no_owner"}


def test_scores_are_the_weights_of_a_plan_that_has_no_others() -> None:
    lines = [
        "Comune di Prova - Piano degli obiettivi 2026",
        "AREA AMMINISTRATIVA",
        "OBIETTIVO N. 1: Controllo degli atti",
        "Punteggio: 60",
        "Tempi di realizzazione: entro il 31.12.2026",
        "Indicatori:",
        "- Atti controllati: n. 120;",
        "OBIETTIVO N. 2: Contratti in tempo",
        "Punteggio: 40",
        "Tempi di realizzazione: entro il 30.06.2026",
        "Indicatori:",
        "- Contratti rogati: n. 26;",
    ]
    plan = plan_of([Row(i, (line,)) for i, line in enumerate(lines, 1)], "pop.txt")
    assert [one.weight for one in plan.objectives] == [Decimal(60), Decimal(40)]
