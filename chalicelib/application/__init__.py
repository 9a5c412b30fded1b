"""One file for each thing that a person, a clock or a stream asks for: load, decide, save once."""
