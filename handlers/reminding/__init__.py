"""The calendar in chat: campaigns, reminders and what is answered to them."""
