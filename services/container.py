"""The services of one open data folder, built once and handed to the window or to a command.

They are made when first asked for, so that a command pays only for what it uses.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from models.database import open_database
from services import program
from services.clock import Clock, WallClock
from services.files.fonts import use_system_faces
from services.office.founding import found_office
from services.office.service import OfficeService
from services.roster.search import bring_search_up_to_date
from services.workplace import Workplace

if TYPE_CHECKING:
    from services.draw.certificates import CertificateService
    from services.draw.evidence import EvidenceService
    from services.draw.fairness import FairnessService
    from services.draw.papers import DrawPaperService
    from services.draw.platform import PlatformDrawService
    from services.draw.service import DrawService
    from services.office.industry_codes import IndustryCodeService
    from services.office.sections import SectionService
    from services.office.towns import TownService
    from services.papers.office_papers import OfficePaperService
    from services.papers.scans import PaperScanService
    from services.papers.service import PaperService
    from services.papers.signatures import SignatureService
    from services.papers.word_copies import WordCopyService
    from services.papers.wordings import WordingService
    from services.plan.schemes import SchemeService
    from services.plan.service import PlanService
    from services.records.service import RecordService
    from services.roster.bulk_edit import BulkEditService
    from services.roster.cleanup import CleanupService
    from services.roster.dossier import DossierService
    from services.roster.enterprises import EnterpriseService
    from services.roster.items import ItemService
    from services.roster.leaves import LeaveService
    from services.roster.officers import OfficerService
    from services.roster.past import HistoryService
    from services.roster.platform_export import PlatformExportService
    from services.roster.saved_filters import SavedFilterService
    from services.roster.versions import VersionService
    from services.roster.visits import OtherVisitService
    from services.submissions.service import SubmissionService


class Services:
    """One attribute a noun."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self.office = OfficeService(workplace)

    @cached_property
    def sections(self) -> "SectionService":
        """科室 and their editor."""
        from services.office.sections import SectionService

        return SectionService(self.workplace)

    @cached_property
    def towns(self) -> "TownService":
        """镇街 and their editor."""
        from services.office.towns import TownService

        return TownService(self.workplace)

    @cached_property
    def industry_codes(self) -> "IndustryCodeService":
        """行业对照."""
        from services.office.industry_codes import IndustryCodeService

        return IndustryCodeService(self.workplace)

    @cached_property
    def enterprises(self) -> "EnterpriseService":
        """检查对象."""
        from services.roster.enterprises import EnterpriseService

        return EnterpriseService(self.workplace)

    @cached_property
    def bulk_edits(self) -> "BulkEditService":
        """Many 检查对象 changed at once."""
        from services.roster.bulk_edit import BulkEditService

        return BulkEditService(self.workplace)

    @cached_property
    def cleanup(self) -> "CleanupService":
        """名录体检."""
        from services.roster.cleanup import CleanupService

        return CleanupService(self.workplace)

    @cached_property
    def saved_filters(self) -> "SavedFilterService":
        """筛选方案."""
        from services.roster.saved_filters import SavedFilterService

        return SavedFilterService(self.workplace)

    @cached_property
    def officers(self) -> "OfficerService":
        """执法检查人员."""
        from services.roster.officers import OfficerService

        return OfficerService(self.workplace)

    @cached_property
    def leaves(self) -> "LeaveService":
        """Leave calendar of the 执法检查人员."""
        from services.roster.leaves import LeaveService

        return LeaveService(self.workplace)

    @cached_property
    def platform_export(self) -> "PlatformExportService":
        """Sheets in the columns of the provincial platform."""
        from services.roster.platform_export import PlatformExportService

        return PlatformExportService(self.workplace)

    @cached_property
    def items(self) -> "ItemService":
        """随机抽查事项清单."""
        from services.roster.items import ItemService

        return ItemService(self.workplace)

    @cached_property
    def versions(self) -> "VersionService":
        """名录版本."""
        from services.roster.versions import VersionService

        return VersionService(self.workplace)

    @cached_property
    def history(self) -> "HistoryService":
        """变更记录 and 名录 of past days."""
        from services.roster.past import HistoryService

        return HistoryService(self.workplace)

    @cached_property
    def other_visits(self) -> "OtherVisitService":
        """其他检查 and the year's ledger."""
        from services.roster.visits import OtherVisitService

        return OtherVisitService(self.workplace)

    @cached_property
    def dossiers(self) -> "DossierService":
        """一企一档."""
        from services.roster.dossier import DossierService

        return DossierService(self.workplace)

    @cached_property
    def plans(self) -> "PlanService":
        """年度抽查计划."""
        from services.plan.service import PlanService

        return PlanService(self.workplace)

    @cached_property
    def schemes(self) -> "SchemeService":
        """工作方案."""
        from services.plan.schemes import SchemeService

        return SchemeService(self.workplace)

    @cached_property
    def draws(self) -> "DrawService":
        """随机抽取."""
        from services.draw.service import DrawService

        return DrawService(self.workplace)

    @cached_property
    def certificates(self) -> "CertificateService":
        """抽取证书 going out."""
        from services.draw.certificates import CertificateService

        return CertificateService(self.workplace, self.draws)

    @cached_property
    def draw_papers(self) -> "DrawPaperService":
        """抽取文书."""
        from services.draw.papers import DrawPaperService

        return DrawPaperService(self.workplace)

    @cached_property
    def fairness(self) -> "FairnessService":
        """公平性报告."""
        from services.draw.fairness import FairnessService

        return FairnessService(self.workplace)

    @cached_property
    def platform_draws(self) -> "PlatformDrawService":
        """平台抽取: lists that the provincial platform drew."""
        from services.draw.platform import PlatformDrawService

        return PlatformDrawService(self.workplace)

    @cached_property
    def evidence(self) -> "EvidenceService":
        """依据材料 of draws."""
        from services.draw.evidence import EvidenceService

        return EvidenceService(self.workplace)

    @cached_property
    def records(self) -> "RecordService":
        """检查记录."""
        from services.records.service import RecordService

        return RecordService(self.workplace)

    @cached_property
    def papers(self) -> "PaperService":
        """文书: issuing, the register, printing."""
        from services.papers.service import PaperService

        return PaperService(self.workplace)

    @cached_property
    def office_papers(self) -> "OfficePaperService":
        """派发单, 督办单, 统计表, 考核表, 卷宗."""
        from services.papers.office_papers import OfficePaperService

        return OfficePaperService(self.workplace)

    @cached_property
    def signatures(self) -> "SignatureService":
        """签名图 for papers."""
        from services.papers.signatures import SignatureService

        return SignatureService(self.workplace)

    @cached_property
    def paper_scans(self) -> "PaperScanService":
        """扫描件 of signed papers."""
        from services.papers.scans import PaperScanService

        return PaperScanService(self.workplace)

    @cached_property
    def submissions(self) -> "SubmissionService":
        """科室报送."""
        from services.submissions.service import SubmissionService

        return SubmissionService(self.workplace)

    @cached_property
    def word_copies(self) -> "WordCopyService":
        """Issued papers as Word files."""
        from services.papers.word_copies import WordCopyService

        return WordCopyService(self.workplace)

    @cached_property
    def wordings(self) -> "WordingService":
        """固定文字 of the forms and their editor."""
        from services.papers.wordings import WordingService

        return WordingService(self.workplace)

    def close(self) -> None:
        """Close the database into one file."""
        self.workplace.database.close()


def open_services(data_dir: Path, *, operator: str = "", clock: Clock | None = None) -> Services:
    """Open the data folder (made when missing) and build the services on its database.

    Raises BrokenDatabaseError when the database cannot be opened.
    """
    clock = clock or WallClock()
    database = open_database(data_dir / program.DATABASE_NAME)
    try:
        office_id = found_office(database, clock)
        bring_search_up_to_date(database)
    except BaseException:
        database.close()
        raise
    workplace = Workplace(database, clock, office_id, operator)
    with database.reading() as session:
        use_system_faces(workplace.office(session).uses_system_fonts)
    return Services(workplace)
