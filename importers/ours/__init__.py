"""Our own files: the plan file, the workbook, people; reading, writing, comparing."""
