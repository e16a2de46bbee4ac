"""The dictionaries a word is looked up in: our glossary, files on this machine, a server.

`opening.dictionaries(settings.dictionaries, cache)` gives them all as one `lookup.Dictionaries`.
"""
