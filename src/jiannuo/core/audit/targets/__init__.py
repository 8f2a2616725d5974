"""Rules about what was asked and what is reported: numbers, words and pieces left out."""
