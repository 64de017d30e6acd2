"""Every Italian sentence, number, date and bar: once, for chat, page and paper alike."""
