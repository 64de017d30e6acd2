"""What people say of how a document is read, kept for the next one."""
