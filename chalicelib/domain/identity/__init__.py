"""Who somebody is: one engine for the telephone, the public page and the API (S0-1 to S0-6, C-16).

`forms` says when two spellings are the same item, `engine` what confirms a person, `checks` what a case
remembers of it.
"""
