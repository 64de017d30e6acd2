"""The console: the Bot API in process, and what people type and read."""
