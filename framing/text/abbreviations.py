"""Abbreviations whose stop may or may not end a sentence, and words that open one.

Each list answers one question that the sentence rules ask. Written for English news; they are case
sensitive where case tells (``No. 5`` against ``no.``).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Stand before a name: the stop never ends a sentence.
TITLES = _words(
    """Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Gen Sen Sens Rep Reps Gov Govs Lt Col Sgt Capt Cpl Pvt
    Maj Cmdr Cdr Comdr Adm Brig Rev Hon Fr Msgr Pres Supt Insp Amb Atty Asst Assoc Dep Det Dir Sec
    Treas Eng Hr Sr. Mt Ft Pfc Ens Spc vs v viz cf"""
)
# Stand before a number: the stop does not end a sentence if a digit follows.
NUMBERED = _words(
    """No Nos no nos Vol vol Art art Fig Figs fig Ch ch Sec sec Sect pp p pg Para para Op op Ex Eq Tab
    Nr nr Rm rm ver Ver c ca circa approx Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec §"""
)
# May end a sentence: the next word decides.
ENDING = _words(
    """Inc Corp Co Cos Ltd LLC Bros Jr Sr Esq Ph.D PhD M.D Assn Dept dept Univ Inst Intl Natl etc al
    est Est eds ed Bldg Ave Blvd Rd St Sts Hwy Pkwy Sq Ct Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov
    Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan
    Ky Md Mass Mich Minn Miss Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Penn Alta Ont Que
    approx min mins hr hrs sec secs lb lbs oz ft in. km sq cu mph tel Tel ext incl excl dist Gov't Govt
    e.g i.e a.m p.m A.M P.M am. U.S U.K U.N E.U D.C"""
)
# Begin a sentence when capitalised, and hardly ever a name.
STARTERS = _words(
    """The A An This That These Those There Here It Its He His She Her Hers They Their We Our You Your I
    My Who What When Where Why How Which Whose While Although Though Because Since If Unless Until After
    Before As At By For From In On Of Over Under Between Among About Against During With Without Within
    To And But Or Nor So Yet Then Thus Hence Still However Meanwhile Moreover Nevertheless Instead Also
    Only Even Just Now Not No Yes Some Many Most Much More Few Several All Both Each Every Any Other
    Others Another One Two Three Four Five Six Seven Eight Nine Ten Nobody Nothing Everyone Everything
    Someone Something Do Does Did Is Are Was Were Will Would Can Could May Might Should Must Has Have
    Had Despite Asked According Earlier Later Last Next Once Today Yesterday Tomorrow Perhaps Maybe"""
)
# Report speech after a quotation that ends in ? or !.
SPEECH = _words(
    """said says say asked asks told tells added adds wrote writes tweeted posted replied responded
    answered shouted yelled cried exclaimed declared announced insisted wondered quipped joked recalled
    remarked demanded continued concluded explained argued warned screamed muttered whispered chanted
    called noted"""
)
