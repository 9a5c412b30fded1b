"""Minutes of load on the packaged deployment while everything goes wrong that can go wrong."""
