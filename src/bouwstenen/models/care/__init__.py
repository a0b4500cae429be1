"""Care: what it costs, how many people it needs, and how far the growth is from that of the economy."""
