"""How people found the way in which we handled their complaint: whom we ask, what, and what may be
reported of the answers. Nothing here knows which answer belongs to which case. Source: S0-25, S0-26.
"""
