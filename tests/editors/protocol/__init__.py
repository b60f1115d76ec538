"""What the Language Server Protocol asks of a session, beyond what a client notices."""
