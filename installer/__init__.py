"""What install.py is made of: SQL decides what is done to a hub, this carries it out."""
