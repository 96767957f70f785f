"""Documents as sources: reports, polls, statements, letters, records, pictures.

Definition
----------
A noun phrase whose head is in ``documents.csv`` counts when it gives information here:

1. it says or shows something: *a report by the board found*, *photographs released by the army
   show*;
2. somebody says something in it, or the text follows it: *said in a statement*, *according to court
   documents*, *published a list*;
3. it was obtained: *a draft seen by*, *a leaked memo dated*.

Reports, polls and the like also count when they name their author (*a poll by*).

Conventions
-----------
- A document is cited where it is first spoken of. *The report*, after it, is not cited again.
- Documents that only speakers mention, inside quotation marks, are theirs.
- The name is the noun, in the singular.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from framing.citations.frames import DETERMINERS, HAS_SAYING, STOP, phrase_start
from framing.citations.lexicon import document_nouns
from framing.types import Citation

WINDOW = 180
_VERBS = (
    r"(?:show(?:s|ed)?|says?|said|stat(?:es?|ed)|reveal(?:s|ed)?|finds?|found|not(?:es?|ed)|"
    r"suggest(?:s|ed)?|indicat(?:es?|ed)|conclud(?:es?|ed)|describ(?:es?|ed)|record(?:s|ed)?|"
    r"gives?|"
    r"gave|puts?|reads?|list(?:s|ed)?|names?|named|accus(?:es?|ed)|alleg(?:es?|ed)|claim(?:s|ed)?|"
    r"calls?|called|propos(?:es?|ed)|warn(?:s|ed)?|urg(?:es?|ed)|estimat(?:es?|ed)|argu(?:es?|ed)|"
    r"detail(?:s|ed)?|confirm(?:s|ed)?|cit(?:es?|ed)|blam(?:es?|ed)|contain(?:s|ed)?|outlin(?:es?|"
    r"ed)|"
    r"prov(?:es?|ed)|announc(?:es?|ed)|leaves? open|left open|recommend(?:s|ed)?|document(?:s|"
    r"ed)?|identif(?:ies|y|ied)|"
    r"point(?:s|ed)? (?:out|to)|predict(?:s|ed)?|quot(?:es?|ed)|refer(?:s|red)?|depict(?:s|ed)?|"
    r"mention(?:s|ed)?|lays? out|sets? out|rais(?:es?|ed)|ranks?|ranked|attribut(?:es?|ed)|"
    r"link(?:s|ed)|ma(?:kes?|de) clear|track(?:s|ed)?|demonstrat(?:es?|ed)|criticiz(?:es?|ed)|"
    r"criticis(?:es?|ed)|provid(?:es?|ed)|acknowledg(?:es?|ed)|express(?:es|ed)?|explain(?:s|ed)?|"
    r"captur(?:es?|ed)|appear(?:s|ed)? to show|contradict(?:s|ed)?|support(?:s|ed)?|speaks? of|"
    r"spoke of|tells?|told|has it|demand(?:s|ed)?|den(?:ies|ied)|reject(?:s|ed)?|condemn(?:s|ed)?|"
    r"add(?:s|ed)|ask(?:s|ed)|specif(?:ies|ied)|mark(?:s|ed)?|trac(?:es?|ed)|count(?:s|ed)|"
    r"declar(?:es?|ed)|mak(?:es) no mention|made no mention|promis(?:es?|ed)|"
    r"insist(?:s|ed)?|admit(?:s|ted)?|conced(?:es?|ed)|carr(?:y|ies|ied)|bears?|bore|includ(?:es?|"
    r"ed)|"
    r"compar(?:es?|ed)|forecasts?|expect(?:s|ed)?|projects?|projected|calculat(?:es?|ed)|"
    r"measur(?:es?|ed)|maintain(?:s|ed)?|denounc(?:es?|ed)|defin(?:es?|ed)|backs?|backed|dates?|"
    r"credit(?:s|ed)?|dismiss(?:es|ed)?|fail(?:s|ed)? to|omit(?:s|ted)?|stress(?:es|ed)?|agrees?)"
)
_GOT = (
    r"(?:seen|obtained|reviewed|examined|checked|verified|viewed|published|released|leaked|dated|"
    r"shown|shared|provided|posted|issued|drawn up|compiled|kept|filed|written|circulated|"
    r"made public|submitted|conducted|commissioned|prepared|taken|recorded|signed|sent|handed|"
    r"distributed|circulating|read out|read|carried|quoted|cited|acquired|produced|unveiled|"
    r"unsealed|supplied)"
)
_RELATIVE = (
    r"(?:\s+(?:that\s+)?(?:he|she|it|they|we|the \w+)\s+(?:had |has )?(?:co-)?(?:wrote|written|"
    r"published|produced|"
    r"released|issued|sent|signed|presented|commissioned|conducted|obtained|kept)(?:\s+(?:last|"
    r"this|in|on)(?: \w+){1,2})?)?"
)
_REDUCED = (
    r"(?:\s+\w+(?:ed|en|wn|pt|nt|ut)\s+(?:by|to|on|in|at|from|with|for|up|out|last|this)\b"
    r"[^,.;:“”\"]{1,60}?)?"
)
_FILLER = (
    r"(?:\s+(?:also|already|has|have|had|will|would|did|does|do|not|later|then|now|which|that|"
    r"first|"
    r"itself|themselves|\w+ly)){0,3}"
)
SAYS = re.compile(
    rf"{_RELATIVE}{_REDUCED}(?:\s*,[^,.;:!?“”\"]{{1,90}},)?{_FILLER}\s+{_VERBS}\b(?!-)"
)
OBTAINED = re.compile(
    rf",?\s+(?:(?:a copy of )?which (?:was|were|has been|have been) |that (?:was|were|has been) |"
    rf"(?:first|later|also|partly|jointly|\w+ly) |(?:was|were) )?{_GOT}\b"
    r"(?=\s+(?:by|to|on|in|at|from|with|for|after|online|last|this|as|under|early|late|overnight|"
    r"today|"
    r"\w+day|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*|\d+)\b|\s*[,.;)]|"
    r"\s+\w+ly\b)"
)
OF_AUTHOR = re.compile(r"\s+(?:by|from)\s+(?:the\s+|a\s+|an\s+)?[A-Z]|\s+dated\s")
ABOUT = re.compile(
    r"\s+(?:of|by|from|on|into|for|about|in|between|with|to(?=\s+(?:the|[A-Z]|(?:\w+ )?\w+s\b)))\s+"
)
RELYING = re.compile(
    r"\b(?:according to|citing|cites|cited|quoting|quoted|as per|based on|pointing to|pointed to|"
    r"referring to|"
    r"refers to|referred to|points to|drawn from|estimated from|judging by|said of|leaked|obtained|"
    r"published|released|issued|presented|showed|cite|quote)\s+$",
    re.I,
)
NUMBER = re.compile(r"\s+(?:[Nn]o\. ?)?\d+(?:/\d+)?(?![\w%])")
NOT_GIVEN = re.compile(r"\b(?:neither|nor|not|never|no|nobody|without)\b", re.I)
TO_IT = re.compile(r"(?P<saying>.*)\b(?:[Ii]n|[Vv]ia)\s+$", re.DOTALL)
ENDS = re.compile(
    r"\W*$|\s*[^\w\s]|\s+(?:[A-Z]|last|this|early|late|earlier|to|on|\w+(?:ed|ing|day)\b|"
    r"that|which|of|by|from|at|after|before|and|but|as|he|she|they|it|sent|seen|the|an?\b)"
)
THROUGH_IT = frozenset(("statement", "strong"))
_WORD = re.compile(r"[^\W_][\w’'-]*")
_NOT_RUN = frozenset(("which", "that", "who", "says", "said"))
SAME = frozenset(
    re.findall(
        r"[\w'-]+",
        "document report paper statement text letter file record image",
    )
)
VERB_AFTER = re.compile(rf"{_VERBS}$")
PLAIN = frozenset(("the", "this", "that", "these", "those", "the same", "such", "no", "any"))


def find_documents(
    text: str,
    words: Sequence[re.Match[str]],
    sentences: tuple[Sequence[int], Sequence[int]],
    quoted: tuple[Sequence[int], Sequence[int]],
) -> Iterator[Citation]:
    """Documents that a text rests on.

    Parameters
    ----------
    text : str
    words : sequence of re.Match
        The words of the text that may be head nouns, in order.
    sentences : (starts, ends)
    quoted : (starts, ends)
        Quotations, sorted and disjoint.

    Yields
    ------
    Citation
        Of kind ``document``, in order, not overlapping.
    """
    nouns = document_nouns()
    cited: set[str] = set()
    last = 0
    for word in words:
        entry = nouns.get(word[0].lower())
        if entry is None:
            continue
        noun, sure = entry
        at = word.start()
        numbered = NUMBER.match(text, word.end())
        if at < last or (not numbered and _is_part_of_name(text, word)):
            continue
        if _within(quoted, at):
            continue
        i = bisect_right(sentences[0], at) - 1
        low, high = (sentences[0][i], sentences[1][i]) if i >= 0 else (0, len(text))
        start, determiner = phrase_start(text, at, low)
        head = numbered.end() if numbered else word.end()
        end = phrase_end(text, head, high)
        lead = text[start:at].strip().lower()
        plain = lead in PLAIN
        bare = start == at
        if (lead == "the same" and not SAYS.match(text, end, high)) or (
            plain and (noun in cited or (cited and noun in SAME))
        ):
            continue
        if lead.startswith("the ") and cited and noun == "document":
            continue
        if (
            bare
            and not determiner
            and not numbered
            and not _may_be_bare(noun, word[0], sure, end > head)
        ):
            continue
        if _is_source(text, start, head, end, low, high, sure, plain=plain):
            cited.add(noun)
            last = end
            yield Citation("document", text[start:end], start=start, end=end, name=noun)


def phrase_end(text: str, end: int, high: int) -> int:
    """Where a noun phrase ends: after *by*, *of*, *on* ... and the words up to the next verb.

    Examples
    --------
    >>> text = "a report by the Harbour Board found that"
    >>> text[: phrase_end(text, 8, len(text))]
    'a report by the Harbour Board'
    """
    for _ in range(3):
        about = ABOUT.match(text, end, high)
        if not about:
            break
        at = stop = about.end()
        for taken, word in enumerate(
            _WORD.finditer(text, about.end(), min(high, about.end() + 80))
        ):
            gap = text[at : word.start()]
            lower = word[0].lower()
            if (taken and gap != " ") or taken > 6 or (taken == 0 and gap):
                break
            if (lower in STOP or lower in _NOT_RUN) and (taken or lower not in DETERMINERS):
                break
            if taken > 0 and not word[0][0].isupper() and VERB_AFTER.match(lower):
                break
            if taken > 0 and lower in _PARTICIPLES:
                break
            at = word.end()
            stop = stop if lower in DETERMINERS else at
        if stop == about.end():
            break
        end = stop
    return end


_PARTICIPLES = frozenset(re.findall(r"\w+", _GOT))


def _is_part_of_name(text: str, word: re.Match[str]) -> bool:
    """Whether a capitalised noun stands in the midst of a sentence: *Harbour Records Office*."""
    at = word.start()
    return (
        word[0][0].isupper() and at > 1 and text[at - 1] == " " and text[at - 2] not in ".?!:;”\"’'"
    )


def _may_be_bare(noun: str, word: str, sure: str, has_about: bool) -> bool:
    """Whether a noun without article or modifier can be a phrase: *footage*, *figures from*."""
    plural = word.lower() != noun or noun == "minutes" or sure == "mass" or noun == "footage"
    return plural and (sure in ("mass", "image") or has_about)


def _is_source(
    text: str, start: int, head: int, end: int, low: int, high: int, sure: str, *, plain: bool
) -> bool:
    """Whether the frame makes the phrase a source."""
    noun_end = min(high, end + WINDOW)
    after = text[end:noun_end]
    if OBTAINED.match(after) or OBTAINED.match(text[head:noun_end]):
        return True
    if sure == "strict":
        return False
    before = text[max(low, start - 60) : start]
    if SAYS.match(after) or (end > head and SAYS.match(text[head:noun_end])):
        return not re.search(
            r"\b(?:who|which|that) \w+ed\s+$|\b(?:of|to|on|about|with|by|for|from|at|into|"
            r"over)\s+$",
            before,
        )
    if RELYING.search(before):
        return NOT_GIVEN.search(before) is None
    within = TO_IT.search(before) if sure in THROUGH_IT and ENDS.match(after) else None
    if within:
        opens = len(within["saying"].split()) <= 1 and start - low < 60
        spoken = text[low : min(high, low + 600)] if opens else text[max(low, start - 90) : start]
        return opens or HAS_SAYING.search(spoken) is not None
    return sure == "strong" and not plain and OF_AUTHOR.match(text[head:noun_end]) is not None


def _within(quoted: tuple[Sequence[int], Sequence[int]], at: int) -> bool:
    i = bisect_right(quoted[0], at) - 1
    return i >= 0 and at < quoted[1][i]
