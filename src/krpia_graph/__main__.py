"""`python -m krpia_graph` is the command line."""

from krpia_graph.cli import main

main()
