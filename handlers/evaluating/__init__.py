"""The evaluation of people: schede, who evaluates whom, conciliazione, premiums."""
