"""Map CSV tables to N-Triples with Morph-KGC; it writes no Turtle.

Arguments: the folder with `tables/`, a file that is not read, the rounds, the number of processes. The output
is a line of JSON. It runs in an environment of its own, which has Morph-KGC and nothing of this project. Its
imports are not counted; reading the mapping is.
"""

import json
import runpy
import sys
from pathlib import Path

import morph_kgc  # noqa: F401  (so that importing it is not counted)
from clock import fewest


def mapping_of(tables: Path) -> str:
    """RML for the tables: a triples map for each, with subject and object as they stand in the columns."""
    maps = ["@prefix rml: <http://semweb.mmlab.be/ns/rml#> .", "@prefix rr: <http://www.w3.org/ns/r2rml#> .",
            "@prefix ql: <http://semweb.mmlab.be/ns/ql#> ."]  # fmt: skip
    for number, row in enumerate(json.loads((tables / "mapping.json").read_text(encoding="utf-8"))):
        if row["kind"] == "iri":
            what = "rr:termType rr:IRI"
        elif row["kind"] == "language":
            what = f'rr:language "{row["of"]}"'
        else:
            what = f"rr:datatype <{row['of']}>" if row["of"] else "rr:termType rr:Literal"
        maps.append(
            f"<#m{number}> a rr:TriplesMap ;\n"
            f'  rml:logicalSource [ rml:source "{tables / row["table"]}" ;\n'
            "    rml:referenceFormulation ql:CSV ] ;\n"
            '  rr:subjectMap [ rml:reference "from_column" ; rr:termType rr:IRI ] ;\n'
            f"  rr:predicateObjectMap [ rr:predicate <{row['predicate']}> ;\n"
            f'    rr:objectMap [ rml:reference "to_column" ; {what} ] ] .'
        )
    return "\n".join(maps)


if __name__ == "__main__":
    folder, rounds, processes = Path(sys.argv[1]), int(sys.argv[3]), int(sys.argv[4])
    (folder / "mapping.ttl").write_text(mapping_of(folder / "tables"), encoding="utf-8")
    (folder / "morph.ini").write_text(
        f"[CONFIGURATION]\noutput_file: {folder / 'morph.nt'}\noutput_format: N-TRIPLES\n"
        "logging_level: ERROR\n"
        f"number_of_processes: {processes}\nna_values:\n\n[tables]\nmappings: {folder / 'mapping.ttl'}\n",
        encoding="utf-8",
    )
    sys.argv = ["morph_kgc", str(folder / "morph.ini")]
    found = fewest(rounds, lambda: runpy.run_module("morph_kgc", run_name="__main__"))
    print(json.dumps({"N-Triples": found}))  # noqa: T201
