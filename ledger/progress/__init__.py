"""How things stand: values made from reports, progress against targets, states, and why."""
