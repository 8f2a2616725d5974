"""How the house is put together: settings from the environment, addresses, the server's entry."""
