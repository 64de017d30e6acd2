"""What a message wants, and what questions, orders and small talk are about."""
