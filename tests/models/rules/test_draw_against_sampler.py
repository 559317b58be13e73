"""1,000 seeded cases: the order is that of the public package, the selection that of a reading of the document alone."""

from random import Random

from consistent_sampler import sampler

from models.rules.draw import ObjectResult, dispatch_order, draw_objects
from models.rules.sealing import Batch, DrawRequest, Entry
from models.rules.tickets import OBJECTS, effective_seed
from models.vocab import DrawMethod, EntryKind
from tests.auditor import drawing
from tests.models.rules.draw_strategies import TOWNS, code_of

CASES = 1000
RATIOS = ("0", "0.7", "2.2", "5", "7", "12.5", "33.3", "66", "100")


def random_case(random: Random) -> tuple[DrawRequest, str]:
    groups = random.choice([("",), ("A", "B"), ("A", "B", "C", "D")])
    towns = TOWNS[: random.randint(1, len(TOWNS))]
    kinds = random.choices(tuple(EntryKind), weights=(8, 1, 1), k=random.choice((1, 5, 20, 40, 90)))
    numbers = random.sample(range(10_000), len(kinds))
    frame = tuple(
        Entry(code_of(number), random.choice(towns), random.choice(groups), kind)
        for number, kind in zip(numbers, kinds, strict=True)
    )
    by_ratio = random.random() < 0.7
    batch = Batch(2, 3, {groups[0]: random.randint(0, 3)}) if random.random() < 0.2 else None
    request = DrawRequest(
        draw_code=f"2022-{random.randint(1, 120):02d}-{random.randint(1, 12)}",
        method=random.choice(list(DrawMethod)),
        frame=frame,
        ratio={group: random.choice(RATIOS) for group in groups} if by_ratio else None,
        count=None if by_ratio else {group: random.randint(0, 12) for group in groups},
        batch=batch,
    )
    return request, "".join(random.choices("0123456789", k=20))


def as_document(request: DrawRequest, seed: str) -> drawing.Json:
    batch = request.batch
    return {
        "draw_code": request.draw_code,
        "seed": seed,
        "method": str(request.method),
        "ratio": request.ratio,
        "count": request.count,
        "batch": batch and {"number": batch.number, "of": batch.of, "already": batch.already},
        "frame": [
            {"id": entry.id, "stratum": entry.stratum, "group": entry.group, "kind": str(entry.kind)}
            for entry in request.frame
        ],
    }


def agrees(request: DrawRequest, seed: str) -> bool:
    ours = draw_objects(request, seed)
    ids = [entry.id for entry in request.frame]
    public = list(
        sampler(
            ids, seed=effective_seed(seed, request.draw_code, OBJECTS), with_replacement=False, output="id"
        )
    )
    compulsory, sampled, quotas = drawing.draw_objects(as_document(request, seed))
    chosen = {*compulsory, *sampled}
    document = ObjectResult(ours.quotas, tuple(compulsory), tuple(sampled))
    return (
        ours == document
        and [quota.as_json() for quota in ours.quotas] == quotas
        and list(dispatch_order(ours, seed, request.draw_code)) == [one for one in public if one in chosen]
        and list(ours.sampled) == [one for one in public if one in set(sampled)]
    )


def test_a_thousand_random_draws_come_out_in_the_public_order() -> None:
    random = Random(20_220_525)
    cases = [random_case(random) for _ in range(CASES)]

    disagreeing = [case for case in cases if not agrees(*case)]

    assert len({seed for _, seed in cases}) == CASES
    assert disagreeing == []
