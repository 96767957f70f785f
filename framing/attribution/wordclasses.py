"""Closed classes of English words, enough to see where a noun phrase or a verb group ends.

Rules without a tagger need only the small words: determiners, pronouns, auxiliaries, prepositions,
conjunctions. Everything else is taken for part of a noun phrase unless its ending or a short list
of frequent verbs says otherwise.
"""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string as a set.

    Examples
    --------
    >>> sorted(word_set("a an the"))
    ['a', 'an', 'the']
    """
    return frozenset(words.split())


DETERMINERS = word_set(
    """the a an this these those his her its their our my your some many most several other
    another no every each all both few any more such fellow senior former local state"""
)
ARTICLES = word_set(
    """the a an this these those his her its their our my your some another every each no any"""
)
POSSESSIVES = word_set("his her its their our my your whose")
SUBJECTS = word_set("he she they i we it you")
PRONOUNS = SUBJECTS | word_set("him her them us me himself herself themselves itself")
SOLO = SUBJECTS | word_set(
    """some many others most both several none everyone everybody nobody somebody someone one all
    few those this that these another neither each"""
)
RELATIVES = frozenset(["who", "which", "whom", "whose"])
BE = word_set("""is are was were be been being 's 're 'm ’s ’re ’m isn't wasn't aren't weren't""")
MODALS = word_set(
    """will would could should can may might must shall cannot won't wouldn't couldn't shouldn't
    can't mustn't won’t wouldn’t couldn’t shouldn’t can’t 'll ’ll 'd ’d"""
)
HAVE = word_set("""has have had having hasn't haven't hadn't hasn’t haven’t hadn’t 've ’ve""")
DO = word_set("do does did don't doesn't didn't don’t doesn’t didn’t")
NEGATIONS = frozenset(["not", "never", "n't", "n’t"])
AUXILIARIES = BE | MODALS | HAVE | DO
AUXILIARIES |= {form.replace("'", "’") for form in AUXILIARIES if "'" in form}
FINITE = AUXILIARIES - {"be", "been", "being", "having", "'s", "’s"}
ADVERBS = word_set(
    """also later then now still once again often even just first already further soon always
    ever instead too alone both either perhaps maybe only almost all rather twice thus
    therefore quite indeed however though long much once simply merely yet to"""
) - {"to", "all", "both", "though", "however", "either"}
NOT_ADVERBS = word_set(
    """family ally rally reply italy july assembly monopoly early daily weekly elderly likely
    unlikely friendly only supply lovely holy ugly silly bully fly apply comply rely
    multiply emily sally beverly kelly daily"""
)
PREPOSITIONS = word_set(
    """in on at after before during since for from with without by of to about against over under
    between among amid through throughout into onto via near despite because following
    until till within outside inside behind beyond across around like unlike as toward
    towards upon per than concerning regarding including"""
)
ATTACHING = word_set("""of for at in from with on to near against behind within inside between""")
SUBORDINATORS = word_set(
    """that because while when as after before if although though since until whether how why
    what where which who whom whose than unless once whereas so lest"""
)
COORDINATORS = word_set("and but or yet nor &")
OPENERS = word_set(
    """meanwhile still later yesterday today tomorrow tonight however instead moreover
    furthermore then now but and yet so nevertheless nonetheless also earlier finally next
    there here additionally separately indeed perhaps according asked"""
)
DAYS = word_set(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow"""
)
TIMES = DAYS | word_set(
    """morning afternoon evening night week month year weekend earlier later last this next late
    early afterward afterwards recently ago hours days weeks months years minutes january
    february march april may june july august september october november december jan.
    feb. aug. sept. oct. nov. dec. then again privately publicly simply flatly bluntly"""
)
VENUES = word_set(
    """statement interview interviews speech tweet tweets post email e-mail letter message memo
    briefing conference call rally event debate appearance remarks phone telephone radio
    television tv twitter facebook telegram x blog column op-ed article editorial report
    video address news press hearing court testimony sunday television's show program
    broadcast clip parliament dovrin monday tuesday wednesday thursday friday saturday"""
)
VERBS = word_set(
    """went came made took got gave left won lost ran held met put set began kept saw led stood
    fell rose sent built paid brought bought cut hit grew knew became seemed appears seems
    makes takes gets gives goes comes runs holds keeps leads stands falls rises sends
    builds pays brings cuts hits grows knows becomes remains remained has have had drew
    drove broke chose ate fought flew forgot hung hid let lay spent spoke swore swept
    threw wore struck shook sat sold shot shut slept sought taught thinks thought want
    wants wanted need needs looks looked use used helps helped died lives lived turned
    turns happened happens started starts plays played shows goes tries tried"""
)
BASES = word_set("go come make take get give know think see try want need look use help")
_ENDS = ("'s", "'d", "'ll", "'re", "'ve", "'m")
_HEADS = ("he", "she", "they", "i", "we", "it", "you", "that", "there", "who", "what")
CONTRACTED = frozenset(
    head + end.replace("'", mark) for head in _HEADS for end in _ENDS for mark in "'’"
)


def is_adverb(low: str) -> bool:
    """Whether a lower-case word is an adverb that may stand inside a verb group.

    Examples
    --------
    >>> is_adverb("repeatedly"), is_adverb("family")
    (True, False)
    """
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in NOT_ADVERBS)


def is_word(low: str) -> bool:
    """Whether an atom holds a letter or a digit."""
    return low[:1].isalnum() or any(character.isalnum() for character in low)
