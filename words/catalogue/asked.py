"""Answers about a figure beside another: expected, before, supposed; and about who judged or changed
what."""

TEXTS = {
    "query.holder.since": "{post}, dal {day}",
    "query.filters.unit.bare": "senza obiettivi",
    "query.title.t": "Realizzato e atteso al {day} · {scope}",
    "query.title.t.since": "Rispetto al {since} · {scope}",
    "query.stands.below": "<b>{points}</b> punti sotto l'atteso · {code} {name}: {figure} (atteso {expected} %){left}",
    "query.stands.above": "<b>{points}</b> punti sopra l'atteso · {code} {name}: {figure} (atteso {expected} %)",
    "query.stands.even": "<b>0</b> punti dall'atteso · {code} {name}: {figure}",
    "query.stands.left": "; per essere in linea ne mancano {points}",
    "query.stands.none": "<b>—</b> · {code} {name}: nessuna percentuale, mancano i valori da raggiungere",
    "query.stands.up": "<b>+{points}</b> punti dal {since}{until} · {code} {name}: da {before} a {figure}",
    "query.stands.down": "<b>−{points}</b> punti dal {since}{until} · {code} {name}: da {before} a {figure}",
    "query.stands.same": "<b>0</b> punti dal {since}{until} · {code} {name}: {figure}, come prima",
    "query.stands.until": " al {until}",
    "query.title.x": "Come sarebbe · {scope}",
    "query.title.x.none": "<b>0</b> indicatori che si sommano · {scope}: di passi e percentuali non so dire come sarebbero.",
    "query.supposed": (
        "<b>{after}</b> · {code} {name}: sarebbe a {then} su {target} (oggi {value}, {figure}); "
        "{objective} da {whole} a {whole_after}"
    ),
    "query.supposed.by": (
        "<b>{after}</b> · {code} {name}: il {day} sarebbe a {then} su {target} (oggi {value}, {figure}); "
        "{objective} da {whole} a {whole_after}"
    ),
    "query.title.b": "<b>{count}</b> {count:registrazione|registrazioni}{filters}{span} · {scope}",
    "query.title.b.none": "<b>0</b> registrazioni{filters}{span} · {scope}.",
    "query.judge": "<b>{count}</b> · {person}, {post}, l'ultima il {last}",
    "Filter.v.judged": "validate o contestate",
    "Filter.W.of_records": "{count:ritirata|ritirate}",
    "Filter.W": "con dati ritirati",
    "Filter.a": "cambiati",
    "query.title.w.idle": "<b>{count}</b> {count:persona|persone} senza registrazioni {span} · {scope}",
    "query.title.w.idle.none": "<b>0</b> persone senza registrazioni {span}: hanno scritto tutti · {scope}. 👍",
    "query.idle": "<b>{person}</b>, {post}: {count} {count:indicatore aperto|indicatori aperti}, {last}",
    "query.idle.last": "ultima registrazione il {day}",
    "query.idle.never": "mai una registrazione",
    "query.title.z": "<b>{count}</b> {what}{span} · {scope}",
    "query.title.z.none": "<b>0</b> {what}{span} · {scope}.",
    "query.amended.all": "{count:cosa del piano fissata|cose del piano fissate} o {count:cambiata|cambiate}",
    "query.amended.changed": "{count:cosa del piano cambiata|cose del piano cambiate}",
    "query.amended.target": "{count:valore da raggiungere fissato|valori da raggiungere fissati} o {count:cambiato|cambiati}",
    "query.amended.weight": "{count:peso fissato|pesi fissati} o {count:cambiato|cambiati}",
    "query.amended.deadline": "{count:termine fissato|termini fissati} o {count:cambiato|cambiati}",
    "query.amended.baseline": "{count:valore di partenza fissato|valori di partenza fissati} o {count:cambiato|cambiati}",
    "query.amended": "n. {number} del {day}, <b>{actor}</b>: {code} {what}: {after}",
    "query.amended.from": "n. {number} del {day}, <b>{actor}</b>: {code} {what}: da {before} a {after}",
    "query.gap.per.giorno": "al giorno",
    "query.gap.per.settimana": "a settimana",
    "query.gap.per.mese": "al mese",
    "query.gap.goal": "<b>{missing}</b> per arrivare a {goal} · {code} {name}: {value} su {target}, termine {deadline}",
    "query.gap.goal_done": "<b>0</b> per arrivare a {goal} · {code} {name}: {value} su {target}",
}
