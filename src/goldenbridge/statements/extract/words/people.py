"""Words for those who speak: offices of persons, bodies of states, groups that reporters name."""

from __future__ import annotations

from goldenbridge.sources.words import words

__all__ = [
    "BEFORE_NAMES",
    "BETWEEN",
    "BODIES",
    "BOTH",
    "CALLED",
    "GROUPS",
    "NOT_NAMES",
    "NOT_PEOPLE",
    "PARTICLES",
    "PARTIES",
    "PEOPLE_BODIES",
    "TITLES",
    "TITLE_PARTS",
    "WOMEN",
]

#: Nouns that, after the word for a state, stand for that state: "Russian officials".
BODIES = words(
    "chief secretary agencies generals side parliamentarian official officials government",
    "governments administration administrations ministry diplomat diplomats diplomacy",
    "negotiator negotiators leader leaders leadership military army forces parliament",
    "parliamentarians lawmaker lawmakers authorities authority delegation delegations",
    "intelligence foreign-ministry embassy representatives representative side regime",
    "establishment state policymakers policymaker elite elites troops cabinet senate congress",
    "duma media people public republicans democrats spokesman spokeswoman spokesperson generals",
    "commanders ministers politicians counterparts politician envoy envoys strategists capital",
    "capitals president minister chancellor countries nations allies members states powers",
    "partners member",
)
#: Words that may stand between: "US intelligence officials".
BETWEEN = words(
    "foreign defense defence intelligence senior top high-ranking military security government",
    "state political national federal prime deputy former current new own civil public western",
    "european administration foreign-policy policy armed interior finance general army chief",
    "high level house department political economic business religious opposition intelligence",
)
#: Offices of persons, before or after a name.
TITLES = words(
    "rep sen sec gen prof dr mr mrs ms lt col adm gov amb president minister chancellor secretary",
    "ambassador general premier chairman chairwoman chief director spokesman spokeswoman",
    "spokesperson senator congressman congresswoman representative adviser advisor envoy",
    "professor analyst expert fellow scholar commissioner governor commander admiral colonel",
    "marshal leader negotiator diplomat author columnist historian researcher strategist",
    "scientist editor journalist economist lawmaker mp mr mr. mrs mrs. ms ms. dr dr. gen. sen.",
    "rep. prof. sir pope head deputy official undersecretary czar king emperor correspondent",
    "reporter theorist coordinator chair",
)
TITLE_PARTS = TITLES | words(
    "presidential parliamentary russia nato ukraine congressional foreign defense defence prime",
    "vice deputy senior former top of state national security the for and affairs first",
    "european us u.s. american russian ukrainian british french german chinese white house",
    "kremlin nato eu un interior finance policy political international relations council",
    "department assistant under retired then permanent acting a an at in university institute",
    "center centre",
)
#: More words that may stand before a name, and are no office that somebody is called by alone.
BEFORE_NAMES = words(
    "presidents ministers senators generals professors dear member members mep judge justice",
    "bishop archbishop cardinal patriarch father prince princess queen lord lady baroness",
    "colleague friend candidate founder",
)
#: Whoever was spoken of may be called so: "the diplomat said".
CALLED = words(
    "diplomat author leader analyst expert general politician scholar professor historian",
    "official senator lawmaker economist envoy negotiator president minister writer strategist",
    "chancellor premier ambassador spokesman spokeswoman spokesperson dictator strongman",
)
#: Small words inside a name: "Ursula von der Leyen".
PARTICLES = words("de van der von al bin da di du den el")
#: Given names of women, by which "she" is told from "he".
WOMEN = words(
    "alexandra alice amanda ana angela anja ann anna annalena anne annegret barbara beata",
    "bonnie carla catherine celeste christina christine claudia condoleezza daria diana ekaterina",
    "elena eleonora elisabeth elise elizabeth ella emily emine emma eva federica fiona fiorella",
    "francoise françoise giorgia giovanna hanna heather heidi helen helga hillary hua ingrida irina",
    "iryna ivanna jacinda jana jane janet jeanne jen jennifer jessica joanna julia julianne kaja",
    "kamala karen karin karine kate katharina katherine katie katrin kersti kristalina kristi",
    "laura lesia lesya linda lisa liudmila liz louise lucy ludmila lyudmila magdalena maia",
    "margaret margarita margot maria marie marina marine marta martha mary melanie mélanie",
    "melinda michaela michelle mira mona nadia nancy natalia nataliia nataliya nataly nicola nina",
    "oana oksana olena olesia olga olha penny rachel rebecca rose ruth samantha sandra sanna sara",
    "sarah sophie stella susan svetlana sviatlana svitlana tara tatiana tatyana teresa theresa",
    "tulsi ursula valentina valerie vera veronika victoria viola vjosa wendy yekaterina yulia",
    "yuliia zuzana mrs ms",
)
#: Groups without a state, as reporters name them.
GROUPS = words(
    "experts analysts critics observers officials diplomats scholars commentators lawmakers",
    "politicians historians economists hawks pundits skeptics sceptics supporters opponents",
    "advocates hardliners sources strategists commenters voices proponents activists insiders",
    "academics researchers intellectuals realists progressives senators congressmen generals",
    "commentators specialists allies leaders people members companies governments",
)
#: Capitalised words that are no one's name.
NOT_NAMES = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may",
    "june july august september october november december cold war world east west eastern",
    "western europe asia black sea baltic donbas donbass crimea crimean peninsula twitter",
    "facebook the a an in on at if but and or as for from by with when while after before since",
    "until this that these those it he she they we i you his her their our its not no yes there",
    "here what who how why where which some many most all both each every other another such",
    "one two three first second third new north south atlantic pacific central minsk nord",
    "stream geneva brussels istanbul munich washington post times reuters associated press ap",
    "afp cnn bbc tass interfax ria novosti swift covid gdp soviet union treaty act council",
    "conference agreement agreements security foreign affairs ministry department republic",
    "however moreover instead indeed although though despite given meanwhile still also yet",
    "thus so then now today yesterday last next once even only just more less even perhaps",
    "maybe according",
)
#: A capitalised name that holds one of these is an institution, a place or a text, not a person.
NOT_PEOPLE = words(
    "institute university council times post party committee minister ministry sea treaty act",
    "house street news group security foundation center centre war strategy strategic",
    "department office agency bank forum journal review report union federation republic",
    "organization organisation alliance commission court school college city square tower",
    "palace region district province oblast bridge river ocean gulf strait island islands",
    "peninsula mountains force forces army navy guard fleet command staff service services",
    "press media channel network radio television magazine tribune herald gazette globe",
    "guardian observer telegraph independent economist post politico week today daily affairs",
    "policy relations studies association society club fund program programme project",
    "initiative plan doctrine concept agreement agreements accord accords protocol convention",
    "charter memorandum declaration act summit conference meeting round talks dialogue process",
    "format founding final administration government parliament senate congress assembly duma",
    "rada cabinet kingdom states nations empire emirates world country countries north south",
    "east west northern southern eastern western central european american russian ukrainian",
    "chinese british german french asian african atlantic pacific arctic baltic black red white",
    "green blue great grand new old big first second third christmas easter sunday monday",
    "general secretary deputy prime chief joint national international federal global united",
    "democratic people liberal conservative labour republican democrat democrats republicans",
    "parties front movement league brigade battalion regiment division corps missile system",
    "systems range nuclear air ground naval aegis ashore patriot javelin editor note photo",
    "image getty reuters summary introduction executive conclusion share read more related open",
    "door line lines flank bloc speech address statement joint command committee",
)
#: Those who may be "both" or "the two" who were named before.
PARTIES = words(
    "sides side leaders countries parties presidents ministers nations capitals governments men",
    "powers partners neighbours neighbors diplomats them",
)
BOTH = words("both two neither each either")
#: Bodies of a state that stand alone when it is known which: "the ministry".
PEOPLE_BODIES = words("ministry administration government parliament delegation army military")
