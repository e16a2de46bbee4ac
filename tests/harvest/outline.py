"""A document's blocks as lines that can be written down by hand."""

from termcards.harvest.document import Block, BlockKind, Document


def outline(document: Document) -> list[str]:
    """`# heading`, `- item`, `1. item`, `| cell`, with two blanks for each level of a list."""
    return [_line(block) for block in document.blocks]


def lines(document: Document) -> list[int]:
    """Where each block begins."""
    return [block.line for block in document.blocks]


def _line(block: Block) -> str:
    text = block.passage.text
    match block.kind:
        case BlockKind.HEADING:
            return f"{'#' * block.level} {text}"
        case BlockKind.ITEM:
            sign = "-" if block.number is None else f"{block.number}."
            return f"{'  ' * (block.level - 1)}{sign} {text}"
        case BlockKind.CELL:
            return f"| {text}"
        case BlockKind.METADATA:
            return f"@ {text}"
        case BlockKind.PARAGRAPH:
            return text
