"""Lines that say themselves what they are: a credit, a subscription notice, an appeal, a biography.

Each cue counts only in lines up to a length: a paragraph of an article may well speak of
subscribing, of a photograph or of a donation. The lists are English.
"""

# ruff: noqa: E501, RUF001 - quotation marks of many scripts

from __future__ import annotations

import re
from dataclasses import dataclass

from goldenbridge.sources.boilerplate.page import Line, Page
from goldenbridge.sources.passage import Kind

__all__ = ["mark_cues"]

_AGENCIES = (
    r"(?:Xinhua|Reuters|REUTERS|AP|AFP|AFP-JIJI|EPA(?:-EFE)?|CGTN|VCG|CFP|TASS|Tass|RIA(?: Novosti)?"
    r"|Sputnik|Anadolu(?: Agency)?|Getty(?: Images)?|Shutterstock|Alamy|iStock|IStock|Bloomberg|dpa"
    r"|DPA|PA(?: Wire| Media)?|UPI|Kyodo|Yonhap|ANI|PTI|Handout|HANDOUT|Pool|Wikimedia(?: Commons)?"
    r"|Unsplash|Flickr|NurPhoto|Zuma|ZUMA|Belga|Keystone|ANSA|EFE|MTI|PAP|Ukrinform|UNIAN)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that gives a line away, in lines of at most so many words."""

    kind: Kind
    why: str
    pattern: re.Pattern[str]
    most: int


def _cue(kind: Kind, why: str, most: int, *patterns: str, flags: int = re.IGNORECASE) -> Cue:
    return Cue(kind, why, re.compile("|".join(f"(?:{p})" for p in patterns), flags), most)


CUES = (
    _cue(
        "caption",
        "a picture credit",
        90,
        rf"[/|©]\s?{_AGENCIES}(?:\s?/\s?[\w .'-]{{1,40}})?[)\].]?$",
        r"\bREUTERS/[A-Z]",
        r"(?:AP|AFP|EPA|Getty)(?: Photo|/)\s?/?\s?[A-Z][\w.'’-]+",
        rf"[(\[](?:[^()\[\]]{{0,60}}[\s/,:])?{_AGENCIES}(?:[\s/,][^()\[\]]{{0,40}})?[)\]]\.?$",
        r"\b(?:Getty Images|Shutterstock|Wikimedia Commons|NurPhoto|EPA-EFE|Alamy Stock)\b",
        rf"\bvia {_AGENCIES}[)\].]*$",
        rf"[.!?)\]”\"]\s+(?:[A-Z][\w.'’-]+\s+){{0,3}}{_AGENCIES}\.?$",
        flags=0,
    ),
    _cue(
        "caption",
        "a picture and who took it",
        60,
        r"^(?:file\s+)?(?:photo|photos|image|picture|photograph|illustration|graphic|cartoon|map|"
        r"infographic|screenshot|video)s?\s*(?:credit|courtesy|by\b|:|/|©|from\b)",
        r"^(?:file|archive|representative|representational)\s+(?:photo|image|picture|pic)\b",
        r"[(\[](?:file\s+)?(?:photo|image|picture|credit|source|illustration)s?\s*(?:by\b|:|/|credit)"
        r"[^()\[\]]*[)\]]\.?$",
        r"\b(?:photo|image|picture|photograph|illustration|credit)s?\s?(?:credit)?\s?(?:by|:|courtesy)\s"
        r"[\w ./'’&-]{1,60}$",
        r"\bin this (?:file |undated |handout )*(?:photo|picture|image|photograph)\b",
        r"^(?:©|\(c\)\s)\s?(?!.*(?:rights|20\d\d))",
        r"\(creative commons[^)]*\)|\bcc[ -]by(?:-[a-z]{2})*\b",
    ),
    _cue(
        "paywall",
        "asks for a subscription or a log-in before reading on",
        60,
        r"\bsubscribe (?:now |today |here )?(?:to|for) (?:continue|read|keep|unlock|get|access|full|"
        r"unlimited)",
        r"\balready (?:a |have a )?(?:subscriber|subscription|member|registered)\b",
        r"\b(?:this|the full|the rest of (?:this|the)|full) (?:article|story|content|post|report) is "
        r"(?:only )?(?:for|available (?:only )?(?:to|for)|reserved for|exclusive)",
        r"\b(?:log|sign) ?in (?:or \w+ )?(?:to|for) (?:continue|read|view|access|unlock|comment)",
        r"\b(?:register|create (?:an|a free) account) (?:for free )?(?:now )?to (?:continue|read|keep)",
        r"\byou(?:'ve| have) (?:reached|read|used|hit) (?:your|the|all|\w+ of)\b.*\b(?:limit|articles?)",
        r"\b(?:free|remaining) articles? (?:left|remaining|this month|per month)\b",
        r"\bunlock (?:this|the|full|unlimited|all) (?:article|story|access|content)",
        r"\b(?:continue|keep) reading (?:with|by|for|your|this article with)\b",
        r"\b(?:subscribers?|members?|premium)[ -](?:only|exclusive)\b",
        r"\bget (?:full|unlimited|complete|digital) access\b",
        r"\b(?:start|begin) your (?:free )?(?:trial|subscription)\b",
        r"\bcancel any ?time\b",
        r"^subscribe(?: now| today)?[.!]?$",
    ),
    _cue(
        "appeal",
        "asks the reader for money, a follow, a contribution or an address",
        70,
        r"^\W*(?:please )?(?:donate|support (?:us|our|independent)|sign up|subscribe|follow us|join us|"
        r"like us|get in touch|contact us|write (?:to|for) us|become a (?:member|subscriber|patron|"
        r"supporter)|make a (?:donation|gift|contribution)|download (?:our|the) app|click here to)\b",
        r"\b(?:sign up|subscribe|register) (?:here |now |today |free )*(?:to|for) (?:our|the|free|daily|"
        r"weekly|a|your)\b.*(?:newsletter|email|e-mail|briefing|alerts?|updates?|channel|inbox|digest)",
        r"\b(?:newsletter|briefing|digest|stories|news|updates?) (?:\w+ ){0,4}(?:to|in) your inbox\b",
        r"\bif you (?:want|wish|would like) to (?:contribute|donate|support|write for|comment|submit|"
        r"share your)",
        r"\b(?:follow|like|find|join) us on\b",
        r"\bfollow (?:@|\w+ on (?:twitter|x|facebook|instagram|linkedin|telegram))",
        r"\b(?:tax[- ]deductible|your (?:donation|generous|support|contribution|gift)s? "
        r"(?:helps?|makes?|allows?|enables?|keeps?|will))\b",
        r"\b(?:make|consider) (?:a|making a) (?:tax-deductible )?(?:donation|contribution|gift)\b",
        r"\bwe (?:rely|depend) (?:entirely |solely )?on (?:our )?(?:readers|donations|the support)",
        r"\bplease (?:contact|email|e-mail|write to) (?:us\b|\S+@)",
        r"\b(?:have|got) (?:a|an) (?:story|tip|opinion|news tip)\b.*\?",
        r"\bsend (?:us )?(?:your )?(?:letters?|submissions?|tips?|feedback|comments?) (?:to\b|at\b)",
    ),
    _cue(
        "author_note",
        "tells of the author or of whose views these are",
        90,
        r"^\W*(?:editor(?:ial)?(?:['’]?s)?|author(?:['’]?s)?|publisher['’]?s) notes?\b",
        r"^\W*about the (?:author|writer|contributor)s?\b",
        r"^\W*the (?:author|writer|columnist)s? (?:is|are|was|were|works?|teaches|holds|served|has)\b",
        r"\b(?:views?|opinions?)(?: and (?:views?|opinions?))? (?:expressed|stated|presented|contained)\b"
        r".*\b(?:author|writer|own|not (?:necessarily|those)|do(?:es)? not)",
        r"\b(?:reflects?|represents?) (?:only |solely )?the (?:author|writer)s?['’]s?['’]? (?:own |personal )?"
        r"(?:views?|opinions?)",
        r"\bnot necessarily (?:reflect|represent|the views|those of)",
        r"\bthis (?:article|commentary|column|essay|piece|op-ed|analysis) (?:was )?(?:first |originally )"
        r"(?:published|appeared|ran)\b",
        r"^(?:additional |with )?(?:reporting|writing|editing|compiled|translated|edited) (?:and \w+ )?by\b"
        r".{1,120}$",
        r"^(?:with )?(?:files|inputs?|reporting|contributions?) from\b",
        r"^\(?(?:writing|reporting|editing) (?:by|in)\b",
        r"\bcontributed (?:to this (?:report|article|story)|reporting)\b",
    ),
    _cue(
        "teaser",
        "points to another story",
        40,
        r"^\W*(?:read|see|watch|listen|explore|learn)(?: (?:also|more|next|on|here|now|this))*\s?(?::|»|>|→|–|$)",
        r"^\W*(?:also read|read also|read more|see also|more on this|more on|more from|more like this|"
        r"related|related (?:\w+ )?(?:stor(?:y|ies)|articles?|posts?|news|content|coverage|reading|"
        r"topics?|links?)|recommended(?: for you| reading)?|you (?:may|might) (?:also )?(?:like|be "
        r"interested)|don['’]t miss|in case you missed it|top stories|latest (?:news|stories)|"
        r"most (?:read|popular|viewed)|up next|trending(?: now)?|further reading|editor['’]?s['’]? picks?|"
        r"what to read next|keep reading|recommended stories|popular (?:now|stories))\b\W*(?::.*|$)",
        r"^\W*(?:also read|read also|read more|see also|related|recommended)\s?[:|–—-]",
    ),
    _cue(
        "furniture",
        "page furniture",
        25,
        r"^\W*(?:advertisement|advertising|sponsored(?: content)?|story continues below.*|"
        r"article continues (?:below|after).*|continue reading(?: below)?|skip (?:to|past) .*|"
        r"scroll (?:down|to) .*|share(?: (?:this|on|via|article|the|with)\b.*)?|tweet|print(?: this.*)?|"
        r"e-?mail(?: this.*)?|copy(?: link| url)?|link copied.*|save(?: (?:article|this).*)?|bookmark|"
        r"facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|messenger|instagram|youtube|"
        r"comments?(?: \(\d+\))?|\d+ comments?|(?:leave|post|add) a (?:comment|reply)|no comments.*|"
        r"view (?:all|comments?).*|load(?:ing)?(?: more)?.*|close|menu|search(?: trends)?|home|log ?in|"
        r"sign ?(?:in|up|out)|my account|subscribe|newsletters?|navigation|toggle .*|back to top|"
        r"next(?: article| story| post)?|previous(?: article| story| post)?|listen(?: to .*)?|"
        r"play(?: video| audio)?|watch(?: live)?|live|gallery|photos?|videos?|"
        r"font size.*|text size.*|a-|a\+|opens? in (?:a )?new (?:window|tab)|go to .* page|"
        r"contact(?: us)?|about(?: us)?|privacy(?: policy)?|terms(?: .*)?|cookie.*|accessibility.*|"
        r"feedback|sitemap|rss|careers|jobs|advertise(?: with us)?|help(?: cent(?:er|re))?|faq|"
        r"donate|read more|more|published|updated|last (?:updated|modified)|opinion|analysis|"
        r"commentary|editorial|news|world|politics|featured?|exclusive|breaking(?: news)?)\W*$",
        r"^\W*(?:tags?|topics?|keywords?|categor(?:y|ies)|filed under|posted in|posted (?:on|by)|labels?|"
        r"source|topics in this article|in this article|short ?url|doi|isbn|issn)\s?:",
        r"^\W*\d+\s?(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?)(?:\s(?:read|ago|\w+ read))\W*$",
        r"^\W*(?:estimated )?reading time\b",
        r"^\W*\d[\d,.]*k?\s(?:shares?|views?|likes?|comments?|votes?|retweets?|followers?|reads?)\W*$",
        r"^\W*(?:home|news|world)\s?[>»›/|]\s?\w",
        r"^\W*https?://\S+$|^\W*www\.\S+$|^\S+@\S+\.\w+$",
    ),
    _cue(
        "furniture",
        "a copyright notice",
        60,
        r"^\W*(?:copyright|©|\(c\))\s.*",
        r"\ball rights (?:are )?reserved\b",
        r"\b(?:this website|this site|we) uses? cookies\b",
        r"\bby (?:using|continuing|clicking|submitting|signing)\b.*\b(?:agree|accept|consent|acknowledge)\b",
        r"\bprotected by recaptcha\b",
        r"\bmay not be (?:published|reproduced|republished|redistributed|reprinted)\b",
        r"\b(?:javascript|your browser)\b.*\b(?:enable|support|disabled|required|out of date)\b",
        r"^[\W\d]*$",
    ),
)


def mark_cues(page: Page) -> None:
    """Mark the lines that give themselves away."""
    for at, line in page.free():
        found = _told(line)
        if found:
            page.mark(at, found.kind, found.why)


def _told(line: Line) -> Cue | None:
    size = line.size
    if size > 90 or len(line.text) > 1500:
        return None
    for cue in CUES:
        if size <= cue.most and cue.pattern.search(line.text):
            return cue
    return None
