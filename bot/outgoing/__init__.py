"""What goes out: replies as letters, files made for them, the outbox, Telegram's pace."""
