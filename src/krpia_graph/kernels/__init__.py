"""Measures of networks: a network as a value of arrays in, one number for each of its nodes out."""
