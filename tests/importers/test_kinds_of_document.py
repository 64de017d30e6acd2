"""Documents put together in other ways than one table: each told in a few lines, read alike."""

from pathlib import Path

import pytest

from importers import read_plan
from importers.whole.document import plan_of
from importers.whole.grid import Row
from ledger.plan import Plan

HEAD = "Comune di Prova\nPiano della performance 2026\n\n"
COLUMNS = (
    HEAD
    + """Area;Servizio;Obiettivo;Peso;Scadenza;Resp.;Indicatore 1;Target 1;Indicatore 2;Target 2
Tecnica;Strade;Marciapiedi rifatti;40;30/11/2026;EQ;Metri rifatti;500;;
Tecnica;Strade;Scuole curate;60;31/12/2026;Dirigente;Interventi eseguiti;30;Segnalazioni evase;85%
"""
)
LEVELS = (
    HEAD
    + """Tipo;Codice;Descrizione;Peso;Scadenza;Responsabile;Target 2026
SETTORE;01;Area Tecnica;;;;
SERVIZIO;01.01;Strade;;;;
OBIETTIVO;01.01.01;Marciapiedi rifatti;40;30/11/2026;EQ;
INDICATORE;01.01.01.1;Metri rifatti;;;;500
OBIETTIVO;01.01.02;Scuole curate;60;31/12/2026;Dirigente;
INDICATORE;01.01.02.1;Interventi eseguiti;;;;30
INDICATORE;01.01.02.2;Segnalazioni evase;;;;85%
"""
)
MARKDOWN = """# Comune di Prova
## Piano della performance 2026
### Area Tecnica
#### Servizio Strade
| N. | Obiettivo | Peso | Scadenza | Resp. | Indicatore | 2026 |
|----|-----------|-----:|----------|-------|------------|-----:|
| 1 | Marciapiedi rifatti | 40% | 30/11/2026 | EQ | Metri rifatti | 500 |
| 2 | Scuole curate | 60% | 31/12/2026 | Dirigente | Interventi eseguiti | 30 |
| | | | | | Segnalazioni evase | 85% |
"""
STACKED = (
    HEAD
    + """Area Tecnica

Scheda obiettivo n. 1
Obiettivo
Marciapiedi rifatti
Servizio
Strade
Responsabile
EQ
Peso
40
Scadenza
30/11/2026
Indicatore
Metri rifatti
Target 2026
500

Scheda obiettivo n. 2
Obiettivo
Scuole curate
Servizio
Strade
Responsabile
Dirigente
Peso
60
Scadenza
31/12/2026
Indicatore
Interventi eseguiti
Target 2026
30
Indicatore
Segnalazioni evase
Target 2026
85%
"""
)
BARED = (
    HEAD
    + """AREA TECNICA
Servizio Strade

N. | Obiettivo | Peso | Scadenza | Responsabile | Indicatore | Target
1 | Marciapiedi rifatti | 40 | 30/11/2026 | EQ | Metri rifatti | 500
2 | Scuole curate | 60 | 31/12/2026 | Dirigente | Interventi eseguiti | 30
  |               |    |            |           | Segnalazioni evase | 85%
"""
)
CAPITALS = (
    HEAD
    + """AREA TECNICA
CENTRO DI RESPONSABILITÀ: STRADE

OBIETTIVO 1.1 Marciapiedi rifatti
PESO: 40
TEMPI: entro il 30/11/2026
RESPONSABILE: EQ
INDICATORI:
1) Metri rifatti          TARGET 2026: 500

OBIETTIVO 1.2 Scuole curate
PESO: 60
TEMPI: 31/12/2026
RESPONSABILE: Dirigente
INDICATORI:
1) Interventi eseguiti    TARGET 2026: 30
2) Segnalazioni evase     TARGET 2026: 85%
"""
)
BANDS = (
    HEAD
    + """AREA TECNICA;;;
SERVIZIO STRADE;;;
OBIETTIVO N. 1;Marciapiedi rifatti;Peso: 40;
Responsabile;EQ;;
Tipologia;Obiettivo di sviluppo;Conclusione prevista;30/11/2026
Indicatore;Tipo;Consuntivo 2025;Atteso 2026
Metri rifatti;Efficacia;300;500
;;;
OBIETTIVO N. 2;Scuole curate;Peso: 60;
Responsabile;Dirigente;;
Tipologia;Obiettivo di mantenimento;Conclusione prevista;31/12/2026
Indicatore;Tipo;Consuntivo 2025;Atteso 2026
Interventi eseguiti;Efficacia;20;30
Segnalazioni evase;Qualità;80%;85%
"""
)
DOCUMENTS = {
    "bands.csv": BANDS,
    "columns.csv": COLUMNS,
    "levels.csv": LEVELS,
    "markdown.txt": MARKDOWN,
    "stacked.txt": STACKED,
    "bared.txt": BARED,
    "capitals.txt": CAPITALS,
}


