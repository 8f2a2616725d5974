"""Reading releases: the office's side, never the public's."""
