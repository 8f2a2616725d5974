"""Tests of rendering: what is written reads back."""
