"""The indicators of an objective that labels tell: figures go to the one they belong to."""

from importers.drafts import IndicatorDraft, ObjectiveDraft
from importers.inline import listed_measures, said_inline
from importers.roles import Role


def add_to_indicator(
    sheet: ObjectiveDraft, role: Role, said: tuple[str, int], year: int, *, goes_on: bool
) -> None:
    """A label of an indicator with its text and line: a new one, or of the last."""
    text, line = said
    rows = sheet.indicators
    if goes_on and rows:
        rows[-1].said[role] = f"{rows[-1].text(role)}\n{text}".strip()
        if role is Role.INDICATOR:
            rows[-1].said.update(said_inline(rows[-1].text(role), year))
    elif role is Role.INDICATOR:
        rows.extend(listed_measures(text, line, year))
    elif role is Role.KIND and not rows:
        return  # of the objective: `Tipo: sviluppo`
    elif rows:
        rows[-1].said[role] = text
        if role is Role.TARGET and "(" in text:
            rows[-1].said.update(said_inline(f"Target: {text}", year))
    elif text:
        rows.append(IndicatorDraft(line, {role: text}))


def took_value(sheet: ObjectiveDraft, role: Role, text: str) -> bool:
    """An item of a list of targets: that of the first indicator without one."""
    waiting = [row for row in sheet.indicators if not row.text(role)]
    if waiting:
        waiting[0].said[role] = text
    return bool(waiting)


def is_complete(sheet: ObjectiveDraft) -> bool:
    """Whether the last indicator has its figure: what stands under it is none of it."""
    return bool(sheet.indicators) and bool(sheet.indicators[-1].text(Role.TARGET))
