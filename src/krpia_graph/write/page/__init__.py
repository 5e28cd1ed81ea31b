"""A knowledge graph in, the page that people open out: one HTML file with the picture and all its evidence."""
