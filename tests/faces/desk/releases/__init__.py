"""Tests of the pages on which releases are drafted, reviewed and approved."""
