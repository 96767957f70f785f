"""Noise: which lines around the news are not news, told by their own words.

Definition
----------
A paragraph is noise of a **kind** when the whole of it has that kind's form:

- ``read_more``: links to other stories ("READ MORE: ...", "Also read", "Related:", "Watch:")
- ``photo_credit``: "Photo: A. Name/Agency", "(AP Photo/A. Name)", "Getty Images"
- ``caption``: a caption that is marked as one ("FILE PHOTO: ...", "Image caption ...")
- ``wire_credit``: "(Reporting by A; Editing by B)", "B contributed to this report.", "(AP)"
- ``source_line``: "Source: Broadcaster and agencies"
- ``newsletter``: invitations to sign up, subscribe, follow
- ``comments``, ``share``, ``copyright``, ``advert``: the furniture of a page
- ``timestamp``: "Published 3 March 2031, 10:04"
- ``database``: what a press database prints around an article ("LENGTH: 312 words")

Captions that only their repetition gives away, titles, bylines and datelines need the paragraphs
around them: see `framing.articles.clean_captions` and `framing.articles.clean_records`.

Conventions
-----------
- A doubtful line stays: a line of noise too many in a count of words costs less than a sentence of
  news that nobody can find again. Every form is anchored at both ends of a short paragraph, and one
  with quotation marks or a reporting verb is no advertisement, newsletter or caption.
- Credits are lists of names: a word in lower case that joins no names ("Reporting by The Post
  *shows* ...") makes them sentences.
"""

from __future__ import annotations

import re

LONGEST = 600
AGENCY = (
    r"(?:AP|(?:The )?Associated Press|AFP|Agence France-Presse|Reuters|REUTERS|UPI|dpa|DPA|PA|"
    r"PA Media|EFE|ANSA|TASS|Tass|RIA Novosti|Interfax|Xinhua|Kyodo|Yonhap|Anadolu(?: Agency)?|AA|"
    r"IANS|ANI|PTI|Bloomberg|Getty(?: Images)?|EPA|CNN|CNS|TNS|AAP|The Canadian Press)"
)
JOINING = frozenset(
    re.findall(
        r"\w+",
        "a additional agencies agency also and at by compiled contributed contributing copy "
        "correspondent correspondents de del desk di edited editing editor for from graphics in "
        "inputs la le local material media network news of office on press production report "
        "reporting reports research service services social staff story the this to translated "
        "van video via von website wire wires with writing written",
    )
)
_WORD = re.compile(r"[^\s/,;:|()\[\]*–—-][^\s/,;:|()\[\]]*")
_NAME = r"[A-Z][\w.’'&-]*"
_NAMES = rf"{_NAME}(?: (?:{_NAME}|of|the|and|de|van|von|al)){{0,6}}"

