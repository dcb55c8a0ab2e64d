"""Publish: how people see what the replay answers.

In: snapshots, histories, diffs, reasons and events. Out: text, JSON, CSV, Markdown, timelines and
notebook HTML, always as strings; only the command line writes files.
"""
