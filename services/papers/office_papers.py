"""Papers of the office that are not about one inspection alone, behind one name; the parts stand in files of their own."""

from services.papers.bundles import Bundles
from services.papers.task_notes import TaskNotes
from services.papers.urgings import Urgings
from services.papers.year_tables import YearTables


class OfficePaperService(TaskNotes, Urgings, YearTables, Bundles):
    """派发单 (``task_notes``), 督办单 (``urgings``), 统计表 and 考核表 (``year_tables``), the whole 卷宗 (``bundles``)."""
