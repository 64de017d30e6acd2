"""How a talk goes on: cards, forms, lists, what is kept of a chat between two turns."""
