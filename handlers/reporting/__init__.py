"""Reporting, correcting, validating: what becomes of a figure that somebody writes."""
