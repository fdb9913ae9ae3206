"""How fast Rolecall answers, beside bare Bolt on the same server: `make bench`."""
