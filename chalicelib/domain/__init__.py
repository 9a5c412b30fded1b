"""What complaint handling is: pure, standard library only, given today and asked nothing.

Read in this order: `events` (what can happen), `case` (what a case is), `casework` (what people may
do to it), `clocks` (by when), `workflow` (when what is allowed), `policy` (where every number lives).
"""
