"""The 83 claims of the five sources, each with what carries it: mechanism, knob, reading, module.

The claims are the authors', told anew in few words, and none is a finding. S0 to S4 are the
sources of the European security case, L the lines there. Parameters are not listed a second time
here: each names its rows where it is declared, and a row finds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from goldenbridge.analysis.dynamics.model import parameters
from goldenbridge.analysis.dynamics.rows.experiments import EXPERIMENTS

__all__ = ["ROWS", "Row", "experiment_of"]


@dataclass(frozen=True)
class Row:
    """One claim: where it is made, what it says, and what carries it.

    Attributes
    ----------
    number : in the table of mechanisms.
    where : source and lines.
    claim : in our own words.
    knobs, readings, variables : what carries it besides parameters: readings as
        ``losses: openness``.
    rivals : rows that claim otherwise, or set limits to it.
    elsewhere : what carries it outside the simulation over time.
    """

    number: int
    where: str
    claim: str
    knobs: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    rivals: tuple[int, ...] = ()
    elsewhere: str = ""

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Full names of the parameters that say they carry it.

        >>> ROWS[82].parameters
        ('red_lines.tied',)
        """
        return tuple(name for name, p in parameters().items() if self.number in p.rows)

    @property
    def mechanisms(self) -> tuple[str, ...]:
        """The mechanisms whose parameters carry it."""
        return tuple(dict.fromkeys(name.split(".")[0] for name in self.parameters))

    @property
    def carried_by(self) -> tuple[str, ...]:
        """Everything in the simulation that carries it."""
        return (
            *self.parameters,
            *(f"knob {one}" for one in self.knobs),
            *(f"reading {one}" for one in self.readings),
            *(f"variable {one}" for one in self.variables),
        )

    @property
    def experiments(self) -> tuple[str, ...]:
        """Names of the experiments that show it."""
        return tuple(name for name, one in EXPERIMENTS.items() if self.number in one.rows)


def experiment_of(number: int) -> tuple[str, ...]:
    """Names of the experiments of a row.

    >>> experiment_of(83)
    ('one package',)
    """
    return ROWS[number - 1].experiments


