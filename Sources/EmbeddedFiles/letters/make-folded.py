#!/usr/bin/env python3
"""Writes folded.txt, which says for which letters the search takes what readers may type in their place.

A line is one run of code points that follow each other: the first in hexadecimal, then, each after a tabulator, what
stands for it, which may be nothing; `^` is in front where the letter is a capital. The rules are those of `folded` in
theme/search.js, where the browser knows Unicode itself. Hangul syllables and kana with voice marks stay whole.
"""
import os, re, unicodedata

# Marks above and below letters, and characters without a shape of their own.
DROPPED = re.compile("[\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
                     "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u180b-\u180e"
                     "\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
                     "\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
# Letters that no decomposition takes to what a keyboard without them has, and signs that end a word.
REPLACED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ħ": "h", "ı": "i",
            "ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "♯": "#"}
SIGNS = {"™": " ", "℠": " ", "＾": " "}


def folded(letter):
    """What stands for a letter, and whether it is a capital."""
    if letter in SIGNS:
        return SIGNS[letter], False
    if unicodedata.category(letter) == "Nd":
        return str(unicodedata.digit(letter)), False
    text = DROPPED.sub("", unicodedata.normalize("NFKD", letter))
    text = "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)
    text = re.sub("[\u3041-\u30ff]+|[\u1100-\u11ff]+", lambda run: unicodedata.normalize("NFC", run[0]), text)
    small = "".join(REPLACED.get(c, c) for c in DROPPED.sub("", text.lower()))
    return small, text[:1] != text[:1].lower()


def main():
    lines, last = [], None
    for code in range(0x80, 0x110000):
        if 0xD800 <= code < 0xE000 or 0xAC00 <= code <= 0xD7A3:
            continue
        text, is_capital = folded(chr(code))
        if text == chr(code):
            continue
        if last != code - 1:
            lines.append(f"{code:X}")
        lines[-1] += "\t" + ("^" if is_capital else "") + text
        last = code
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "folded.txt"), "w", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


main()
