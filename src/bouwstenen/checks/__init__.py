"""What must hold of every run, and how far results lie from official figures."""
