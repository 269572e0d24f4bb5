"""SQL in programs. In: the text of a source file and its language; out: its strings, with lines.

Python is read by its own parser, every other language by the lexer of Pygments. What a string takes
from the program (${x}, #{x}, $x, f"{x}", a + b) is a hole (reading.HOLE).
"""

from __future__ import annotations

import ast
import re
import shlex
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, String

from v1_hub.names import Hub
from v1_hub.reading import HOLE
from v1_hub.verdict import Judgement

LANGUAGES = {
    **dict.fromkeys((".sql", ".psql", ".pgsql", ".ddl"), "sql"),
    **dict.fromkeys((".py", ".pyw"), "python"),
    **dict.fromkeys((".js", ".mjs", ".cjs", ".jsx"), "javascript"),
    **dict.fromkeys((".ts", ".mts", ".cts", ".tsx"), "typescript"),
    **dict.fromkeys((".rb", ".rake", ".gemspec"), "ruby"),
    **dict.fromkeys((".php", ".phtml"), "php"),
    **dict.fromkeys((".sh", ".bash", ".zsh", ".ksh"), "bash"),
}
INTERPRETERS = {
    "python": "python",
    "node": "javascript",
    "ruby": "ruby",
    "php": "php",
    "sh": "bash",
}
JOINS = {
    "javascript": ("+",),
    "typescript": ("+",),
    "ruby": ("+", "<<"),
    "php": (".", ".="),
    "bash": (),
}
RUBY = re.compile(r"#\{[^}]*\}")
EXPANDED = re.compile(r"\$?\{\$?\w[^}]*\}|\$[A-Za-z_]\w*(?:->\w+)*")
ESCAPED = re.compile(r"\\(['\"`$\\])|\\[nrt]")
HEREDOC = re.compile(r"<<<[ \t]*(['\"]?)(\w+)\1\n(.*?)\n[ \t]*\2\b", re.DOTALL)
NOT_NEWLINE = re.compile(r"[^\n]")
INTERPOLATES = {"${": 1, "#{": 1, "{": 1, "$(": 1, "}": -1, ")": -1}
TOOLS = ("pg_dump", "vacuumdb", "reindexdb", "clusterdb")
CLOSES = {"{": "}", "(": ")", "[": "]", "<": ">"}


@dataclass(frozen=True)
class Piece:
    """A string of a program: the line it begins on, and its text with holes."""

    line: int
    text: str


def language_of(path: Path, text: str) -> str | None:
    """sql, python, javascript, typescript, ruby, php, bash; None for what is not known."""
    found = LANGUAGES.get(path.suffix.lower())
    first = text.split("\n", 1)[0] if text.startswith("#!") else ""
    return found or next((to for name, to in INTERPRETERS.items() if name in first), None)


def pieces(language: str, text: str) -> Iterator[Piece]:
    """Every string of a program. Raises SyntaxError where Python does not read its own."""
    yield from python_pieces(ast.parse(text)) if language == "python" else lexed(language, text)


def python_pieces(node: ast.AST) -> Iterator[Piece]:
    text = python_text(node)
    if text.strip(HOLE):
        yield Piece(getattr(node, "lineno", 1), text)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring: prose
    for child in ast.iter_child_nodes(node):
        inner = isinstance(child, (ast.Constant, ast.JoinedStr, ast.BinOp)) and text
        if not (inner and python_text(child).strip(HOLE)):
            yield from python_pieces(child)


