"""Looking at the running app as an attacker's tools do."""
