"""Rules about what another place, an earlier document or a plan says of the same thing."""