READ_MORE = re.compile(
    r"(?i:read (?:more|also|next|on|the full (?:story|article|report))|also read|see also|see more|"
    r"more on this(?: story| topic)?|related(?: (?:articles?|stor(?:y|ies)|coverage|news|content|"
    r"topics?|reading|links?|videos?))?|recommended(?: (?:reading|stories|for you))?|most read|"
    r"you (?:may|might) also like|don['’]t miss|must read|in case you missed it|"
    r"watch(?: (?:now|more|live|next|also))?|listen(?: now)?|continue reading|further reading)"
    r"\s*(?:[:|»>›→-]+(?:\s*.{1,300})?|\.{3}|…)?"
    r"|(?:READ (?:MORE|ALSO|NEXT)|ALSO READ|SEE ALSO|MUST READ)[: ].{1,300}"
    r"|(?i:read (?:more|the full (?:story|article|report)) (?:about |on |at |here|in )"
    r"[^.?!]{0,120}[.!]?)"
    r"|(?i:click here (?:to|for) .{1,160}|continue reading the main story|back to top|"
    r"skip (?:advertisement|to (?:main )?content))"
)
_CREDIT_MARK = (
    r"(?i:(?:file |stock |handout |court )?(?:photos?|photograph|image|picture|pic|still|sketch|"
    r"illustration|drawing|cartoon|graphics?|video|screenshot|screengrab|screen grab|artwork|"
    r"credit|footage)"
    r"(?: (?:credits?|source|courtesy|copyright|grab))?(?: of)?(?:(?: by)?\s?[:|©]| by (?=[A-Z])))"
)
PHOTO_CREDIT = re.compile(
    rf"[\[(]?\s*{_CREDIT_MARK}\s*[^\n]{{1,120}}"
    rf"|(?i:image (?:source|copyright|credit)),? {_NAMES}"
    rf"|[\[(]?\s*(?:(?:AP|AFP|EPA|AA|UPI) Photos?(?:\s?/\s?{_NAMES})?|"
    rf"{_NAMES}\s?/\s?{_NAMES}(?:\s?/\s?{_NAMES})?|(?:{_NAMES} )?Getty Images|GETTY IMAGES|"
    rf"{_NAMES} via {AGENCY}|Shutterstock|iStock|Wikimedia Commons)\s*[\])]?\.?"
)
CAPTION = re.compile(
    r"(?:FILE PHOTO|FILE IMAGE|FILE|File photo|File picture|HANDOUT|PHOTO|Photo caption)"
    r"\s?[:–—-]\s.{5,400}"
    r"|(?:Image|Media|Video|Picture) caption[:,]? .{5,300}"
    r"|\(?(?:File|Representational|Representative) (?:photo|image|picture|pic)\)?\.?"
    r"|Media playback is unsupported on your device"
)
WIRE_CREDIT = re.compile(
    r"[–—*-]*\s*[\[(]?\s*(?i:(?:(?:additional|with|extra) ){0,2}"
    r"(?:reporting|writing|research|production|editing|edited|compiled|written|translated|material)"
    r"\s?(?:by|from|:))\s?.{2,400}"
    r"|[\[(]?\s*(?i:with (?:inputs?|files?|material|contributions?) (?:from|by)) .{2,160}"
    r"|[\[(]?\s*(?i:(?:with |and |by )?agenc(?:ies|y))\s?[\])]?\.?"
    r"|[\[(]?[–—-]*\s?[A-Z][^!?;:]{1,200}\bcontributed(?: (?:additional )?reporting)?"
    r"(?: (?:to|for) (?:this|the) (?:report|story|article|post))?(?: from [^.]{2,60})?\.?[\])]?"
    rf"|[–—*-]*\s*[\[(]?{AGENCY}(?:\s?[/,&]\s?{AGENCY})*[\])]?\.?"
)
SOURCE_LINE = re.compile(
    r"[\[(]?\s*(?:Sources?|SOURCES?|Via|VIA)\s?[:|]\s*.{2,160}"
    r"|(?i:(?:this (?:article|story|post|report|piece) (?:was )?)?(?:originally|first) "
    r"(?:published|appeared) (?:on|in|by|at)) .{2,100}"
)
_CHANNELS = (
    r"(?:newsletters?|inbox|e-?mail|subscri\w+|channel|Facebook|Twitter|Telegram|WhatsApp|"
    r"Instagram|YouTube|TikTok|app|alerts?|podcasts?|free articles)"
)
NEWSLETTER = re.compile(
    rf"(?i:\(?(?:sign up|subscribe|join (?:us|our|the)|follow|like us|download|register|never miss|"
    rf"get (?:the|our|your|more|a)|receive|support our|not a subscriber)\b"
    rf"(?=.*(?:\b{_CHANNELS}\b|@\w|\bhere\b)).{{2,300}})"
    r"|(?i:(?:.{0,160}[.:!?] )?(?:(?:sign up|subscribe)"
    r"(?: (?:free|for free|here|now|today|below))*(?: (?:with|at|via|for|to) [^.!?]{2,80})?|"
    r"(?:get|download|try) (?:the|our) (?:\w+ ){0,3}app(?: now| today)?)[.!]?)"
    r"|(?i:.{0,120}\b(?:by e-?mail|in your inbox|newsletter)\s?[:–—-].{0,160})"
    r"|(?i:(?:(?:free|daily|weekly|our|the) )*newsletters?(?:\s?[:–—|-].{0,120})?)"
    r"|(?i:you have (?:\d+|no|one|two|three) (?:more )?free articles? .{0,120})"
    r"|(?i:(?:already a subscriber|log in to (?:read|continue)).{0,120})"
    r"|(?i:.{0,120}\bdelivered (?:straight |directly )?to your (?:inbox|door)\b.{0,80})"
)
COMMENTS = re.compile(
    r"(?i:(?:post|leave|add|write|view|show|load|read|see|hide) (?:a |all |the |more |your )?"
    r"(?:\d+ )?comments?(?: \(\d+\))?\.?"
    r"|(?:reader )?comments:?|comments?\s?[:(]\s?\d+\)?"
    r"|(?:\d[\d,]* comments?|no comments)(?: yet)?(?:[.:|·-].{0,120})?"
    r"|(?:comments?|commenting) (?:on this (?:story|article|post) )?(?:are|is|have been) (?:now )?"
    r"(?:closed|moderated|disabled|off|welcome|open|turned off|switched off)\b.{0,120}"
    r"|comments are [^.!?]{2,80}(?:before they appear|by (?:our|the) moderators)\.?"
    r"|(?:log|sign) in (?:or register )?to (?:join|leave|post|comment|add|reply)\b.{0,120}"
    r"|(?:join the (?:conversation|discussion|debate)|have your say|tell us what you think|"
    r"let us know in the comments)\b.{0,120})"
)
COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)\s?(?=[A-Z\d].*(?:\d{4}|[Rr]ights)))\s?.{1,300}"
    r"|\([cC]\) [A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){0,4}(?:\.(?: .{0,120})?)?"
    r"|(?i:copyright)\s?(?:©|\([cC]\)|\d{4}|(?:by )?(?:the )?[A-Z][\w ]{1,40}\d{4}).{0,400}"
    r"|(?i:all rights reserved)\b.{0,200}"
    r"|(?i:this (?:material|content|article) (?:may|must|can) not be "
    r"(?:published|reproduced|copied)).{0,300}"
)
ADVERT = re.compile(
    r"(?i:[\[(–—-]*\s?(?:advertise?ments?|advert|advertorial|sponsored(?: content| links?| post)?|"
    r"promoted(?: content| stories)?|paid (?:content|post|partnership)|ad)\s?[\])–—-]*"
    r"(?:\s?[:|]\s?.{1,200})?\.?"
    r"|(?:story|article|text|content) continues (?:below|after)(?: (?:the |this )?"
    r"(?:advert\w*|ad|video|picture))?\.?"
    r"|(?:.{0,160}[.:!?] )?support (?:us|(?:our|independent) (?:work|journalism|reporting))"
    r"(?:\s?[:.!].{0,100})?"
    r"|support (?:journalism|reporting) [^.!?:]{2,80}: (?:give|donate|join|pay)\b.{2,60}"
    r"|scroll (?:down )?to continue(?: reading)?\.?)"
)
OFFER = re.compile(
    r"\b(?:\d+ for (?:\d+|the price of)|half[- ]price|no win,? no fee|at checkout|"
    r"for every new (?:player|customer|subscriber|member)|from \d[\d.,]* \w+ per (?:person|night)|"
    r"\d+ ?(?:%|per cent|percent) (?:off|on deposits)|"
    r"sale (?:at|ends|now on|starts)|open (?:on )?(?:saturdays|sundays|daily|late|7 days)|"
    r"while stocks last|free delivery|(?:book|call|order|shop|buy) (?:now|today|online)|"
    r"terms (?:and conditions )?apply|prices from|this week only|money back)\b",
    re.I,
)
_SITES = (
    r"(?:Facebook|Twitter|X|E-?mail|Mail|Print|WhatsApp|Telegram|LinkedIn|Reddit|Pinterest|"
    r"Messenger|Copy link|Link|Tweet|Pin|Save|Share|Flipboard|Tumblr|Bluesky|Instagram|More)"
)
SHARE = re.compile(
    r"(?i:share(?: this)?(?: (?:article|story|post|page|report|news|video))?(?:\s?[:.!|].{0,120})?"
    r"|share (?:this (?:article|story|post|page|report) )?(?:on|via|with|by) "
    rf"(?:{_SITES}|friends).{{0,60}}"
    rf"|{_SITES}(?:\s?[|/,·•]?\s{_SITES}){{1,12}}"
    r"|share (?:safely|freely|securely)(?:\s?[:.!].{0,100})?"
    r"|(?:copy|print|forward) this (?:page|article|story)(?: and [^.!?]{2,60})?[.!].{0,80}"
    r"|tweet this|print this(?: article| page)?|save article|copy link|e-?mail this(?: article)?)"
)
TIMESTAMP = re.compile(
    r"(?i:(?:first )?(?:published|posted|updated|last (?:updated|modified)|issued))\b(?=.*\d)"
    r"(?i:(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)day|today|[ap]\.?m\.?|on|at|ago|hours?|minutes?|gmt|utc|e[sd]?t|p[sd]?t|ces?t|"
    r"bst|updated|published)\b|[\d\s,.:/|()·–-])+"
)
DATABASE = re.compile(
    r"\d+ of \d+ DOCUMENTS|End of Document"
    r"|(?:LENGTH|Length):\s*\d+ words"
    r"|(?:LOAD-DATE|Load-Date|LANGUAGE|Language|PUBLICATION-TYPE|Publication-Type|JOURNAL-CODE|"
    r"Journal Code|DOCUMENT-TYPE|SECTION|Section):\s*[^!?]{1,120}(?<!\.)"
)
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("comments", COMMENTS),
    ("share", SHARE),
    ("copyright", COPYRIGHT),
    ("source_line", SOURCE_LINE),
    ("caption", CAPTION),
    ("photo_credit", PHOTO_CREDIT),
    ("wire_credit", WIRE_CREDIT),
    ("newsletter", NEWSLETTER),
    ("advert", ADVERT),
    ("read_more", READ_MORE),
    ("timestamp", TIMESTAMP),
    ("database", DATABASE),
)
BULLETS = re.compile(r"[\s>»›•*▶►→➤▸■·|\[(–—-]+")
STARTS = re.compile(
    r"[\s>»›•*▶►→➤\[(]*(?:READ (?:MORE|ALSO|NEXT)|ALSO READ|SEE ALSO|RELATED|"
    r"(?:Read (?:more|also)|Also read|See also|Related|Watch|Source|Photo|Image|FILE PHOTO)\s?:|"
    r"Post a [Cc]omment|Share this|Copyright ©|©|(?:Additional r|R)eporting by |Advertisement$)"
)
QUOTED = re.compile(r"[\"“”«»]|''|[‘’](?=\s|$)|(?:^|\s)['‘](?=\w)")
SAYING = re.compile(
    r"\b(?:said|says|say|saying|told|tells|asked|added|claim(?:s|ed)|warn(?:s|ed)|according to|"
    r"announce[ds]?|den(?:y|ies|ied)|argue[ds]?|insist(?:s|ed)|wrote)\b"
)
CREDIT_WORDS = 10
MOST_WORDS = {"read_more": 40, "newsletter": 40, "photo_credit": 18, "share": 20, "advert": 30}


