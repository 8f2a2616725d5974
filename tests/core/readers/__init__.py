"""Tests of the readers: what stands in a file is what comes out."""
