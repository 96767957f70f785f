"""People in an article: where they are mentioned and which pronoun can mean them.

A mention is a run of capitalised words that is not the name of a body. Its gender comes from an
honorific, a noun (*mother*) or a common first name; it is ``None`` where these say nothing, and
then either pronoun can mean it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.attribution.source_types import load_terms
from framing.attribution.wordclasses import (
    ARTICLES,
    COORDINATORS,
    DAYS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    word_set,
)

HONORIFICS = word_set("mr mrs ms miss dr sir lord lady dame madam prof")
HER = word_set(
    """mrs ms miss madam lady queen princess sister mother mum wife daughter widow girl woman
    grandmother granny aunt actress waitress spokeswoman chairwoman congresswoman councilwoman
    policewoman businesswoman heroine"""
)
HIS = word_set(
    """mr sir lord king prince brother father dad husband son widower boy man grandfather uncle
    spokesman chairman congressman councilman policeman businessman fisherman strongman"""
)
WOMEN = word_set(
    """ada agnes alice alicia amanda amara amy ana andrea angela anita ann anna anne annika astrid
    barbara beatrice berit birgit brenda brigitte camilla carla carmen carol caroline catherine
    cecilia charlotte christina christine clara claire cynthia dana daniela deborah diana donna dora
    doris dorothy ebba edith elaine elena eleanor elin elisabeth elise elizabeth ella ellen elsa
    emily emma erika esther eva evelyn fatima fiona frida gabriela gloria grace greta gudrun hanna
    hannah hanne harriet hedda heidi helen helena helga hilary hillary hilde ida ilse inga ingeborg
    ingrid irene irina iris isabel ivanka jana jane janet jean jennifer jessica joan johanna joyce
    judith julia julie karen kari karin kate katherine kathleen katrin kelly kirsten klara kristin
    kristina laila laura leila lena lily linda lisa liv ljuba lotte louise lucia lucy lydia magda
    maja margaret maria marianne marie marit marta martha mary maya megan melania melissa michelle
    mira miriam molly monica nadia nancy naomi natalia nicole nina nora olga pamela patricia paula
    penelope petra pia rachel rebecca renata rita rosa rose ruth runa sally sandra sara sarah selma
    sharon sigrid signe silvia siri sissel sofia sonia sophie stella susan svetlana sylvia synne
    tamara tanja tara teresa theresa tina tove turid tuva ulla ursula valentina vera victoria vibeke
    viola virginia yvonne zoe"""
)
MEN = word_set(
    """aaron adam adrian alan albert aldo alex alexander alfred anders andre andreas andrew anton
    antonio arne arthur barack ben bengt benjamin bernard bernie bertil bill bjorn bo bob bogdan
    boris brian bruce carl carlos charles chris christian christopher daniel david dennis dmitri
    donald edward eduardo einar emil eric erik ernst felix fernando francis frank frederick fritz
    gary george gerald goran gregory gunnar gustav hakan hans harald harold harry henrik henry
    herbert hugo ian igor ivan jack jacob james jan jarle jason jeff jens jeremy jerry jim joe joel
    johan john jonas jonathan jorge jose joseph josh juan justin karl keith kenneth kevin klaus knut
    kurt lars larry lee leif leo leon louis lucas luis magnus marcel marco mario mark markus martin
    mats matthew mattias michael miguel mike mikhail mitt nathan neil nicholas nicolas nikolai nils
    odd olaf ole oleg oscar otto pablo patrick paul pavel pedro per peter petr philip pierre radko
    ralph ramon raymond richard robert roberto roger roland rolf ronald roy rudolf rune sam samuel
    scott sean sergei simon stefan stephen steve steven sven svein ted terje thomas tim tom tomas
    tony tor tore victor viktor vincent vladimir walter werner william wolfgang yuri"""
)
_PARTICLES = r"(?:van|von|de|der|den|al|el|bin|di|da|du|la|le|ter|ten)"
_CAPITAL = r"[A-Z\u00c0-\u00de]"
_TITLES = r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Capt|Maj|Sgt|Rev|Hon|St|Jr|Sr)\."
_INITIALS = rf"{_CAPITAL}\.(?:-?{_CAPITAL}\.){{0,3}}"
_PART = rf"(?:{_TITLES}|{_INITIALS}|{_CAPITAL}[\w’'-]{{0,30}})"  # a full stop ends any other word
NAME = re.compile(rf"(?<![\w’'-]){_PART}(?:[ \u00a0](?:{_PARTICLES}[ \u00a0]){{0,2}}{_PART})*")
_WORD = re.compile(r"[^\W_][\w’'-]*")
_PLACED = re.compile(rf"\bin ({_CAPITAL}[\w’'-]{{0,30}})")
_QUOTED = re.compile(r"[\"“«][^\"”»\n]{0,2000}[\"”»]|''[^\n]{0,2000}?''|‘[^’\n]{25,2000}[,.!?]’")
_BODIES = frozenset(
    ("media", "state_media", "international", "ngo", "business", "document", "collective", "party")
)


PLACES = word_set(
    """street road square avenue lane bridge river lake island hill valley hall house park station
    airport harbour harbor bay coast county city town village province"""
)
SMALL = ARTICLES | COORDINATORS | OPENERS | PREPOSITIONS | PRONOUNS | SUBORDINATORS


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at ``start`` to ``end``; ``last`` is the surname, ``woman`` may be unknown."""

    start: int
    end: int
    last: str
    woman: bool | None


