"""The files that people and staff add to a case: what they are called, whether they may be opened,
and what became of them.

    awaited → checking → safe                  may be opened
                ├──────→ held → released       a handler looked and allowed it
                └──────→ blocked               never opened
    any of them but blocked → discarded        the file is gone, its record stays

Source: S0-15 to S0-17, S0-21, C-18, domain.md 4.6b.
"""
