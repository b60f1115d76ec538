"""What `regenerate.py` is made of: one module a noun."""
