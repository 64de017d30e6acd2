"""Objectives told by labels: sheets, headed paragraphs, lists."""
