"""Known failures, told apart from bugs: what a clerk can read, understand and remedy.

Everything else that is raised is a bug and ends in the crash dialog with a report.
"""


class UserFacingError(Exception):
    """A failure the user can act on. The text is one Chinese sentence: which record, which field, what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UnreadableFileError(UserFacingError):
    """A file that could not be read at all: not a sheet, empty, locked by a password, cut off."""


class UnwritableFileError(UserFacingError):
    """A target that could not be written: open in another program, read-only, disk full."""


class UnprintableTextError(UserFacingError):
    """A text with a character that no bundled face can print; the paper is refused, never printed with a gap."""


class DataFolderInUseError(UserFacingError):
    """The data folder is open in another window or another command."""


class BrokenDatabaseError(UserFacingError):
    """The database file cannot be opened: damaged, not a database, or made by a newer version of the program."""


class NothingToDrawError(UserFacingError):
    """The scope of a task holds no enterprise, so there is nothing to seal."""


class InfeasibleDrawError(UserFacingError):
    """The officers' part cannot be met whatever the seed, so there is no seal (protocol, §2)."""


class UserCancelled(Exception):  # noqa: N818 - a wish of the user, not an error
    """The user pressed 取消; the transaction is rolled back and nothing is said."""
