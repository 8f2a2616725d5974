"""Rules about sums: what the document's own figures say of one another."""
