"""Facts: what a message tells, one or several, and whether it is offered or asked about."""