def python_text(node: ast.AST | None) -> str:
    """The string that an expression makes, as far as it is written down; empty for no string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(python_text(one) or HOLE for one in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
        left = python_text(node.left)
        if isinstance(node.op, ast.Mod):
            return left
        right = python_text(node.right)
        return (left or HOLE) + (right or HOLE) if left or right else ""
    return ""


def lexed(language: str, text: str) -> Iterator[Piece]:
    """Strings as the lexer of Pygments finds them; strings that are joined are one."""
    if language == "php":  # an indented end of a heredoc is news to the lexer
        for one in HEREDOC.finditer(text):
            body = one[3] if one[1] == "'" else EXPANDED.sub(holes, one[3])
            yield Piece(text.count("\n", 0, one.start(3)) + 1, body)
            text = text[: one.start()] + NOT_NEWLINE.sub(" ", one[0]) + text[one.end() :]
    text = without_comments(language, text)
    literals = list(literals_of(language, text))
    at = 0
    while at < len(literals):
        start, end, made = literals[at]
        at += 1
        while at < len(literals) and joined(text[end : literals[at][0]], language):
            made += HOLE * len(text[end : literals[at][0]].strip(" \n\t+.")) + literals[at][2]
            end = literals[at][1]
            at += 1
        if text[end : end + 80].lstrip().startswith(JOINS[language]) and JOINS[language]:
            made += HOLE
        yield Piece(text.count("\n", 0, start) + 1, made)


def without_comments(language: str, text: str) -> str:
    """The text with blanks where comments were."""
    made = list(text)
    for at, kind, value in get_lexer_by_name(language).get_tokens_unprocessed(text):
        if kind in Comment and kind not in Comment.Preproc:
            made[at : at + len(value)] = NOT_NEWLINE.sub(" ", value)
    return "".join(made)


def joined(gap: str, language: str) -> bool:
    """Whether what stands between two strings makes one of them: + x +, and nothing else."""
    bare, signs = gap.strip(), JOINS[language]
    if not signs or not bare.startswith(signs) or not bare.endswith(signs):
        return False
    return not any(sign in bare for sign in ";,=")


def literals_of(language: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and inner text of each string literal."""
    opened: tuple[int, str] | None = None  # where, and by what it is closed
    heredoc, raw, depth, made = -1, False, 0, ""
    tokens = get_lexer_by_name(language).get_tokens_unprocessed(text)
    for at, kind, value in tokens:
        if kind is String.Delimiter:
            if heredoc < 0:
                heredoc, raw = at + len(value), text[at - 1] == "'"
            else:
                body = text[heredoc:at].split("\n", 1)[-1]
                start = at - len(body)
                heredoc = -1
                yield start, at + len(value), body if raw else RUBY.sub(holes, body)
        elif opened:
            counts = kind is String.Interpol or (language == "bash" and value in ("$(", ")"))
            depth += INTERPOLATES.get(value, 0) if counts else 0
            if kind in String and depth == 0 and value.startswith(opened[1]):
                yield opened[0], at + len(value), ESCAPED.sub(escaped, made)
                opened = None
            else:
                text_of = kind in String and kind is not String.Interpol and depth == 0
                made += value if text_of else HOLE * len(value)
        elif heredoc >= 0 or kind not in String or kind in (String.Regex, String.Doc):
            continue
        elif kind is String.Symbol:
            yield at, at + len(value), value.strip(":'\"")
        elif language == "bash" and value.startswith("<<") and "\n" in value:
            body = value.split("\n", 1)[1].rpartition("\n")[0]
            plain = value[2:4].strip("-~")[:1] in ("'", '"', "\\")
            yield at + value.index("\n") + 1, at + len(value), (
                body if plain else EXPANDED.sub(holes, body.replace("\\$", "$"))
            )  # fmt: skip
        elif value in ("'", '"', "`") or (value.startswith("%") and value[-1] in "{([<|!/"):
            opened, made, depth = (at, CLOSES.get(value[-1], value[-1])), "", 0
        elif len(value) > 1 and value[0] in "'\"" and value[-1] == value[0]:
            yield at, at + len(value), ESCAPED.sub(escaped, value[1:-1])


def holes(found: re.Match[str]) -> str:
    return HOLE * len(found[0])


def escaped(found: re.Match[str]) -> str:
    return found[1] or " "


def commands(text: str, line: int = 1) -> Iterator[tuple[int, list[str]]]:
    """The commands of a shell text as words, each with its line; lines that go on are one."""
    pending, start = "", line
    for number, one in enumerate(text.split("\n"), line):
        start = start if pending else number
        if one.endswith("\\"):
            pending += one[:-1] + " "
            continue
        lexer = shlex.shlex(pending + one, posix=True, punctuation_chars="();<>|&")
        lexer.whitespace_split, lexer.commenters = True, "#"
        pending = ""
        words: list[str] = []
        try:
            for word in lexer:
                if word and not word.strip("();<>|&"):
                    yield start, words
                    words = []
                else:
                    words.append(word)
        except ValueError:
            words = []  # a quotation that goes on: its text is a string, and read as one
        yield start, words


def judge_command(words: list[str], hub: Hub) -> Iterator[Judgement]:
    """What a command line tool does to a view: pg_dump, vacuumdb, reindexdb, clusterdb."""
    tool = tool_of(words)
    tables = options(words, "-t", "--table") if tool else []
    for one in hub.retired:
        if not any(fnmatch(one.name, t.rpartition(".")[2].split("(")[0]) for t in tables):
            continue
        leaf = ".".join(one.leaf)
        if tool == "pg_dump":
            why = "pg_dump -t of a view writes no rows, and exits with 0"
            if not any(fnmatch(leaf, table) for table in tables):
                yield Judgement("breaks", one.name, why, None, f"pg_dump -t {leaf}")
        elif tool == "vacuumdb":
            yield Judgement("differs", one.name, "it only warns", None, f"vacuumdb -t {leaf}")
        else:
            yield Judgement("breaks", one.name, f"{tool} of a view", "42809", f"{tool} -t {leaf}")
    schemas = options(words, "-n", "--schema") if tool == "pg_dump" else []
    lost = [one for one in hub.retired if not any(fnmatch(one.leaf[0], s) for s in schemas)]
    if hub.schema in schemas and lost and not tables:
        why = f"the rows of {lost[0].name} and others are in schema {lost[0].leaf[0]}"
        yield Judgement("breaks", lost[0].name, why, None, f"add -n {lost[0].leaf[0]}")


def tool_of(words: list[str]) -> str:
    """The tool that a command line runs, if it is one that is judged here."""
    return next((tool for tool in TOOLS if tool in (word.rpartition("/")[2] for word in words)), "")


def options(words: list[str], *names: str) -> list[str]:
    """The values of an option, e.g. -t, --table; quotation marks taken off."""
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument(*names, dest="values", nargs="?", action="append", default=[])
    values = parser.parse_known_args(words)[0].values
    return [one.replace('"', "") for one in values if one]
