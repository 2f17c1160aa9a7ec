"""One file per way of running: dev, test, production; base is what they share."""
