"""The conversations there are, in the order in which a turn is offered to them."""

from handlers import spoken, worded
from handlers.conversation import Conversation
from handlers.evaluating import smvp
from handlers.plan import added, amend, anomalies, carrying, changes, plan_file
from handlers.procedure import documents, papers, relazione, rules
from handlers.proofs import evidence, for_record
from handlers.reporting import (
    contesting,
    correcting,
    fixing,
    menu,
    office_words,
    righted,
    sheets,
    taking_back,
    validation,
)
from handlers.staff import enrol, own_data, people
from handlers.standing import charts, deadlines, history, pages, status, today, why, years
from handlers.talk import as_typed, paging
from ledger.later import replace

STANDING: tuple[Conversation, ...] = (
    enrol.CONVERSATION,
    menu.CONVERSATION,
    paging.CONVERSATION,
    as_typed.CONVERSATION,
    today.CONVERSATION,
    worded.LEAVES,
    status.CONVERSATION,
    deadlines.CONVERSATION,
    why.CONVERSATION,
    history.CONVERSATION,
    years.CONVERSATION,
    replace(correcting.REPORTS, waits=spoken.after_card),
    Conversation(talk=menu.TALK, waits=spoken.value),
    righted.CONVERSATION,
    taking_back.CONVERSATION,
    office_words.CONVERSATION,
    fixing.FIXING,
    evidence.PROVING,
    for_record.CONVERSATION,
    validation.WAITING,
    validation.TOGETHER,
    contesting.CONTESTING,
    contesting.BY_CARD,
    amend.CONVERSATION,
    added.CONVERSATION,
    changes.CONVERSATION,
    anomalies.CONVERSATION,
    people.CONVERSATION,
    charts.CONVERSATION,
    sheets.CONVERSATION,
    plan_file.CONVERSATION,
    *papers.CONVERSATIONS,
    pages.CONVERSATION,
    own_data.CONVERSATION,
    documents.CONVERSATION,
    relazione.CONVERSATION,
    carrying.CONVERSATION,
    people.LEAVING,
    rules.CONVERSATION,
    *smvp.CONVERSATIONS,
)
