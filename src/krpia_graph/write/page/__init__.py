"""A knowledge graph in, the page that people open out: one HTML file with picture and evidence."""
