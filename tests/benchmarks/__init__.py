"""How long things take with 1,000, 10,000 and 100,000 open cases: ratios first, for machines differ."""