def find_noise_kind(paragraph: str) -> str | None:
    """What kind of noise a paragraph is, by its own words.

    Parameters
    ----------
    paragraph : str
        One paragraph without line breaks.

    Returns
    -------
    str or None
        A kind of this module; None for everything else, and where there is doubt.

    Examples
    --------
    >>> find_noise_kind("READ MORE: Ferry runs aground")
    'read_more'
    >>> find_noise_kind("(Reporting by A. Lund; Editing by B. Moe)")
    'wire_credit'
    >>> find_noise_kind("The source of the leak is not known.") is None
    True
    """
    text = paragraph.strip()
    if not text or len(text) > LONGEST:
        return None
    for form in dict.fromkeys((text, BULLETS.sub("", text, count=1).rstrip(")] "))):
        for kind, pattern in FORMS:
            if pattern.fullmatch(form) and _is_sure(kind, form):
                long_credit = kind == "photo_credit" and len(form.split()) > CREDIT_WORDS
                return "caption" if long_credit else kind
    if len(text.split()) <= 20 and OFFER.search(text) and not has_voice(text):
        return "advert"
    return None


def starts_noise(line: str) -> bool:
    """Whether a line opens a noise record, so that no line before it may be joined to it.

    Examples
    --------
    >>> starts_noise("READ MORE: Ferry runs aground"), starts_noise("Read the report, he said.")
    (True, False)
    """
    return STARTS.match(line) is not None


