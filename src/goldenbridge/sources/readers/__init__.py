"""One reader a medium: bytes in, text and metadata out."""
