"""KS4: what the law and the network's own rules ask for."""
