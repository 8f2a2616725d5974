"""The report form (附件4): an organisation writes, signs and hands in its sheet."""
