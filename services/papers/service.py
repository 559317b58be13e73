"""文书: everything that happens to papers, behind one name; the parts stand in files of their own."""

from services.papers.giving_out import PaperGivingOut
from services.papers.issuing import PaperIssuing
from services.papers.registering import PaperRegister


class PaperService(PaperIssuing, PaperRegister, PaperGivingOut):
    """The desk where papers are issued (``issuing``), registered (``registering``) and given out (``giving_out``)."""
