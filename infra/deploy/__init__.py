"""Bring a template into an account, real or emulated, the way that CloudFormation offers."""
