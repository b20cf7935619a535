"""The experiments, by name: at least one for every row of the table of mechanisms.

``STILL`` holds the ladder where it is, ``OPEN_ENDED`` keeps a crisis from ending, so that the one
thing looked at is not hidden by the others.
"""

from __future__ import annotations

from goldenbridge.analysis.dynamics.rows.experiment import Experiment, Rival
from goldenbridge.analysis.dynamics.rows.four import Setting

__all__ = ["EXPERIMENTS"]

STILL = {"ladder.up": 0.0, "ladder.slipping": 0.0, "ladder.down": 0.0, "ladder.ceasing": 0.0}
OPEN_ENDED = {"endings.signing": 0.0, "endings.lapsing": 0.0}
NO_LAPSE = {"endings.lapsing": 0.0}
READY = {"endings.lapsing": 0.0, "endings.signing": 0.3}
CLIMBING = {**OPEN_ENDED, "ladder.slipping": 0.0}
STUMBLING = {**OPEN_ENDED, "ladder.up": 0.0}
FIGHTING = {"rung": 7.0, "fighting": 1.0}
DECIDED = Rival(
    "the demander has decided already",
    Setting(readings={"intent": "pretext"}, parameters={"intent.committed": 0.6}),
    0,
)
MOVABLE = {"intent": "opening"}


def _turn(knob: str, one: float = 0.0, other: float = 1.0) -> tuple[Setting, Setting]:
    return Setting(knobs={knob: one}), Setting(knobs={knob: other})


def _set(parameter: str, one: float, other: float) -> tuple[Setting, Setting]:
    return Setting(parameters={parameter: one}), Setting(parameters={parameter: other})


def _begin(one: dict[str, float], other: dict[str, float]) -> tuple[Setting, Setting]:
    return Setting(crisis=one), Setting(crisis=other)


def _party(name: str, one: float, other: float) -> tuple[Setting, Setting]:
    whose = ("demander", "client") if name == "entrenched" else ("demander",)
    return (
        Setting(parties={f"{who}.{name}": one for who in whose}),
        Setting(parties={f"{who}.{name}": other for who in whose}),
    )


def _read(hypothesis: str, one: str, other: str) -> tuple[Setting, Setting]:
    return Setting(readings={hypothesis: one}), Setting(readings={hypothesis: other})


