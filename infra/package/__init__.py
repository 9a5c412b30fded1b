"""Make what goes to AWS: one zip for all functions, one template for everything."""
