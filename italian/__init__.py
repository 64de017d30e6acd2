"""Italian as a town hall writes it: how words are compared, and the thesaurus of its trade.

A leaf: it imports none of our packages. The reader of messages and the importers of plans use it.
"""
