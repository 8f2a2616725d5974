"""What the machine found in the numbers: listed, looked at beside the source, answered."""