def has_voice(text: str) -> bool:
    """Whether a paragraph quotes or reports somebody: then it is no furniture of the page.

    Examples
    --------
    >>> has_voice("It will rain, the mayor said."), has_voice("Lorries at the bridge.")
    (True, False)
    """
    return QUOTED.search(text) is not None or SAYING.search(text) is not None


def is_name_list(text: str) -> bool:
    """Whether a text names and joins, and says nothing: no other word begins in lower case.

    Examples
    --------
    >>> is_name_list("KNA, press service of the City Court"), is_name_list("The Post found a memo")
    (True, False)
    """
    return all(not word[0].islower() or word.rstrip(".") in JOINING for word in _WORD.findall(text))


def _is_sure(kind: str, text: str) -> bool:
    """Second thoughts about forms that news can take as well."""
    words = len(text.split())
    if words > MOST_WORDS.get(kind, words):
        return False
    if kind in ("newsletter", "advert", "database"):
        return not has_voice(text)
    if kind == "wire_credit":
        return is_name_list(text)
    if kind == "source_line":
        return not has_voice(text) and (text[0] not in "Ss[(V" or is_name_list(text))
    if kind == "photo_credit" and "/" in text and ":" not in text:
        return len(_WORD.findall(text)) >= 3 and not has_voice(text)
    if kind == "photo_credit":
        return not has_voice(text)
    return True
