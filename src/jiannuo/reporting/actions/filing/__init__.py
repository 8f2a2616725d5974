"""Plan filings (附件3): opened, written, split, handed in, signed, reviewed, put off."""
