"""The process itself: logs, what ails it, how it is watched and stopped."""
