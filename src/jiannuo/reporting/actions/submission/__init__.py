"""What an organisation does with its sheet: write, sign, hand in, withdraw, correct."""
