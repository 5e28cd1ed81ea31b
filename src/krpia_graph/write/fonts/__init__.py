"""Texts in, a font that draws them on any machine out: the vendored font, cut down to their characters."""

from krpia_graph.write.fonts.subsetting import FAMILY, Subset, characters, font_file, subset

__all__ = ["FAMILY", "Subset", "characters", "font_file", "subset"]
