"""Conversations: a `Turn` comes in, a `Reply` goes out, both plain values; nothing is sent here.

`route` opens the door: it gives a button, a file or a command to its own conversation, and a step
that waits its answer. Plain words go through four readers, each of which leaves what is not its
own to the next (`spoken` has their order):

1. `orders`: acts ordered in words, shown on the cards of their commands;
2. `ask`: questions of the record;
3. `understand`: what officers tell, whose figures become the cards of `reporting`;
4. `talk`: what was understood by none, and how a talk goes on.

All else is a desk of the office, a folder each: `plan`, `proofs`, `reporting`, `evaluating`,
`procedure`, `reminding`, `staff`, `standing`. A desk (`desk.Desk`) is one turn with what may be
known of it; a conversation (`conversation`) is a value that says what it opens with and waits for.
"""

"""Conversations: a `Turn` comes in, a `Reply` goes out, both plain values; nothing is sent here."""
