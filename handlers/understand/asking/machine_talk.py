"""What is written for a machine, and by no officer: statements, markup, orders to a model."""

from italian.regex import regex

NO_TALK = regex(
    r"\bor '?1'? ?= ?'?1|\bsenza (?:limiti|regole|restrizioni|filtri)[:,]? (?:metti|fai|imposta)"
    r"|</?script|\{\{|\$\{|(?:\.\./){2}"
    r"|\bignora\w* (?:tutte )?(?:le |ogni |qualsiasi )?(?:istruzion|regol|indicazion)\w+"
)
"""What is written for a machine, and tells nobody anything."""
STATEMENT = regex(
    r"['\"(); ]*\b(?:insert into|delete from|drop table|update \w+ set|union (?:all )?select"
    r"|select .{1,40} from)\b[^\n]*"
)
"""The same, where it starts within a message: the rest of the line goes with it."""
