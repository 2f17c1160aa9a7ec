"""The product's own command line: start everything, stop everything, nothing else."""