_ALL = (
    # The bridge: a way out, a first concession, and who is beyond reach.
    Experiment(
        "a way out", (1, 30), "agreed", +1, *_turn("exit"),
        Setting(readings=MOVABLE, parameters=NO_LAPSE), DECIDED,
    ),
    Experiment(
        "neutrality said aloud", (2, 42), "agreed", +1, *_turn("neutrality"),
        Setting(readings=MOVABLE, parameters=NO_LAPSE), DECIDED,
    ),
    Experiment(
        "neutrality at home", (42,), "price of backing down", +1, *_turn("neutrality"),
        Setting(only=("audience",), parameters=OPEN_ENDED),
    ),
    Experiment(
        "pressure to enlarge", (3,), "steps up", +1, *_turn("enlargement"),
        Setting(only=("support", "ladder"), readings=MOVABLE, parameters=CLIMBING,
                crisis={"rung": 2.0}), DECIDED,
    ),
    Experiment(
        "a neutral buffer", (4,), "broken", -1, *_turn("neutrality"),
        Setting(only=("commitment", "talks"), parameters=READY, crisis={"scope": 1.0},
                knobs={"scope": 1.0}),
        Rival("only talks about the order make it last",
              Setting(parameters={"commitment.hinges": 1.0, "talks.by_trust": 0.0},
                      crisis={"scope": 0.0}, knobs={"scope": 0.0}), 0),
    ),
    Experiment(
        "a client talked into it", (5,), "cost to the client", +1, *_turn("enlargement"),
        Setting(only=("support", "ladder"), parameters=OPEN_ENDED),
        Rival("the patron arms the client and stands by it",
              Setting(knobs={"aid": 1.0}, readings={"cohesion": "holds"}), 0),
    ),
    Experiment(
        "what identity refuses", (63,), "agreed", -1, *_begin({"identity": 0.0}, {"identity": 1.0}),
        Setting(parameters=NO_LAPSE, knobs={
            "sanctions": 1.0, "conditional": 1.0, "neutrality": 1.0, "exit": 1.0}),
        Rival("nothing is offered that it could refuse",
              Setting(knobs={"sanctions": 0.0, "conditional": 0.0, "neutrality": 0.0,
                             "exit": 0.0}), 0),
    ),
    Experiment(
        "too late for the way out", (16,), "window late", -1,
        Setting(late=1), Setting(late=24),
        Setting(only=("audience", "concessions", "ladder"), knobs={"exit": 1.0},
                parameters={**OPEN_ENDED, **STILL, "audience.price": 0.05}, crisis={"rung": 6.0},
                months=40),
        Rival("where little is staked, time does no harm", Setting(crisis={"rung": 0.0}), 0),
    ),
    Experiment(
        "a vague victory", (53,), "price of backing down", -1, *_turn("exit"),
        Setting(only=("audience", "ladder"), parameters={**OPEN_ENDED, **STILL}),
    ),
    Experiment(
        "nobody first", (34,), "conceded", -1, *_set("concessions.fear", 0.3, 1.5),
        Setting(only=("concessions",), parameters=OPEN_ENDED),
        Rival("the others have led", Setting(knobs={"neutrality": 1.0}), 0),
    ),
    Experiment(
        "a leader's image", (37,), "the patron asks", +1, *_turn("extremity"),
        Setting(only=("concessions",), parameters=OPEN_ENDED, readings={"intent": "probe"}),
        Rival("the demands are an opening bid", Setting(readings=MOVABLE), 0),
    ),
    Experiment(
        "locked in", (34, 37), "agreed", -1, *_set("audience.price", 0.0, 0.05),
        Setting(parameters=NO_LAPSE, readings=MOVABLE),
        Rival("any outcome can be called a success",
              Setting(knobs={"exit": 1.0}, parameters={"audience.vague": 1.0}), 0),
    ),
    Experiment(
        "costs already sunk", (39,), "agreed", -1, *_set("battlefield.sunk", 0.02, 0.12),
        Setting(parameters={**NO_LAPSE, **STILL}, crisis=FIGHTING, readings=MOVABLE), DECIDED,
    ),
    # Measures.
    Experiment(
        "measures without end", (6,), "agreed", -1, *_turn("sanctions"),
        Setting(readings={"sanctions": "terms"}, parameters=NO_LAPSE),
        Rival("measures compel", Setting(readings={"sanctions": "compel"}), +1),
    ),
    Experiment(
        "stated terms", (59,), "agreed", +1, *_turn("conditional"),
        Setting(readings={"sanctions": "terms"}, parameters=NO_LAPSE, knobs={"sanctions": 1.0}),
        Rival("no inducement works, and measures cost their sender nothing",
              Setting(crisis={"identity": 1.0}, parameters={"sanctions.blowback": 0.0}), 0),
    ),
    Experiment(
        "a few items of relief", (8,), "agreed", +1, *_turn("conditional", 0.0, 0.5),
        Setting(readings={"sanctions": "terms", **MOVABLE}, parameters=NO_LAPSE,
                knobs={"sanctions": 1.0}), DECIDED,
    ),
    Experiment(
        "encirclement", (7,), "steps up", +1, *_turn("sanctions"),
        Setting(only=("sanctions", "ladder"), readings={"sanctions": "provoke"},
                parameters=CLIMBING),
        Rival("measures compel", Setting(readings={"sanctions": "compel"}), 0),
    ),
    Experiment(
        "unrest", (9,), "support", -1, *_turn("sanctions"),
        Setting(only=("sanctions", "audience"), readings={"home": "unrest"},
                parameters=OPEN_ENDED),
        Rival("people rally", Setting(readings={"home": "rally"}), +1),
    ),
    Experiment(
        "unrest presses", (9,), "agreed", +1, *_read("home", "neither", "unrest"),
        Setting(knobs={"sanctions": 1.0}, parameters=NO_LAPSE),
    ),
    Experiment(
        "a threat provokes", (10,), "steps up", +1, *_turn("threat"),
        Setting(only=("sanctions", "ladder"), readings={"sanctions": "provoke"},
                parameters=CLIMBING, crisis={"rung": 2.0}),
        Rival("a threat deters", Setting(readings={"sanctions": "compel"}), -1),
    ),
    Experiment(
        "a threat deters", (24,), "steps up", -1, *_turn("threat"),
        Setting(only=("sanctions", "ladder"), readings={"sanctions": "compel"},
                parameters=CLIMBING, crisis={"rung": 2.0}),
        Rival("a threat provokes", Setting(readings={"sanctions": "provoke"}), +1),
    ),
    Experiment(
        "a poor record", (25,), "steps up", +1, *_set("sanctions.record", 0.9, 0.3),
        Setting(only=("sanctions", "ladder"), readings={"sanctions": "compel"},
                parameters=CLIMBING, crisis={"rung": 2.0}, knobs={"threat": 1.0}),
        Rival("no threat deters anyhow", Setting(readings={"sanctions": "provoke"}), 0),
    ),
    Experiment(
        "retribution", (11,), "agreed", -1, *_turn("maximal"),
        Setting(readings=MOVABLE, parameters=NO_LAPSE), DECIDED,
    ),
    Experiment(
        "large banks", (26,), "cost to the target", +1, *_turn("targeting"),
        Setting(only=("sanctions", "ladder"), knobs={"sanctions": 0.6}, parameters=CLIMBING,
                readings={"sanctions": "provoke"}),
        Rival("and yet it may not deter", Setting(), 0, "steps up"),
    ),
    Experiment(
        "united senders", (14,), "effect", +1, *_begin({"cohesion": 0.45}, {"cohesion": 0.9}),
        Setting(only=("sanctions", "support"), knobs={"sanctions": 0.7}, parameters=OPEN_ENDED),
        Rival("reserves take it all off",
              Setting(readings={"sanctions": "blunted"}, parameters={
                  "sanctions.reserves": 1.0, "sanctions.blunting": 1.0, "sanctions.drawing": 0.0,
              }), 0),
    ),
    Experiment(
        "reserves", (27,), "effect", -1, *_set("sanctions.reserves", 0.2, 0.8),
        Setting(only=("sanctions",), knobs={"sanctions": 1.0}, parameters=OPEN_ENDED,
                readings={"sanctions": "blunted"}),
        Rival("nothing softens the blow", Setting(readings={"sanctions": "compel"}), 0),
    ),
    Experiment(
        "blowback", (15,), "cost to the sender", +1, *_turn("sanctions"),
        Setting(only=("sanctions",), parameters=OPEN_ENDED),
    ),
    Experiment(
        "hard-liners", (60,), "hawks", +1, *_turn("sanctions"),
        Setting(only=("sanctions", "audience"), readings={"home": "hawks"},
                parameters=OPEN_ENDED),
        Rival("pressure means unrest", Setting(readings={"home": "unrest"}), 0),
    ),
    Experiment(
        "diversion", (28,), "steps up", +1, *_party("support", 0.5, 0.2),
        Setting(only=("audience", "ladder"), readings={"home": "rally"}, parameters=CLIMBING,
                crisis={"rung": 2.0}, months=12),
        Rival("home counts for nothing", Setting(readings={"home": "neither"}), 0),
    ),
    Experiment(
        "rally", (29,), "support", +1, *_begin({"rung": 4.0}, FIGHTING),
        Setting(only=("audience", "ladder"), readings={"home": "rally"},
                parameters={**OPEN_ENDED, **STILL}),
        Rival("nobody rallies", Setting(readings={"home": "unrest"}), 0),
    ),
    # Patrons, allies and others.
    Experiment(
        "shock of war", (13,), "unity", +1, *_begin({"rung": 4.0}, FIGHTING),
        Setting(only=("support", "ladder"), readings={"cohesion": "holds"},
                parameters={**OPEN_ENDED, **STILL}),
        Rival("alliances call up others", Setting(readings={"cohesion": "counter_alignment"}), 0),
    ),
    Experiment(
        "no seat for the client", (31,), "slack", -1, *_turn("format", 1.0, 0.0),
        Setting(only=("support",), parameters=OPEN_ENDED),
        Rival("it is settled without the client", Setting(client_signs=False), 0),
    ),
    Experiment(
        "disunity seen", (41,), "steps up", +1, *_read("cohesion", "holds", "frays"),
        Setting(only=("support", "ladder"), parameters=CLIMBING, crisis={"rung": 2.0}),
    ),
    Experiment(
        "a probe finds unity", (38,), "the demander asks", -1,
        *_begin({"cohesion": 0.45}, {"cohesion": 0.9}),
        Setting(only=("intent", "support"), readings={"intent": "probe"}, parameters=OPEN_ENDED),
        Rival("the demands are a pretext", Setting(readings={"intent": "pretext"}), 0),
    ),
    Experiment(
        "arms sent", (43,), "gain", -1, *_turn("aid"),
        Setting(only=("support", "battlefield", "ladder"), crisis=FIGHTING,
                parameters={**OPEN_ENDED, **STILL}),
    ),
    Experiment(
        "arms seen", (43,), "steps up", +1, *_turn("aid"),
        Setting(only=("support", "ladder"), parameters=CLIMBING, crisis={"rung": 2.0}),
    ),
    Experiment(
        "reinforcement deters", (44,), "steps up", -1, *_turn("deployment"),
        Setting(only=("support", "ladder"), readings={"cohesion": "holds"}, parameters=CLIMBING,
                crisis={"rung": 2.0}),
        Rival("it feeds the spiral", Setting(readings={"cohesion": "counter_alignment"}), +1),
    ),
    Experiment(
        "reinforcement spirals", (76,), "steps up", +1, *_turn("deployment"),
        Setting(only=("support", "ladder"), readings={"cohesion": "frays"}, parameters=CLIMBING,
                crisis={"rung": 2.0}),
        Rival("it deters", Setting(readings={"cohesion": "holds"}), -1),
    ),
    Experiment(
        "flight times", (40,), "slips", +1, *_turn("deployment"),
        Setting(only=("support", "ladder"), parameters=STUMBLING),
        Rival("what is deployed is limited", Setting(knobs={"toolkit": 1.0}), 0),
    ),
    Experiment(
        "another theatre", (80,), "widened", +1, *_turn("deployment"),
        Setting(only=("support", "ladder"), readings={"cohesion": "frays"}, crisis=FIGHTING,
                parameters={**OPEN_ENDED, **STILL}),
        Rival("forces stay where they are", Setting(readings={"cohesion": "holds"}), 0),
    ),
    Experiment(
        "weary patrons", (56,), "backing", -1, *_begin({"rung": 4.0}, FIGHTING),
        Setting(only=("support", "ladder"), knobs={"aid": 1.0}, readings={"cohesion": "frays"},
                parameters={**OPEN_ENDED, **STILL}),
        Rival("production has caught up", Setting(crisis={"ramp": 1.0}), 0),
    ),
    Experiment(
        "an occupation made dear", (23,), "war", -1, *_turn("resistance"),
        Setting(only=("support", "ladder"), readings=MOVABLE, crisis={"rung": 5.0},
                parameters={**CLIMBING, "ladder.up": 0.25}, months=18),
        DECIDED,
    ),
    Experiment(
        "blocs", (47,), "outside", +1, *_turn("alliances"),
        Setting(only=("alignment",), readings={"cohesion": "counter_alignment"},
                parameters=OPEN_ENDED),
        Rival("nobody is drawn to the other side",
              Setting(readings={"cohesion": "holds"}, parameters={"alignment.otherwise": 0.0}), 0),
    ),
    Experiment(
        "alliances elsewhere", (49,), "widened", +1, *_turn("alliances"),
        Setting(only=("alignment", "ladder"), readings={"cohesion": "counter_alignment"},
                crisis=FIGHTING, parameters={**OPEN_ENDED, **STILL}),
        Rival("the others stay apart",
              Setting(readings={"cohesion": "holds"}, parameters={"alignment.otherwise": 0.0}), 0),
    ),
    Experiment(
        "a great power behind it", (50,), "agreed", -1, *_turn("backer"),
        Setting(readings={"cohesion": "counter_alignment"}, parameters=NO_LAPSE),
        Rival("it counts for nothing",
              Setting(readings={"cohesion": "frays"}, parameters={"alignment.otherwise": 0.0}), 0),
    ),
    # Talks.
    Experiment(
        "broken-off talks", (12,), "war", +1, *_set("talks.suspending", 0.0, 0.3),
        Setting(only=("talks", "ladder"), readings={"talks": "calming"},
                crisis={"rung": 5.0}, months=18,
                parameters={**CLIMBING, "talks.opening": 0.5, "ladder.up": 0.25}),
        Rival("talks are irrelevant", Setting(readings={"talks": "irrelevant"}), 0),
    ),
    Experiment(
        "others drawn in", (12,), "widened", +1, *_set("talks.suspending", 0.0, 0.3),
        Setting(only=("talks", "ladder"), readings={"talks": "calming"}, crisis=FIGHTING,
                parameters={**OPEN_ENDED, **STILL, "talks.opening": 0.5}),
        Rival("talks are irrelevant", Setting(readings={"talks": "irrelevant"}), 0),
    ),
    Experiment(
        "key elements refused", (17,), "suspensions", +1, *_turn("scope", 1.0, 0.0),
        Setting(only=("talks",), packages=("order",), readings={"talks": "stalling"},
                parameters=OPEN_ENDED),
        Rival("they agree to go on talking", Setting(readings={"talks": "calming"}), 0),
    ),
    Experiment(
        "a cyber-attack while talks rest", (21,), "steps at first", +1,
        *_begin({"channel": 1.0}, {"channel": 0.0}),
        Setting(only=("talks", "ladder"), readings={"talks": "stalling"}, months=2,
                parameters={**CLIMBING, "talks.opening": 0.05, "talks.suspending": 0.0,
                            "ladder.up": 0.25},
                crisis={"rung": 0.0}),
        Rival("talks are irrelevant", Setting(readings={"talks": "irrelevant"}), 0),
    ),
    Experiment(
        "talks irrelevant", (32,), "war", 0, *_set("talks.opening", 0.05, 3.0),
        Setting(only=("talks", "intent", "ladder"), parameters=CLIMBING, months=18,
                readings={"talks": "irrelevant", "intent": "pretext"}, crisis={"channel": 0.0}),
        Rival("talks calm", Setting(readings={"talks": "calming", **MOVABLE}), -1),
    ),
    Experiment(
        "talks calm", (69,), "steps up", -1, *_set("talks.opening", 0.05, 3.0),
        Setting(only=("talks", "ladder"), parameters=CLIMBING, readings={"talks": "calming"},
                crisis={"channel": 0.0, "rung": 2.0}),
        Rival("talks are irrelevant", Setting(readings={"talks": "irrelevant"}), 0),
    ),
    Experiment(
        "a build-up compels", (69,), "agreed", +1, *_turn("build_up"),
        Setting(readings={"build_up": "compels"}, parameters=NO_LAPSE,
                crisis={"rung": 2.0, "channel": 0.0}),
        Rival("talks under pressure are refused", Setting(readings={"build_up": "blocks"}), -1),
    ),
    Experiment(
        "a position of force", (36,), "agreed", -1, *_turn("build_up"),
        Setting(readings={"build_up": "blocks"}, parameters=NO_LAPSE,
                crisis={"rung": 2.0, "channel": 0.0}),
        Rival("pressure brings talks", Setting(readings={"build_up": "compels"}), +1),
    ),
    Experiment(
        "suspicion", (33,), "agreed", -1, *_set("talks.trust", 0.5, 0.2),
        Setting(parameters=NO_LAPSE, credibility=0.45),
        Rival("three years of talks have built understanding",
              Setting(only=("talks", "commitment"), months=40, readings={"talks": "calming"},
                      parameters={**OPEN_ENDED, "talks.trusting": 0.05,
                                  "talks.suspending": 0.05}),
              0, "window late"),
    ),
    Experiment(
        "a broken record", (45,), "agreed", -1, *_set("talks.tiring", 0.02, 0.12),
        Setting(only=("talks", "concessions"), readings={"talks": "stalling"},
                parameters={**NO_LAPSE, "talks.tired": 2.0, "talks.suspending": 0.3}),
        Rival("talks have their worth", Setting(readings={"talks": "calming"}), 0),
    ),
    Experiment(
        "written replies", (46,), "agreed", +1, *_turn("replies"),
        Setting(only=("talks", "red_lines"), readings={"talks": "stalling"}, months=6,
                parameters={"endings.lapsing": 0.0, "endings.signing": 0.3},
                crisis={"channel": 0.0}),
    ),
    Experiment(
        "an agenda shut", (61,), "agreed", -1, *_turn("scope", 1.0, 0.0),
        Setting(only=("talks",), packages=("order",), parameters=NO_LAPSE),
        Rival("arms control can be had without it", Setting(packages=("order", "part")), 0),
    ),
    Experiment(
        "fear of blame", (68, 82), "suspensions", -1, *_set("talks.blame", 0.2, 0.8),
        Setting(only=("talks",), readings=MOVABLE, parameters=OPEN_ENDED),
        DECIDED,
    ),
    Experiment(
        "a wider format", (75,), "slips", -1, *_turn("format"),
        Setting(only=("ladder",), knobs={"toolkit": 1.0}, parameters=STUMBLING),
    ),
    Experiment(
        "a wider format is slower", (75,), "talked", -1, *_turn("format"),
        Setting(only=("talks",), parameters=OPEN_ENDED, crisis={"channel": 0.0}, months=3),
    ),
    Experiment(
        "habits of talking", (78,), "trust", +1, *_set("talks.opening", 0.05, 3.0),
        Setting(only=("talks",), readings={"talks": "calming"}, parameters=OPEN_ENDED,
                crisis={"channel": 0.0}),
        Rival("talks are irrelevant", Setting(readings={"talks": "irrelevant"}), 0),
    ),
    Experiment(
        "the clock", (79,), "agreed in peace", -1, *_set("ladder.up", 0.05, 0.25),
        Setting(parameters=NO_LAPSE, readings={"talks": "calming"}),
        DECIDED,
    ),
    Experiment(
        "trust against the clock", (79,), "agreed in peace", +1,
        *_set("talks.trusting", 0.02, 0.05),
        Setting(only=("talks", "commitment", "ladder"), parameters=NO_LAPSE, credibility=0.3,
                readings={"talks": "calming"}),
        Rival("talks are irrelevant", Setting(readings={"talks": "irrelevant"}), 0),
    ),
    Experiment(
        "a mediator is sought", (), "mediated", +1, *_turn("mediation"), Setting(),
    ),
    # Red lines and intent.
    Experiment(
        "designed to fail", (18,), "war", +1, *_turn("extremity"),
        Setting(only=("intent", "ladder"), readings={"intent": "pretext"}, parameters=CLIMBING,
                months=12),
        Rival("the demands are an opening bid", Setting(readings=MOVABLE), 0),
    ),
    Experiment(
        "a telling demand", (19,), "belief", +1, *_turn("extremity"),
        Setting(only=("intent",), readings={"intent": "pretext"}, parameters=OPEN_ENDED),
        Rival("it is a map of what can be settled", Setting(readings=MOVABLE), 0),
    ),
    Experiment(
        "a staged incident", (20,), "steps up", +1, *_turn("operations"),
        Setting(only=("calendar", "ladder"), readings={"intent": "pretext"}, crisis={"rung": 2.0},
                parameters={**CLIMBING, "calendar.incidents": 0.12, "calendar.staged": 3.0,
                            "calendar.lingers": 0.5, "calendar.pretexts": 0.8}, months=9),
        Rival("nobody stages any", Setting(readings=MOVABLE), 0),
    ),
    Experiment(
        "written demands", (70,), "misread", -1, *_turn("extremity"),
        Setting(only=("red_lines",), readings=MOVABLE, parameters=OPEN_ENDED),
        DECIDED,
    ),
    Experiment(
        "lines known", (71,), "agreed", +1, *_set("red_lines.learning", 0.1, 0.6),
        Setting(only=("red_lines", "intent"), readings=MOVABLE, parameters=NO_LAPSE, months=18),
        DECIDED,
    ),
    Experiment(
        "lines not stumbled over", (72,), "slips", -1, *_set("red_lines.learning", 0.1, 0.6),
        Setting(only=("red_lines", "ladder"), readings={"intent": "probe"}, crisis={"rung": 3.0},
                parameters={**OPEN_ENDED, "ladder.precedent": 0.0}, months=12),
        Rival("who tests a line on purpose is not kept from it", Setting(), 0, "steps up"),
    ),
    Experiment(
        "one package", (83,), "agreed", -1, *_turn("linked"),
        Setting(only=("red_lines", "talks"), packages=("order", "part"), parameters=NO_LAPSE,
                knobs={"scope": 0.0}),
        Rival("all of it can be had", Setting(knobs={"scope": 1.0}, crisis={"scope": 1.0},
                                              parameters={"talks.by_trust": 0.0}), 0),
    ),
    # The ladder, the calendar and the battlefield.
    Experiment(
        "low-rung habits", (22,), "steps up", +1, *_set("ladder.precedent", 0.1, 0.8),
        Setting(only=("ladder",), parameters=CLIMBING, crisis={"rung": 0.0}),
    ),
    Experiment(
        "nobody's ladder", (65,), "war", +1, *_set("ladder.slipping", 0.0, 0.2),
        Setting(only=("ladder",), parameters={**OPEN_ENDED, "ladder.up": 0.0}),
        Rival("the toolkit keeps it in hand",
              Setting(knobs={"toolkit": 1.0, "format": 1.0}, crisis={"treaties": 1.0},
                      parameters={"ladder.tools": 0.8, "ladder.treaties": 0.3}), 0),
    ),
    Experiment(
        "entrapment", (39,), "war", +1, *_set("battlefield.sinking", 0.03, 0.10),
        Setting(only=("battlefield", "ladder"), parameters={**CLIMBING, "ladder.entrapped": 2.0},
                months=18),
        Rival("there is a way out", Setting(knobs={"exit": 1.0}), 0),
    ),
    Experiment(
        "the toolkit", (74,), "slips", -1, *_turn("toolkit"),
        Setting(only=("ladder",), parameters=OPEN_ENDED, months=12),
        Rival("whoever is kept from stumbling steps no less", Setting(), +1, "steps up"),
    ),
    Experiment(
        "arms control", (77,), "slips", -1, *_begin({"treaties": 0.0}, {"treaties": 1.0}),
        Setting(only=("ladder",), parameters={**STUMBLING, "ladder.decaying": 0.01}),
    ),
    Experiment(
        "arms control decays", (77,), "treaties", -1, *_begin({"rung": 2.0}, FIGHTING),
        Setting(only=("ladder",), parameters={**OPEN_ENDED, **STILL}, knobs={"toolkit": 1.0},
                readings={}),
    ),
    Experiment(
        "exercises during talks", (51,), "agreed", -1, *_turn("exercises"),
        Setting(only=("calendar", "talks", "commitment"), readings={"exercises": "threat"},
                credibility=0.4, knobs={"notice": 1.0},
                parameters={**NO_LAPSE, "calendar.every": 60.0, "calendar.lasting": 30.0}),
        Rival("notice makes them a confidence measure",
              Setting(readings={"exercises": "notice"}), +1),
    ),
    Experiment(
        "notice given", (73,), "slips", -1, *_turn("notice"),
        Setting(only=("calendar", "ladder"), readings={"exercises": "notice"},
                knobs={"exercises": 1.0}, parameters=STUMBLING),
        Rival("exercises are a threat, announced or not",
              Setting(readings={"exercises": "threat"}), 0),
    ),
    Experiment(
        "information operations", (81,), "trust", -1, *_turn("operations"),
        Setting(only=("calendar", "talks"), parameters=OPEN_ENDED),
    ),
    Experiment(
        "an event that delays", (81,), "steps at first", -1, *_turn("delay"),
        Setting(only=("calendar", "ladder"), parameters={**CLIMBING, "ladder.up": 0.25},
                months=2),
    ),
    Experiment(
        "some loss", (52,), "slack", +1, *_begin({"balance": 0.0}, {"balance": -0.35}),
        Setting(only=("battlefield", "ladder"), readings={"losses": "talks"},
                parameters={**OPEN_ENDED, **STILL}),
        Rival("losses make it double down", Setting(readings={"losses": "doubling_down"}), -1),
    ),
    Experiment(
        "too much loss", (52,), "slack", -1, *_begin({"balance": -0.35}, {"balance": -1.0}),
        Setting(only=("battlefield", "ladder"), readings={"losses": "talks"},
                parameters={**OPEN_ENDED, **STILL}),
    ),
    Experiment(
        "doubling down", (58,), "steps up", +1, *_begin({"balance": 0.0}, {"balance": -0.6}),
        Setting(only=("battlefield", "ladder"), readings={"losses": "doubling_down"},
                parameters=CLIMBING),
        Rival("losses bring talks", Setting(readings={"losses": "talks"}), 0),
    ),
    Experiment(
        "loss and openness: the window", (67,), "window", +1,
        *_begin({"balance": 0.0}, {"balance": -0.5}),
        Setting(only=("battlefield", "ladder", "talks", "support", "concessions", "audience"),
                readings={"losses": "openness"},
                parameters={**OPEN_ENDED, **STILL, "talks.by_trust": 0.0},
                knobs={"scope": 1.0}, crisis={"scope": 1.0}),
        Rival("nothing can be had by talking",
              Setting(knobs={"scope": 0.0}, crisis={"scope": 0.0}), -1),
    ),
    Experiment(
        "loss and openness: steps", (67,), "steps up", +1,
        *_begin({"balance": 0.0}, {"balance": -0.5}),
        Setting(only=("battlefield", "ladder", "talks"), readings={"losses": "openness"},
                parameters={**CLIMBING, "talks.by_trust": 0.0},
                knobs={"scope": 0.0}, crisis={"scope": 0.0, "rung": 2.0}),
        Rival("much can be had by talking",
              Setting(knobs={"scope": 1.0}, crisis={"scope": 1.0}), 0),
    ),
    Experiment(
        "dug in", (55,), "movement", -1, *_party("entrenched", 0.0, 1.0),
        Setting(only=("battlefield", "ladder"), crisis=FIGHTING,
                parameters={**OPEN_ENDED, **STILL}),
    ),
    Experiment(
        "a stalled front", (57,), "war months", +1, *_party("entrenched", 0.0, 1.0),
        Setting(only=("battlefield", "ladder"), crisis=FIGHTING, parameters={
            **OPEN_ENDED, **STILL, "ladder.ceasing": 0.06, "battlefield.pressing_on": 0.8}),
    ),
    # Commitment: what is asked, what is vouched for, what lasts.
    Experiment(
        "ironclad demands", (35,), "agreed", -1, *_turn("extremity"),
        Setting(only=("commitment",), credibility=0.35, parameters=NO_LAPSE,
                readings={"intent": "probe"}),
        Rival("the demands are an opening bid", Setting(readings=MOVABLE), 0),
    ),
    Experiment(
        "guarantees given", (35,), "agreed", +1, *_turn("guarantees"),
        Setting(only=("commitment",), credibility=0.25, parameters=NO_LAPSE),
    ),
    Experiment(
        "a pause to regroup", (54,), "agreed", -1,
        *_begin({"rung": 5.0, "ceasefire": 0.0}, {"rung": 5.0, "ceasefire": 1.0}),
        Setting(only=("commitment", "ladder"), credibility=0.4,
                parameters={**NO_LAPSE, **STILL}),
        Rival("somebody verifies", Setting(knobs={"guarantees": 1.0}, credibility=0.25), 0),
    ),
    Experiment(
        "a ceasefire used", (54,), "resumed", +1, *_read("intent", "opening", "pretext"),
        Setting(only=("commitment", "ladder"), crisis={"rung": 5.0, "ceasefire": 1.0},
                parameters={**OPEN_ENDED, **STILL, "commitment.breaking": 0.012}),
    ),
    Experiment(
        "another flashpoint", (48,), "broken", +1, *_turn("operations"),
        Setting(only=("commitment", "ladder"),
                parameters={**READY, **STILL, "ladder.decaying": 0.0}),
        Rival("arms control restrains", Setting(crisis={"treaties": 1.0}), 0),
    ),
    Experiment(
        "an order without a say", (66,), "broken", +1, *_turn("scope", 1.0, 0.0),
        Setting(only=("commitment", "talks"), knobs={"format": 0.0},
                parameters={**READY, "commitment.to_spare": 0.0}),
        Rival("all concerned have a seat", Setting(knobs={"format": 1.0}), 0),
    ),
    Experiment(
        "an embedded veto: its price", (64,), "the demander asks", -1, *_turn("linked"),
        Setting(only=("commitment",), parameters=OPEN_ENDED),
    ),
    Experiment(
        "an embedded veto: its end", (64,), "broken", +1, *_turn("linked"),
        Setting(only=("commitment",), parameters=READY),
    ),
    # The deals themselves.
    Experiment(
        "a principle that cannot be divided", (62,), "agreed", -1,
        Setting(packages=("whole",)), Setting(packages=("extremes",)),
        Setting(parameters=NO_LAPSE),
    ),
    Experiment(
        "something in between", (2, 62), "agreed", +1,
        Setting(packages=("extremes",)), Setting(packages=("extremes", "middle")),
        Setting(parameters=NO_LAPSE, readings=MOVABLE), DECIDED,
    ),
)  # fmt: skip

#: Experiment by its name.
EXPERIMENTS: dict[str, Experiment] = {one.id: one for one in _ALL}
assert len(EXPERIMENTS) == len(_ALL)
