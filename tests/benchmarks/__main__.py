"""Run every benchmark, one after the other: python -m tests.benchmarks"""

from tests.benchmarks import (
    bench_assign,
    bench_district_draw,
    bench_draw,
    bench_export,
    bench_gap,
    bench_html,
    bench_import,
    bench_papers,
    bench_preview,
    bench_search,
    bench_start,
    bench_view,
    bench_year,
)

_ALL = (
    bench_start,
    bench_import,
    bench_gap,
    bench_search,
    bench_view,
    bench_preview,
    bench_export,
    bench_year,
    bench_html,
    bench_draw,
    bench_district_draw,
    bench_assign,
    bench_papers,
)


def main() -> None:
    """Print the ratios; nothing is asserted, machines differ."""
    for benchmark in _ALL:
        benchmark.main()


if __name__ == "__main__":
    main()
