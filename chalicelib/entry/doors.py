"""The doors' common frame. Each door states who may enter; the frame lets them in or says why not,
reads what they bring, and turns refusals into pages or problems.
"""
