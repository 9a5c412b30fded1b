"""Everything that starts, packages, deploys and locally stands in for the cloud."""
