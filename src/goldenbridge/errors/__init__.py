"""Everything that goldenbridge raises on purpose.

::

    GoldenbridgeError        exit code 1
    ├── CaseInvalid          3   a case was found, but cannot be read as a case
    ├── CaseNotFound         2   no file and no bundled case of that name
    ├── SnapshotUnknown      2   the case has no snapshot of that date or name
    ├── LeversTooTied        1   more levers meet in one thing than can be told apart
    ├── ReportMismatch       1   a report does not follow from the case it names
    ├── MissingExtra         1   a part that is installed separately is not there
    ├── DraftTooThin         1   statements that do not suffice for a case
    ├── FilesInTheWay        2   files that would be overwritten
    ├── JudgementUnknown     2   the case has no judgement at that path or of that name
    ├── OverlapsTooMany      1   more statements overlap in one document than can be matched
    ├── FormatUnknown        2   no file format of statements has this ending
    ├── FormatCannotHold     1   a file format cannot keep a statement as it is
    ├── StatementsInvalid    3   a file was found, but cannot be read as statements
    ├── WorkspaceMissing     2   there is no workspace at this place yet
    ├── WorkspaceUnusable    2   what is there cannot be used as a workspace
    ├── StatementUnknown     2   the workspace has no statement, or no document, of this name
    ├── SourceUnreadable     3   a file cannot be read as a document
    │   ├── SourceNotFound   2   no such file
    │   ├── SourceNotAFile       a folder, a device or a pipe
    │   ├── SourceTooBig         larger than is read: on disk, unpacked, or as text
    │   ├── SourceEncrypted      opens only with a password
    │   ├── SourceWithoutText    nothing but pictures (a scan), or empty
    │   ├── SourceNotADocument   programs, pictures, archives, rubbish
    │   ├── SourceBroken         cut off or damaged
    │   ├── SourceTookTooLong    reading it took longer than allowed
    │   └── SourceTookTooMuch    reading it took more memory than allowed
    ├── DecisionRefused      2   what was decided cannot be kept as it stands
    ├── NothingToLearn       1   coded statements stand in too few of the texts
    ├── DnaUnreadable        3   a file is no database of the Discourse Network Analyzer
    ├── DnaVariableUnknown   2   such a database has no variable of this name, or of another kind
    ├── NetworkEmpty         1   no statement is left to draw a network from
    ├── NetworkTooLarge      1   a network has more nodes than can be drawn up
    ├── NetworkSettingsClash 2   two settings of a network do not go together
    ├── CodebookNotFound     2   no file and no bundled case with a codebook of that name
    └── CodebookInvalid      3   a file was found, but cannot be read as a codebook

Each class builds its own message from what it is given, so that the message, the
attributes and a copy sent from another process always agree. Any other exception
that reaches a user is a mistake of goldenbridge.
"""

from goldenbridge.errors.cases import (
    CaseInvalid,
    CaseNotFound,
    DraftTooThin,
    FilesInTheWay,
    JudgementUnknown,
    LeversTooTied,
    ReportMismatch,
    SnapshotUnknown,
)
from goldenbridge.errors.error import GoldenbridgeError, MissingExtra, did_you_mean
from goldenbridge.errors.networks import NetworkEmpty, NetworkSettingsClash, NetworkTooLarge
from goldenbridge.errors.sources import (
    SourceBroken,
    SourceEncrypted,
    SourceNotADocument,
    SourceNotAFile,
    SourceNotFound,
    SourceTooBig,
    SourceTookTooLong,
    SourceTookTooMuch,
    SourceUnreadable,
    SourceWithoutText,
)
from goldenbridge.errors.statements import (
    CodebookInvalid,
    CodebookNotFound,
    DnaUnreadable,
    DnaVariableUnknown,
    FormatCannotHold,
    FormatUnknown,
    NothingToLearn,
    OverlapsTooMany,
    StatementsInvalid,
)
from goldenbridge.errors.workspaces import (
    DecisionRefused,
    StatementUnknown,
    WorkspaceMissing,
    WorkspaceUnusable,
)

__all__ = [
    "CaseInvalid",
    "CaseNotFound",
    "CodebookInvalid",
    "CodebookNotFound",
    "DecisionRefused",
    "DnaUnreadable",
    "DnaVariableUnknown",
    "DraftTooThin",
    "FilesInTheWay",
    "FormatCannotHold",
    "FormatUnknown",
    "GoldenbridgeError",
    "JudgementUnknown",
    "LeversTooTied",
    "MissingExtra",
    "NetworkEmpty",
    "NetworkSettingsClash",
    "NetworkTooLarge",
    "NothingToLearn",
    "OverlapsTooMany",
    "ReportMismatch",
    "SnapshotUnknown",
    "SourceBroken",
    "SourceEncrypted",
    "SourceNotADocument",
    "SourceNotAFile",
    "SourceNotFound",
    "SourceTooBig",
    "SourceTookTooLong",
    "SourceTookTooMuch",
    "SourceUnreadable",
    "SourceWithoutText",
    "StatementUnknown",
    "StatementsInvalid",
    "WorkspaceMissing",
    "WorkspaceUnusable",
    "did_you_mean",
]
