"""Names found in a passage in, the same names with the roles that the words beside them give out."""

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from krpia_graph.extract.names import Text
from krpia_graph.model.case import NameHit
from krpia_graph.model.rules import RoleRule

_LISTED = re.compile(r"""[\s'"®™)]*(?:,|/|;|&|\band\b|\bor\b|와|과|및)+[\s'"(]*(?:\band\b\s*)?[\s'"(]*""")
_BESIDE = 80  # how many characters beside a name a rule may look at


class RoleFinder:
    """The role rules, compiled once; `type_of` gives the type of an entity id."""

    def __init__(self, rules: Sequence[RoleRule], type_of: Callable[[str], str]) -> None:
        self._rules = [
            (
                rule,
                re.compile(f"(?:{rule.before})$") if rule.before else None,
                re.compile(rule.after) if rule.after else None,
            )
            for rule in rules
        ]
        self._type_of = type_of

    def assign(
        self, text: Text, hits: Sequence[NameHit], start: int, slot_of: Callable[[str], str]
    ) -> list[NameHit]:
        """The hits, in document order, with `role` set where a rule gives one.

        The words looked at begin at `start`. The first rule that fits a name decides; with `chain` the role
        passes on to the names of the same slot listed behind it.
        """
        result: list[NameHit] = []
        passed_on: tuple[NameHit, str, str] | None = None
        for hit in hits:
            types = {self._type_of(entity) for entity in hit.candidates}
            slots = {slot_of(type_) for type_ in types}
            role, chain = "", False
            if passed_on and passed_on[2] in slots and self._listed(text, passed_on[0].end, hit.start):
                role, chain = passed_on[1], True
            else:
                for rule, before, after in self._rules:
                    if rule.slot not in slots or (rule.types and types.isdisjoint(rule.types)):
                        continue
                    window = max(start, hit.start - _BESIDE)
                    if before and not before.search(text.folded[window : hit.start]):
                        continue
                    if after and not after.match(text.folded, hit.end):
                        continue
                    role, chain = rule.role, rule.chain
                    break
            passed_on = (hit, role, next(iter(sorted(slots)))) if chain else None
            result.append(replace(hit, role=role) if role else hit)
        return result

    @staticmethod
    def _listed(text: Text, end: int, start: int) -> bool:
        return _LISTED.fullmatch(text.folded, end, start) is not None
