"""What is made from locks before anything can start: the environment, the NHS styles, a browser."""