def told(plan: Plan) -> list[tuple[object, ...]]:
    return [
        (
            o.title,
            str(o.weight),
            f"{o.deadline:%d/%m/%Y}",
            o.owners[0].partition(":")[0],
            [(i.name, str(i.target)) for i in o.indicators],
        )
        for o in plan.objectives
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_plan_is_read_alike_however_it_is_put_together(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(DOCUMENTS[name], encoding="utf-8")
    plan = read_plan(path)
    assert told(plan) == [
        ("Marciapiedi rifatti", "40", "30/11/2026", "eq", [("Metri rifatti", "500")]),
        (
            "Scuole curate",
            "60",
            "31/12/2026",
            "dirigente",
            [("Interventi eseguiti", "30"), ("Segnalazioni evase", "85")],
        ),
    ]
    names = [s.name.casefold() for _, s in plan.services()]
    assert [name.removeprefix("servizio ") for name in names] == ["strade"]


CODED_SHEETS = (
    HEAD
    + """A.T. Area Tecnica
A.T.1 Strade
| Obiettivo | OB.01 | Incidenza | 40% |
| Denominazione | Marciapiedi rifatti |
| Responsabile | EQ | Scadenza | 30/11/2026 |
| In che consiste | Si rifanno i marciapiedi |

| Parametro | Atteso 2026 | Peso |
| Metri rifatti | 500 | 100% |

| Azione | Peso | Termine |
| Affidamento dei lavori | 100% | 30/06/2026 |

| Obiettivo | OB.02 | Incidenza | 60% |
| Denominazione | Scuole curate |
| Responsabile | Dirigente | Scadenza | 31/12/2026 |

| Parametro | Atteso 2026 | Peso |
| Interventi eseguiti | 30 | 50% |
| Segnalazioni evase | 85% | 50% |
"""
)


def test_a_sheet_headed_by_its_code_is_one_objective_of_the_service_above(tmp_path: Path) -> None:
    path = tmp_path / "piano.txt"
    path.write_text(CODED_SHEETS, encoding="utf-8")
    plan = read_plan(path)
    assert [(o.printed, o.title, o.weight, len(o.indicators)) for o in plan.objectives] == [
        ("OB.01", "Marciapiedi rifatti", 40, 1),
        ("OB.02", "Scuole curate", 60, 2),
    ]
    assert [s.code for _, s in plan.services()] == ["AT1"]
    assert [phase.title for phase in plan.objectives[0].phases] == ["Affidamento dei lavori"]
    assert plan.anomalies == ()


CODED_BANDS = (
    HEAD
    + """## Linee programmatiche
| Cod. | Linea programmatica di mandato |
|---|---|
| L1 | Una città che cresce |

## Obiettivi strategici
| Cod. | Obiettivo strategico | Linea |
|---|---|---|
| ST1 | Strade sicure | L1 |

## Obiettivi operativi
| Cod. | Obiettivo operativo | Stato |
|---|---|---|
| ST1.01 | Marciapiedi | in corso |
| ST1.02 | Scuole | in corso |

"""
)
ROWS_UNDER_BANDS = """| Cod. | Obiettivo | Strat. | Oper. | Peso | Fine | Resp. | Indicatore |2026|
|---|---|---|---|---|---|---|---|---|
| P26-001 | Marciapiedi rifatti | ST1 | ST1.01 | 40 | 30/11/2026 | EQ | Metri rifatti | 500 |
| P26-002 | Scuole curate | ST1 | ST1.02 | 60 | 31/12/2026 | Dirigente | Interventi eseguiti | 30 |

## Cronoprogramma
| Codice | Fase | gen | feb | mar | apr | mag | giu |
|---|---|---|---|---|---|---|---|
| P26-001 | Affidamento dei lavori | X | X | | | | |
| P26-001 | Esecuzione dei lavori | | | X | X | X | |
"""


def test_a_short_heading_over_codes_leads_to_the_dup_and_works_are_none_of_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "piano.txt"
    path.write_text(f"{CODED_BANDS}Area Tecnica\nServizio Strade\n{ROWS_UNDER_BANDS}", "utf-8")
    plan = read_plan(path)
    assert [(o.printed, o.strategic, o.operational) for o in plan.objectives] == [
        ("P26-001", "ST1", "ST1.01"),
        ("P26-002", "ST1", "ST1.02"),
    ]
    assert [(m.code, m.title) for m in plan.mandate] == [("L1", "Una città che cresce")]
    assert [(s.code, s.mandate) for s in plan.strategic] == [("ST1", "L1")]
    assert [o.code for o in plan.operational] == ["ST1.01", "ST1.02"]
    assert plan.anomalies == ()


def test_a_band_with_a_code_across_the_table_opens_a_service_of_the_area() -> None:
    heads = ("Obiettivo", "Peso", "Scadenza", "Responsabile", "Indicatore", "Target 2026")
    told = [
        heads,
        ("Direzione Tecnica",),
        ("D1.1 Strade comunali",),
        ("Marciapiedi rifatti", "100", "30/11/2026", "EQ", "Metri rifatti", "500"),
        ("D1.2 Edilizia scolastica",),
        ("Scuole curate", "100", "31/12/2026", "Dirigente", "Interventi eseguiti", "30"),
    ]
    rows = [Row(1, ("Comune di Prova",)), Row(2, ("Piano della performance 2026",))]
    for line, cells in enumerate(told, start=3):
        whole = (*cells, *("",) * (len(heads) - len(cells)))
        rows.append(Row(line, whole, across=frozenset(range(len(cells), len(heads)))))
    plan = plan_of(rows, "piano.pdf")
    assert [(a.code, a.name) for a in plan.areas] == [("D1", "Direzione Tecnica")]
    assert [(s.code, s.name) for _, s in plan.services()] == [
        ("D11", "Strade comunali"),
        ("D12", "Edilizia scolastica"),
    ]
    assert [o.code for o in plan.objectives] == ["D11.1", "D12.1"]
