"""The pages: the same commands and readings as the chat, served as HTML that needs no script."""
