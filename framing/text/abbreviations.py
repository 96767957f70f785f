"""Abbreviations whose stop may or may not end a sentence, and words that open one.

Each list answers one question that the sentence rules ask. Written for English news; they are case
sensitive where case tells (``No. 5`` against ``I said no.``).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Stand before a name: the stop never ends a sentence.
TITLES = _words(
    """Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Gen Gens Sen Sens Rep Reps Gov Govs Lt Col Sgt Capt
    Cpl Pvt Pfc Maj Cmdr Cdr Comdr Adm Brig Rev Hon Fr Msgr Pres Supt Insp Amb Atty Asst Assoc Dep
    Det Dir Treas Eng Mt Ft Ens Spc vs v viz cf"""
)
# The stop does not end a sentence if a digit follows.
NUMBERED = _words(
    """No Nos no nos Vol Vols vol Art art Fig Figs fig Ch ch Sec sec Sect pp p pg Para para Op op Eq
    Nr nr Rm rm ver Ver c ca circa approx Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec § etc
    min mins hr hrs secs lb lbs oz ft km sq cu tel Tel ext"""
)
# Can end a sentence: the next word decides.
ENDING = _words(
    """Inc Corp Co Cos Ltd LLC Bros Jr Sr Esq Ph.D Assn Dept dept Univ Inst Intl Natl al est Est eds
    ed Bldg Ave Blvd Rd St Sts Hwy Pkwy Sq Ct Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon
    Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky
    Md Mass Mich Minn Miss Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Penn Alta Ont Que
    approx incl excl dist Gov't Govt"""
)
# After a.m. and p.m. these go on with the sentence; any other capitalised word begins one.
TIMES = _words("""a.m p.m A.M P.M""")
AFTER_TIME = _words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat
    Sun January February March April May June July August September October November December
    Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Eastern Central Mountain Pacific Greenwich
    Moscow Local ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT BST UTC CET CEST IST JST"""
)
# Begin a sentence when capitalised, and are hardly ever part of a name.
STARTERS = _words(
    """The A An This That These Those There Here It Its He His She Her Hers They Their We Our You
    Your I My Who What When Where Why How Which Whose While Although Though Because Since If Unless
    Until After Before As At By For From In On Of Over Under Between Among About Against During
    With Without Within To And But Or Nor So Yet Then Thus Hence Still However Meanwhile Moreover
    Nevertheless Instead Also Only Even Just Now Not No Yes Some Many Most Much More Few Several
    All Both Each Every Any Other Others Another One Two Three Four Five Six Seven Eight Nine Ten
    Nobody Nothing Everyone Everything Someone Something Do Does Did Is Are Was Were Will Would Can
    Could Should Must Has Have Had Despite Asked According Earlier Later Last Next Once Today
    Yesterday Tomorrow Perhaps Maybe"""
)
# Report speech after a quotation that ends in ? or !.
SPEECH = _words(
    """said says say asked asks told tells added adds wrote writes tweeted posted replied responded
    answered shouted yelled cried exclaimed declared announced insisted wondered quipped joked
    recalled remarked demanded continued concluded explained argued warned screamed muttered
    whispered chanted called noted"""
)
