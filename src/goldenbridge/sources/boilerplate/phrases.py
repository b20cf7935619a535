"""The words by which lines of a page give away what they are.

Each entry: the kind, the reason told to the user, the longest line in words in which it counts, and
patterns any of which is enough. They were written for news and commentary pages in English and tried
on pages that are not part of goldenbridge; what they catch is measured in
docs/explanation/reading.md. A pattern that may begin an ordinary sentence must not stand here.
"""

# ruff: noqa: E501, RUF001 - quotation marks and dashes of many scripts

from __future__ import annotations

import re
from dataclasses import dataclass

from goldenbridge.sources.passage import Kind

__all__ = ["AGENCY", "COMMENTS", "CUES", "LABELS", "LEGAL", "Cue"]

#: Agencies and picture services, as they stand in credits.
AGENCY = (
    r"(?:Xinhua|Reuters|REUTERS|AP|AFP|AFP-JIJI|EPA|EPA-EFE|CGTN|VCG|CFP|TASS|Tass|RIA Novosti|RIA"
    r"|Sputnik|Anadolu Agency|Anadolu|Getty Images|Getty|Shutterstock|Alamy|iStock|IStock|Bloomberg"
    r"|dpa|DPA|PA Wire|PA Media|PA|UPI|Kyodo|Yonhap|ANI|PTI|Handout|HANDOUT|Pool|POOL|Unsplash"
    r"|Wikimedia Commons|Wikimedia|Flickr|NurPhoto|Zuma|ZUMA|Belga|Keystone|ANSA|EFE|MTI|PAP"
    r"|Ukrinform|UNIAN|The Canadian Press|Associated Press|THE CANADIAN PRESS)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Patterns that give a line away, in lines of at most so many words.

    Those that must begin the line are kept apart: they are tried at one place only.
    """

    kind: Kind
    why: str
    most: int
    begins: re.Pattern[str] | None
    holds: re.Pattern[str] | None

    def fits(self, text: str) -> bool:
        """Whether a line is of this kind by its words."""
        begins, holds = self.begins, self.holds
        return bool((begins and begins.match(text)) or (holds and holds.search(text)))


def _cue(kind: Kind, why: str, most: int, *patterns: str, case: bool = False) -> Cue:
    flags = 0 if case else re.IGNORECASE
    begins = "|".join(f"(?:{p})" for p in patterns if p.startswith("^"))
    holds = "|".join(f"(?:{p})" for p in patterns if not p.startswith("^"))
    return Cue(
        kind,
        why,
        most,
        re.compile(begins, flags) if begins else None,
        re.compile(holds, flags) if holds else None,
    )


def _line(*phrases: str) -> str:
    """A line that holds one of these and nothing else but marks, and is no sentence by its end."""
    return r"^(?!.*\w\.$)\W*(?:" + "|".join(phrases) + r")\W*$"


_CREDITS = _cue(
    "caption",
    "a picture credit",
    90,
    rf"[/|©]\s?{AGENCY}(?:\s?/\s?[\w .'-]{{1,40}})?[)\].]?$",
    r"\bREUTERS/[A-Z]",
    r"\b(?:AP|AFP|EPA|Getty)(?: Photo|/)\s?/?\s?[A-Z][\w.'’-]+",
    rf"[(\[](?:[^()\[\]]{{0,60}}[\s/,:])?{AGENCY}(?:[\s/,][^()\[\]]{{0,40}})?[)\]]\.?$",
    r"\b(?:Getty Images|Shutterstock|NurPhoto|EPA-EFE|Alamy Stock)\b",
    rf"\bvia {AGENCY}[)\].]*$",
    rf"[.!?)\]”\"]\s+(?:[A-Z][\w.'’-]+\s+){{0,3}}{AGENCY}\.?$",
    case=True,
)
_PICTURES = _cue(
    "caption",
    "a picture and who took it",
    60,
    r"^(?:file\s+)?(?:photo|image|picture|photograph|illustration|graphic|cartoon|map|infographic|"
    r"screenshot|video)s?\s*(?:credit|courtesy|source|by\b|:|/|©|from\b)",
    r"^(?:file|archive|representative|representational)\s+(?:photo|image|picture|pic)\b",
    r"^(?:credit|courtesy|source)s?\s?:\s?\S",
    r"[(\[](?:file\s+)?(?:photo|image|picture|credit|source|illustration|screenshot)s?\s*"
    r"(?:by\b|via\b|:|/|credit|courtesy)[^()\[\]]*[)\]]\.?$",
    r"(?:\b|\.)(?:photo|image|picture|photograph|illustration|credit)s?\s?(?:credit)?\s?"
    r"(?:by|:|courtesy|\.\.\.)\s?[\w ./'’&-]{1,60}$",
    r"\bin this (?:\w+ ){0,3}(?:file |undated |handout )*(?:photo|picture|image|photograph)\b",
    r"\bis (?:seen|pictured|shown) (?:in|at|on|during|here|above|below)\b.{0,120}\b"
    r"(?:photo|picture|image|photograph)\b",
    r"\((?:stock|file) (?:image|photo|picture)\)?|\($",
    r"\b(?:submitted|file|courtesy|handout|stock) (?:photo|image|picture)$|/\s?AP file$",
    r",\s(?:ASSOCIATED PRESS|Associated Press|AFP|Reuters)$",
    r"^(?:pictured|from left|left to right|clockwise)\b",
    r"\((?:from )?(?:l(?:eft)?|r(?:ight)?|c(?:ent(?:er|re))?)\)|,\s(?:left|right|center|centre),\s",
    r"^(?:©|\(c\)\s)\s?(?!.*(?:rights|20\d\d))",
    r"\(creative commons[^)]*\)|\bcc[ -]by(?:-[a-z]{2})*\b",
)
_PAYWALL = _cue(
    "paywall",
    "asks for a subscription or a log-in before reading on",
    60,
    r"\bsubscribe (?:now |today |here )?(?:to|for) (?:continue|read|keep|unlock|get|access|full|"
    r"unlimited)",
    r"\balready (?:a |have a |have an )?(?:subscriber|subscription|member|registered|account)\b",
    r"\b(?:this|full|the full|the rest of (?:this|the)) (?:article|story|content|post|report) is "
    r"(?:only )?(?:free to read|for|available (?:only )?(?:to|for)|reserved for|exclusive)",
    r"\b(?:log|sign|logged|signed) ?in (?:or \w+ )?(?:to|for) (?:continue|read|view|access|unlock|"
    r"comment|join|your)",
    r"\b(?:register|(?:create|don['’]t have) an? (?:free )?account)\b.{0,20}"
    r"(?:\bto (?:continue|read|keep|unlock)|\?)",
    r"\byou(?:['’]ve| have) (?:reached|read|used|hit) (?:your|the|all|\w+ of)\b.*"
    r"\b(?:limit|articles?)",
    r"\b(?:free|remaining|additional) articles? (?:left|remaining|this month|per month)\b",
    r"\b(?:un)?lock (?:this|the|full|unlimited|all|more) (?:article|articles|story|access|content)",
    r"\b(?:continue|keep) reading (?:with|by|for|your|this article with)\b",
    r"\b(?:subscribers?|members?|premium)[ -](?:only|exclusive)\b",
    r"\b(?:get|have|enjoy) (?:full|unlimited|complete|digital|instant)(?: online)? access\b",
    r"\bsubscribe for more\b|\byour (?:subscription|institution)\b",
    r"^(?:sign|log) ?in or create",
    r"^unlimited (?:online |digital )?access\b",
    r"\b(?:start|begin) your (?:free )?(?:trial|subscription)\b",
    r"\bcancel any ?time\b",
    r"\baccess articles from\b",
)
_APPEAL = _cue(
    "appeal",
    "asks the reader for money, a follow, a contribution or an address",
    70,
    r"^\W*(?:please )?(?:donate|support (?:us|our|independent)|sign up|follow us|join us|like us|"
    r"get in touch|contact us|write (?:to|for) us|download (?:our|the) app|click here to|"
    r"become a (?:member|subscriber|patron|supporter)|make a (?:donation|gift|contribution))\b",
    r"\b(?:sign up|sign-up|subscribe|register)\b.{0,40}\b(?:newsletter|emails?|e-mails?|briefing|"
    r"alerts?|digest)\b",
    r"\b(?:newsletter|briefing|digest|stories|news|updates?|headlines|scoops|analysis) "
    r"(?:\w+ ){0,6}(?:to|in|into|meet) your inbox\b|\byour inbox\b.{0,40}\b(?:daily|weekly|day|week)",
    r"\bif you (?:want|wish|would like) to (?:contribute|donate|support|write for|comment|submit|"
    r"share your)",
    r"\b(?:follow|like|find|join) us on\b",
    r"\bfollow (?:@|[\w.'’-]+(?: [\w.'’-]+){0,3} on (?:twitter|x|facebook|instagram|linkedin|"
    r"telegram|social media|google))",
    r"\b(?:tax[- ]deductible|your (?:donation|generous|support|contribution|gift)s? "
    r"(?:helps?|makes?|allows?|enables?|keeps?|will))\b",
    r"\b(?:make|consider) (?:a|making a) (?:tax-deductible )?(?:donation|contribution|gift)\b",
    r"\bwe (?:rely|depend) (?:entirely |solely )?on (?:our )?(?:readers|donations|the support)",
    r"\bsupport our (?:award|independent|work|journalis|mission)|\bby becoming a (?:member|patron)",
    r"\b(?:please (?:contact|e-?mail|write to)|you can (?:contact|e-?mail|reach)|(?:contact|e-?mail|"
    r"write to|reach)(?: the (?:author|reporter|writer)s?)?(?: [\w.'’-]+){0,3}(?: on \w+)? at)\s"
    r"(?:us\b|the\b|[\w.'’-]+ [\w.'’-]+ here|.{0,40}[@\w.]+[@/.]\w+)",
    r"\b(?:have|got) (?:a|an) (?:story|tip|opinion|news tip)\b.*\?",
    r"\bsend (?:us )?(?:your )?(?:letters?|submissions?|tips?|feedback|comments?) (?:to\b|at\b)",
    r"\b(?:enjoyed?|like) this (?:article|story|post)\b",
    r"^support (?:local|quality|independent) journalism|^join our newsletter",
    r"\bclick here (?:for|to)\b|\bbreaking news alerts\b",
    r"\bwould you like to comment\b|\bjoin (?:the|our) (?:conversation|discussion|comment\w*)\b",
    r"\bshare your (?:thoughts|views|opinion) (?:in|with|below|on)\b|\blet us know in the comments\b",
    r"\b(?:affiliate (?:links?|commission|partnerships?)|earn (?:a|an) (?:small |affiliate )?"
    r"commission)\b",
    r"\bchoose .{0,40} as a ['‘“\"]?preferred source\b",
)
_AUTHOR = _cue(
    "author_note",
    "tells of the author or of whose views these are",
    90,
    r"^\W*(?:editor(?:ial)?(?:['’]?s)?|author(?:['’]?s)?|publisher['’]?s) notes?\b",
    r"^\W*about (?:the )?(?:author|writer|contributor)s?\b",
    r"^\W*the (?:author|writer|columnist)s? (?:is|are|was|were|works?|teaches|holds|served|has)\b",
    r"\b(?:views?|opinions?)(?: and (?:views?|opinions?))? (?:expressed|stated|presented|"
    r"contained)\b.*\b(?:author|writer|own|not (?:necessarily|those)|do(?:es)? not)",
    r"\b(?:reflects?|represents?) (?:only |solely )?the (?:author|writer)s?['’]s?['’]? "
    r"(?:own |personal )?(?:views?|opinions?)",
    r"\bnot necessarily (?:reflect|represent|the views|those of)",
    r"\bthis (?:article|commentary|column|essay|piece|op-ed|analysis) (?:was )?(?:first |originally )"
    r"(?:published|appeared|ran)\b",
    r"^\W*(?:additional |with )?(?:reporting|writing|editing|compiled|translated|edited) "
    r"(?:and \w+ )?by\b.{1,120}$",
    r"^\W*(?:with )?(?:files|inputs?|reporting|contributions?) (?:from|by)\b|^with \w+ wires$",
    r"^\W*\(?(?:writing|reporting|editing) (?:by|in)\b",
    r"\bcontributed (?:to this (?:report|article|story)|reporting)\b",
    r"^\W*(?:associated press|ap|reuters|afp) (?:\w+ )?(?:writers?|reporters?|journalists?)\b",
    r"^\W*[\w.'’ ,-]{3,80} reported from [A-Z][\w .,'’-]+\.",
)
_TEASER = _cue(
    "teaser",
    "points to another story",
    40,
    r"^\W*(?:read|see|watch|listen|explore|learn)(?: (?:also|more|next|on|here|now|this))*"
    r"\s?(?::|»|>|→|–|$)",
    r"^\W*(?:also read|read also|read more|see also|related|recommended|more|watch|in pictures|"
    r"explainer|opinion|podcast)\s?[:|]\s?\S",
    _line(
        r"also read|read also|read more.{0,20}|see also|more (?:on|from|about|in|like|great|to|of)\b.*",
        r"more (?:stories|news|articles|headlines|coverage)(?: .{0,30})?|most .{0,20}(?:read|popular|"
        r"viewed|watched|shared).{0,20}",
        r"related(?: [\w&']+){0,2}|recommended(?: [\w&']+){0,3}|you (?:may|might) (?:also )?(?:like|be "
        r"interested.*)|don['’]t miss.{0,20}|in case you missed it|(?:top|latest|other|featured|popular"
        r"|trending|must[- ]read|next|previous) (?:news|stories|story|articles?|posts?|headlines|"
        r"reads|videos?|coverage|now|today)(?: .{0,20})?",
        r"up next|trending(?: now)?|further reading|editor['’]?s['’]? (?:picks?|choice)|popular|"
        r"popular (?:on|in|now|at) .{1,30}|what to read next.*|keep reading|on our radar|"
        r"follow .{0,30}full coverage.*|key (?:events?|stories|reads)|sponsored stories",
    ),
    r"^\W*(?:for )?more .{0,30}(?:stories|news|coverage|articles)\b.{0,60}(?:click|visit|check|page|"
    r"https?:)",
    r"^follow \w+['’]s (?:full )?coverage\b|\bmore \w+ (?:\w+ )?coverage:",
    r"^check out (?:more|our|all)\b",
)
COMMENTS = _cue(
    "furniture",
    "where readers' comments begin",
    14,
    _line(
        r"\d[\d,]* (?:comments?|responses?|repl(?:y|ies)|thoughts? on .*)",
        r"(?:comments?|discussion) ?\(?\d+\)?|(?:reader|top|top rated|recent|all) comments?",
        r"leave a (?:reply|comment).*|join the (?:conversation|discussion|debate).*|have your say.*",
        r"(?:post|write|add|submit) (?:a|your) comment.*|what do you think\W*.*|tell us what you "
        r"think.*|comments? (?:are closed|section|policy).*|view (?:all )?(?:\d+ )?comments.*",
    ),
)
_FURNITURE = _cue(
    "furniture",
    "page furniture",
    25,
    _line(
        r"advert(?:isement|ising)?(?: \d+)?|ad|sponsored(?: content)?|promoted(?: content)?",
        r"article content|end of article|end of story|false|true|shares?|tweet(?: this)?|print|text",
        r"e-?mail(?: me)?|copy(?: link| url)?|save|bookmark|facebook|twitter|x|linkedin|whatsapp",
        r"telegram|reddit|pinterest|messenger|instagram|youtube|flipboard|tumblr|pocket|line|wechat",
        r"weibo|tiktok|threads|bluesky|viber|close|menu|search(?: trends)?|home|log ?in|log ?out",
        r"sign ?(?:in|up|out)|my account|subscribe|newsletters?|navigation|back to top|next|previous",
        r"listen|reply|play(?: (?:video|audio|now))?|pause|mute|watch(?: live| now)?|live|gallery",
        r"photos?|videos?|a-|a\+|contact|about(?: us)?|privacy|terms|cookies|feedback|sitemap|rss",
        r"careers|jobs|help(?: cent(?:er|re))?|faqs?|donate|more|published|updated|opinions?",
        r"analysis|commentary|editorial|news|world|politics|features?|exclusive|breaking(?: news)?",
        r"international|europe|journalist|staff writer|follow|following|tags?|topics?|categories",
        r"recommended from editorial|first published|buy now|shop now|learn more|find out more",
        r"comments?|discussion|_+|key points?|in brief|subscribe(?: now| today)?",
    ),
)
_BUTTONS = _cue(
    "furniture",
    "page furniture",
    8,
    _line(
        r"(?:story|article) continues (?:below|after).*|continue reading.*|skip (?:to|past|ad).*",
        r"scroll (?:down|to) .*|loading.*|share (?:this|on|via|article|the|with|your|current|or|save)"
        r"\b.*|sharing is caring.*|print (?:this|article|page).*|email (?:this|article).*",
        r"link copied.*|copied.*|save (?:article|this|story|for later).*|no comments.*|toggle .*",
        r"listen to (?:this|the) .*|report (?:an? )?.*(?:error|issue|problem)|click to play.*",
        r"tap to play.*|video (?:un)?(?:available|loading).*|font size.*|text size.*",
        r"opens? in (?:a )?new (?:window|tab)|go to .* (?:page|shortcuts)|privacy (?:policy|notice)"
        r".*|terms (?:of|and|&) .*|cookie (?:policy|settings|preferences).*|accessibility.*",
        r"advertise (?:with|on) .*|last (?:updated|modified).*|request (?:a )?reprint.*|"
        r"submit (?:a )?correction.*|editorial (?:code|guidelines).*|our standards\b.*",
        r"why you can trust .*|breadcrumb.*|you are here.*|view (?:more|all|gallery|author).*",
        r"show more.*|see more.*|read (?:the )?(?:full |original )?(?:story|article|post)",
        r"available from .*|this is a breaking .*|more to follow.*|developing story.*|"
        r"download (?:our|the|on|from|now|as|pdf).*|sponsored by.*|view .{0,30}publications",
    ),
)
LABELS = _cue(
    "furniture",
    "labels, links or dates of the page",
    25,
    r"^\W*(?:tags?|topics?|keywords?|categor(?:y|ies)|filed under|published under|posted in|labels?|"
    r"related (?:tags|topics)|first published|short ?url|doi|isbn|issn|this article is related to|"
    r"games featured|subjects?)\s?:",
    r"^\W*(?:posted|published|updated|last updated|created) (?:on|at|in|by|under|:|\d)",
    r"^\W*tags [A-Z]|^(?:image )?\d+ of (?:/ )?\d+$|^author of the article",
    r"^\W*\d+\s?(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?)(?:\s(?:read|ago|\w+ read))\W*$",
    r"^\W*(?:last )?(?:updated|published|posted) .{0,30}\bago\W*$",
    r"^\W*(?:estimated )?reading time\b",
    r"^\W*\d[\d,.]*k?\s?(?:shares?|views?|likes?|comments?|votes?|retweets?|followers?|reads?)\W*$",
    r"^\W*(?:rating|score|views?|shares?|likes?)\s?:?\s?\d",
    r"^\W*[\w& ]{2,30}(?:\s[>»›]\s[\w& ]{2,40}){1,5}\W*$",
    r"^\W*https?://\S+$|^\W*www\.\S+$|^\S+@\S+\.\w+$|^@\w+$",
    r"next post\s?[»›>]\W*$",
    r"^[«‹<]\s?prev|^(?:prev(?:ious)?|next) (?:article|post|story)",
)
LEGAL = _cue(
    "furniture",
    "a notice on rights, data or the site",
    60,
    r"^\W*(?:copyright\b|(?:©|ⓒ|\(c\)).*(?:\b20\d\d\b|\brights\b|\b(?:ltd|inc|llc|plc|corp)\b))",
    r"\ball rights (?:are )?reserved\b",
    r"\b(?:this website|this site|we) uses? cookies\b",
    r"\bby (?:using|continuing|clicking|submitting|signing)\b.*"
    r"\b(?:agree|accept|consent|acknowledge)\b",
    r"\bprotected by recaptcha\b|\b(?:privacy|data protection|cookie) (?:policy|notice|settings)\b",
    r"\bmay not be (?:published|reproduced|republished|redistributed|reprinted)\b",
    r"\b(?:javascript|your browser)\b.*\b(?:enable|support|disabled|required|refresh|out of date)\b",
    r"\bthis (?:video|audio|content) (?:has failed|is (?:not|un)|cannot|can ?not|failed)\b|"
    r"\b(?:refreshing|refresh) your browser\b",
    r"\bcomments? (?:may|will|must|that|should|are)\b.*\b(?:moderat\w+|community|relevant|abusive|"
    r"respectful|removed)\b|\b(?:community|submission|comment) (?:standards|guidelines|policy)\b",
    r"^[\W\d_]*$",
)
_BYLINES = _cue(
    "byline",
    "says who wrote it",
    14,
    r"^\W*(?:(?:written|story|text|words|analysis|opinion|commentary|report|reported|posted|"
    r"published) )?by:?\s+(?:the )?(?:associated press|reuters|afp|agence france|staff|news ?desk|"
    r"admin|editor|[\w ]{0,30}(?:staff|team|desk|correspondent|reporter|editors?|agenc(?:y|ies)))\W*"
    r"(?:$|[|,–—-])",
    _line(
        r"(?:the )?associated press|reuters|afp|agence france-presse|ap|bloomberg|xinhua|tass|"
        r"the canadian press|reuters staff|afp staff|news ?desk|staff (?:writer|reporter)s?|"
        r"(?:[\w ]{2,30} )?(?:correspondent|news reporter|sports writer)(?: @\w+)?"
    ),
)

#: In this order: the first that fits a line is what the line is.
CUES = (
    LEGAL,
    COMMENTS,
    _FURNITURE,
    _BUTTONS,
    LABELS,
    _BYLINES,
    _AUTHOR,
    _PAYWALL,
    _APPEAL,
    _TEASER,
    _CREDITS,
    _PICTURES,
)
