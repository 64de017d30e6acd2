"""Who may read what, in one place: progress, evidence, scores.

Functions return plain values, or raise the refusal that says who may. Chat, command line, pages and
papers ask here, and none of them decides for itself. Source: contract, "Who may do what".
"""
