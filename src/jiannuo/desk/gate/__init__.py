"""The way in and out: log in, log out, change the password."""
