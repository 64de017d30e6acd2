"""Forms on pages, each over a table of its measures, that a page or a unit parts from the next."""

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
