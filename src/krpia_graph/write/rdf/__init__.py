"""Graph values in, RDF terms and triples out: what the RDF formats share."""
