"""The office's acts on what organisations handed in: assess, accept, return single fields."""
