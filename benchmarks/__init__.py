"""What the product must do, measured (README.md says how to read it)."""
