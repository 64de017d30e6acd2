"""PDFs, down to rows: ruled tables, tables without rules, running text."""