ROWS: tuple[Row, ...] = (
    Row(1, "S0 L17–19", "Whoever is left a cheap way back is likelier to take it.",
        ("exit",), ("intent: opening",), rivals=(32, 58),
        elsewhere="`analysis/levers`: sticks with and without a stated way out"),
    Row(2, "S0 L25", "To offer a neutral Ukraine is where the bridge begins.",
        ("neutrality",), rivals=(19, 33, 62),
        elsewhere="an option of the case, and a lever that vouches for it: `worlds/ground`"),
    Row(3, "S0 L25", "Pressing a state between the blocs to join one raises tension.",
        ("enlargement",), rivals=(18, 63)),
    Row(4, "S0 L25", "A neutral state in between keeps the whole order steady.",
        ("neutrality", "scope"), rivals=(61,)),
    Row(5, "S0 L27", "A client that raises the stakes for a patron pays; the patron looks on.",
        ("enlargement", "aid"), ("cohesion: holds",), rivals=(43,),
        elsewhere="`analysis/coalitions`: clients"),
    Row(6, "S0 L29", "Measures that stay whatever is agreed leave nothing to negotiate for.",
        ("sanctions", "conditional"), ("sanctions: terms",), rivals=(24, 26),
        elsewhere="relief as options and phased levers of a case"),
    Row(7, "S0 L29", "Measure upon measure makes the target feel encircled.",
        ("sanctions",), ("sanctions: provoke",), rivals=(63,)),
    Row(8, "S0 L31", "Single items of relief can be put on the table: payments, flights, visas.",
        ("conditional",), rivals=(26,),
        elsewhere="each item an option of an issue in the case"),
    Row(9, "S0 L33", "Broad measures are meant to turn people against their government.",
        ("sanctions",), ("home: unrest",), ("support",), (10, 29)),
    Row(10, "S0 L35", "The target takes broad measures as an attack: hostility, no deterrence.",
        ("sanctions", "threat"), ("sanctions: provoke",), rivals=(24,)),
    Row(11, "S0 L37", "Who wants isolation and punishment overreaches; talks are worth having.",
        ("maximal",), rivals=(32,)),
    Row(12, "S0 L39", "If talks fail, war gets harsher and draws others in.",
        readings=("talks: irrelevant",), variables=("channel",), rivals=(44,)),
    Row(13, "S0 L11", "The shock of war moves bystanders to the other side's coalition.",
        readings=("cohesion: holds",), variables=("cohesion",), rivals=(49, 50),
        elsewhere="`analysis/coalitions`"),
    Row(14, "S0 L13", "Once the last holdouts agree, the strongest measure can be used.",
        ("sanctions",), variables=("cohesion", "breadth"), rivals=(27,),
        elsewhere="`analysis/coalitions`: who must join"),
    Row(15, "S0 L13–15", "Measures hurt those who take them, and bystanders, too.",
        ("sanctions",), rivals=(56,), elsewhere="costs of levers in a case"),
    Row(16, "S0 L15", "A chance to talk that is missed may be gone for good.",
        ("exit",), variables=("audience",), rivals=(78,)),
    Row(17, "S1 L3; S4 L18", "Refused what matters most to it, a side calls talks pointless.",
        ("scope",), ("talks: stalling",), ("window",), (69,)),
    Row(18, "S1 L5", "Some demands are made to be refused, as a reason for war.",
        ("extremity",), ("intent: pretext",), rivals=(38,)),
    Row(19, "S1 L5", "To demand what the other can never grant tells of an intention to fight.",
        ("extremity",), ("intent: pretext", "intent: opening"), ("pretext",), (71,),
        "red lines of the case; `analysis/perception`"),
    Row(20, "S1 L7", "A staged provocation supplies the reason for war.",
        ("operations",), ("intent: pretext",), ("tension",)),
    Row(21, "S1 L9", "Cyber-attacks come when talks stall, below what would mean war.",
        readings=("talks: irrelevant",), variables=("channel", "rung"), rivals=(81,)),
    Row(22, "S1 L9", "Coercion on low rungs has become a habit.", variables=("rung",)),
    Row(23, "S1 L11", "The prospect of a costly insurgency makes invading less attractive.",
        ("resistance",), rivals=(25, 44)),
    Row(24, "S1 L11; S2 L33", "The threat of unheard-of economic measures holds the other back.",
        ("threat",), ("sanctions: compel",), rivals=(10, 25)),
    Row(25, "S1 L13", "Earlier rounds of measures have changed little.", ("threat",)),
    Row(26, "S1 L15", "Measures against large banks hurt more than those against small fry.",
        ("targeting",)),
    Row(27, "S1 L15", "Reserves laid in over years take the edge off.",
        ("sanctions",), ("sanctions: blunted",), ("reserves", "exposure"), (14,)),
    Row(28, "S1 L17", "A government that loses favour at home is tempted by a crisis abroad.",
        readings=("home: rally", "home: neither"), variables=("support",), rivals=(63,)),
    Row(29, "S1 L17", "Conflict makes people rally and forget what they resent.",
        readings=("home: rally",), variables=("support",), rivals=(9,)),
    Row(30, "S1 L19", "The other will hardly give way unless somebody shows it how.",
        ("exit",), rivals=(31,)),
    Row(31, "S1 L19", "Nothing about the client may be traded without it.",
        ("format",), rivals=(2,),
        elsewhere="who must sign what, in the case; `analysis/coalitions`: above its head"),
    Row(32, "S1 L19", "War may be decided, and then talks change nothing.",
        readings=("intent: pretext", "talks: irrelevant"), rivals=(69,)),
    Row(33, "S2 L31", "Suspicion on both sides keeps them from a settlement.",
        variables=("trust",), rivals=(70,), elsewhere="`analysis/perception`"),
    Row(34, "S2 L31", "Nobody goes first, for fear of looking weak.",
        ("neutrality",), variables=("conceded",), rivals=(1,)),
    Row(35, "S2 L31", "Guarantees that bind without fail are asked for; few can be given.",
        ("extremity", "guarantees"), rivals=(46,),
        elsewhere="options and red lines of the case; levers that vouch"),
    Row(36, "S2 L33", "Who is asked to talk under arms refuses to.",
        ("build_up",), ("build_up: blocks",), rivals=(69,)),
    Row(37, "S2 L35", "Demands that leave no give and take would cost a leader its standing.",
        ("extremity",), rivals=(11,)),
    Row(38, "S2 L39", "Demands test how far the others would go.",
        readings=("intent: probe",), variables=("cohesion",), rivals=(18,)),
    Row(39, "S2 L39", "Who has mobilised has to do something with it.",
        ("exit",), variables=("sunk",), rivals=(1,)),
    Row(40, "S2 L41", "Missiles nearby shorten the time to think and touch a red line.",
        ("deployment", "toolkit"), rivals=(74, 77),
        elsewhere="a red line of the case"),
    Row(41, "S2 L43", "Allies who differ in public deter less; the press punishes giving way.",
        ("neutrality",), ("cohesion: frays",), ("cohesion", "audience"), (13,)),
    Row(42, "S2 L43", "To admit that joining is far off builds half a bridge and costs at home.",
        ("neutrality",), variables=("audience",), rivals=(2,),
        elsewhere="`analysis/coalitions`: ratification"),
    Row(43, "S2 L45", "Arms make a quick victory harder, and provoke.",
        ("aid",), variables=("backing", "strength"), rivals=(56,)),
    Row(44, "S2 L47", "Reinforcement may deter, or drive the spiral.",
        ("deployment",), ("cohesion: holds", "cohesion: counter_alignment"), rivals=(76,)),
    Row(45, "S2 L49", "Saying the same again and again wears talks out.",
        readings=("talks: stalling",), variables=("fatigue",), rivals=(69, 78)),
    Row(46, "S2 L51–53; S4 L18", "Replies in writing are a cheap step; little comes of them.",
        ("replies",), rivals=(70,)),
    Row(47, "S2 L55", "A quarrel told as one of systems makes the others stand together.",
        ("alliances",), ("cohesion: counter_alignment",), ("outside",)),
    Row(48, "S2 L57–59", "Rivalry goes on, and the next flashpoint comes.",
        ("operations",), rivals=(77,)),
    Row(49, "S2 L61–63", "Alliances tightened in one region join adversaries in another.",
        ("alliances",), ("cohesion: counter_alignment",), ("widened",), (13,)),
    Row(50, "S2 L65–67", "With a great power behind it the target needs a deal less.",
        ("backer",), ("cohesion: counter_alignment",), ("outside",), (27,),
        "no deal of the case, by hypothesis"),
    Row(51, "S2 L69–71; S4 L16, L22", "Exercises while people talk drive them apart.",
        ("exercises",), ("exercises: threat",), ("suspicion",), (73,)),
    Row(52, "S3 L13", "A success that is large but not too large brings a settlement.",
        readings=("losses: talks",), variables=("balance",), rivals=(55, 57, 58)),
    Row(53, "S3 L15", "Who never said what victory is can say that it has been won.",
        ("exit",), variables=("audience",), rivals=(34,),
        elsewhere="`analysis/offers`: wording"),
    Row(54, "S3 L15", "A ceasefire may only be a pause.",
        ("guarantees",), ("intent: pretext",), ("ceasefire",), (77,),
        "`analysis/steps`: what holds, and what unravels"),
    Row(55, "S3 L17", "Dug-in defenders are harder to move.", variables=("entrenched", "balance")),
    Row(56, "S3 L17", "A war of small gains tires helpers before factories catch up.",
        ("aid",), ("cohesion: frays",), ("tiredness", "ramp"), (43,)),
    Row(57, "S3 L19", "When the offensive stalls the adversary fights on.",
        variables=("war_months", "balance")),
    Row(58, "S3 L21", "Set back, a side raises the stakes.",
        readings=("losses: doubling_down",), variables=("balance",), rivals=(52,)),
    Row(59, "S3 L25–27", "Without stated terms for lifting measures nothing is won by yielding.",
        ("conditional",), ("sanctions: terms",), rivals=(63,),
        elsewhere="conditional levers; `analysis/steps`: snapback"),
    Row(60, "S3 L27", "Cut off, a country is left to those who like it so.",
        ("sanctions",), ("home: hawks",), ("hawks",), (9,)),
    Row(61, "S3 L29–31, L41", "Talks that leave out who has a say in the order stay a formality.",
        ("scope",), variables=("scope",), rivals=(19, 71),
        elsewhere="issues that a lever opens in the case"),
    Row(62, "S3 L31", "Free choice of alliance and a say over it exclude each other.",
        rivals=(2, 4),
        elsewhere="options and red lines of the case, and so the packages of a model; "
        "`analysis/feasibility`: why not"),
    Row(63, "S3 L33–35", "Part of the motive is identity, which security cannot buy off.",
        variables=("identity",), rivals=(3,), elsewhere="hypotheses of the case"),
    Row(64, "S3 L39", "A veto built into the client's house gave a lever, was not carried out, and "
        "was dropped.", ("linked",)),
    Row(65, "S3 L43", "Nobody steers the ladder alone.", variables=("rung",), rivals=(74,)),
    Row(66, "S3 L43", "Who only takes the rules has reason to undermine them.",
        ("scope", "format"), rivals=(75,), elsewhere="`analysis/coalitions`: spoilers"),
    Row(67, "S3 L45–47", "The same defeat brings talks or defiance, by whether talks could bring "
        "anything.", ("scope",), ("losses: openness",), ("balance", "scope")),
    Row(68, "S4 L12", "Each side takes care that the other is blamed for leaving.",
        ("format",), rivals=(18,)),
    Row(69, "S4 L14–16", "Massed forces made talks urgent, and talks calm.",
        ("build_up",), ("build_up: compels", "talks: calming"), rivals=(32, 36, 45)),
    Row(70, "S4 L20", "Demands on paper show what worries whom.",
        ("extremity", "replies"), variables=("misread",), rivals=(18, 19),
        elsewhere="`analysis/perception`"),
    Row(71, "S4 L22", "Known red lines show what is left to settle.",
        variables=("precision", "misread"), rivals=(19,),
        elsewhere="`analysis/information`: red lines exchanged"),
    Row(72, "S4 L22", "Known red lines are not crossed by mistake.",
        variables=("misread",), rivals=(40,)),
    Row(73, "S4 L22", "Manoeuvres nobody was told of are misread.",
        ("notice",), ("exercises: notice",), ("suspicion",)),
    Row(74, "S4 L22", "Councils, notices and rules for incidents make accidents rarer.",
        ("toolkit",), rivals=(51,)),
    Row(75, "S4 L24", "A wider table takes in those who can also set things off, and is slower.",
        ("format",), rivals=(31, 62), elsewhere="`analysis/coalitions`: seating"),
    Row(76, "S4 L24", "Each side's precaution is the other's alarm.",
        ("deployment",), ("cohesion: frays",), rivals=(44,),
        elsewhere="`analysis/spiral`: Richardson, GRIT"),
    Row(77, "S4 L26", "Arms control restrains and shows; in bad times it lapses.",
        ("toolkit",), variables=("treaties",), rivals=(48,)),
    Row(78, "S4 L28", "Round by round talks bring back predictability.",
        readings=("talks: calming",), variables=("trust",), rivals=(16, 45)),
    Row(79, "S4 L28", "It may be too late: the clock runs against trust.",
        readings=("talks: calming",), variables=("trust", "rung"), rivals=(32,)),
    Row(80, "S2 L57", "Forces might be sent to another part of the world in answer.",
        ("deployment",), ("cohesion: frays",), ("widened",), (44,)),
    Row(81, "S2 L59", "Both sides fight over what is true; an event may put things off.",
        ("operations", "delay"), variables=("trust", "quiet"), rivals=(20,)),
    Row(82, "S4 L12", "To walk out has a price in reputation.", ("format",), rivals=(17,)),
    Row(83, "S2 L33–35, S4 L22", "What could be settled is tied to what cannot.",
        ("linked",), elsewhere="`analysis/offers`: linkage and baskets"),
)  # fmt: skip
