"""When the full 抽取证书 may be made public: it names who is inspected next (protocol, §8).

Only what is handed out can warn nobody: inside the bureau the full copy may be kept and checked at any time.
"""


def full_copy_obstacle(open_inspections: int, publishes_at_once: bool) -> str | None:
    """Return why the full copy may not be made public yet, or None.

    ``open_inspections`` counts the enterprises of the task that are drawn and not inspected; an office that publishes at
    once has said so in its settings.
    """
    if publishes_at_once or open_inspections <= 0:
        return None
    return f"本任务还有 {open_inspections} 户没有检查，完整证书写明接下来检查谁，检查全部结束后才能对外公布。"
