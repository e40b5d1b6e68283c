"""Meipi 眉批: a terminal reader for Chinese news."""

from reader.model import Anchor, Article, Paragraph, Role, Section, Span

__all__ = ["Anchor", "Article", "Paragraph", "Role", "Section", "Span"]