def read_gender(words: Sequence[str]) -> bool | None:
    """Return whether lower-case words name a woman (``True``) or a man; ``None`` if they do not
    say.

    Examples
    --------
    >>> read_gender(["mrs", "kroon"]), read_gender(["lee"]), read_gender(["kroon"])
    (True, False, None)
    """
    for word in words:
        if word in HER or word in HIS:
            return word in HER
    for word in words:
        if word in WOMEN or word in MEN:
            return word in WOMEN
    return None


def find_names(text: str) -> Iterator[tuple[int, str]]:
    """Yield runs of capitalised words with their position; an opening small word is left off.

    Examples
    --------
    >>> list(find_names("In Dovrin, the Civic Union met. But Mr. Ek left."))
    [(3, 'Dovrin'), (15, 'Civic Union'), (36, 'Mr. Ek')]
    """
    for match in NAME.finditer(text):
        start, name = match.start(), re.sub(r"[’']s?$", "", match.group().rstrip(".,"))
        while name:
            first, _, rest = name.partition(" ")
            if first.lower() not in SMALL:
                yield start, name
                break
            start, name = start + len(first) + 1, rest


def read_people(text: str) -> list[Mention]:
    """Return the people named in a text, outside quotations, in order.

    Examples
    --------
    >>> [text.last for text in read_people("Mayor Ilse Kroon met Bo Ek of the Harbour Board.")]
    ['Kroon', 'Ek']
    """
    terms = load_terms()
    found: list[Mention] = []
    genders: dict[str, bool | None] = {}
    places = set(_PLACED.findall(text))
    quoted = iter([match.span() for match in _QUOTED.finditer(text)])
    quote = next(quoted, None)
    for start, bare in find_names(text):
        while quote is not None and quote[1] <= start:
            quote = next(quoted, None)
        if quote is not None and quote[0] <= start:
            continue
        words = [word.rstrip(".") for word in _WORD.findall(bare)]
        low = [word.lower() for word in words]
        last = words[-1]
        if low[-1] in DAYS or low[-1] in PLACES or low[-1] in terms.heads or last in terms.names:
            continue
        single = len(words) == 1
        gender = read_gender(low)
        if single and last not in genders:
            continue
        titled = any(word in terms.heads and terms.heads[word] not in _BODIES for word in low[:-1])
        if gender is None and not titled and last in places:
            continue
        known = last in genders or gender is not None or titled
        listed = any(word in terms.heads for word in low)
        if not known and (listed or len(words) > 3 or low[0] == "the"):
            continue
        if last not in genders or genders[last] is None:
            genders[last] = gender
        found.append(Mention(start, start + len(bare), last, None))
    return [Mention(m.start, m.end, m.last, genders[m.last]) for m in found]
