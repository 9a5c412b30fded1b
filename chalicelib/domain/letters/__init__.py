"""The response as it is written: its eleven sections, its versions, and what stands in its way."""
