"""The monthly cycle as a story: Linzi's 124 tasks through May and June 2023 (seed 004)."""
