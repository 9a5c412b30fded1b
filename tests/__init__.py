"""Proofs. A test's name is the rule as a sentence; its failure should read as news."""
