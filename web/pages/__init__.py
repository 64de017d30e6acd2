"""The pages by what they are about; each module's foot says where they are found."""

from web.pages import (
    assigning,
    board,
    cards,
    cycle,
    evaluation,
    indicator,
    judge,
    judging,
    nucleo,
    papers,
    people,
    personnel,
    plan,
    premiums,
    procedure,
    reporting,
    second_factor,
    steering,
    surveys,
    talk,
    validating,
    writing,
)
from web.pages import (
    house as house_pages,
)
from web.routes import PageRoute

ROUTES: tuple[PageRoute, ...] = (
    *board.ROUTES,
    *indicator.ROUTES,
    *reporting.ROUTES,
    *validating.ROUTES,
    *cards.ROUTES,
    *plan.ROUTES,
    *cycle.ROUTES,
    *steering.ROUTES,
    *evaluation.ROUTES,
    *judging.ROUTES,
    *judge.ROUTES,
    *procedure.ROUTES,
    *nucleo.ROUTES,
    *premiums.ROUTES,
    *assigning.ROUTES,
    *papers.ROUTES,
    *people.ROUTES,
    *personnel.ROUTES,
    *second_factor.ROUTES,
    *writing.ROUTES,
    *talk.ROUTES,
    *surveys.ROUTES,
)


def house(
    doctor: house_pages.Doctor | None, copies: house_pages.Copies | None
) -> tuple[PageRoute, ...]:
    """The pages of who keeps house; without a doctor they say nothing of the installation."""
    return house_pages.routes(doctor, copies)
