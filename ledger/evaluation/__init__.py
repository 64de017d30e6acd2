"""The evaluation of people and what it pays: the regulation in force, schede, premiums, checks."""
