"""``make bench``: runs every benchmark of this folder in a process of its own and says which missed its figures."""

import subprocess
import sys
from pathlib import Path

NOT_BENCHMARKS = {"run", "comparison", "country"}


def modules() -> list[str]:
    """The names of the benchmarks."""
    return sorted({file.stem for file in Path(__file__).parent.glob("*.py")} - NOT_BENCHMARKS)


def main() -> int:
    """Run them all, or those that are named."""
    missed = []
    for name in sys.argv[1:] or modules():
        print(f"\n== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            missed.append(name)
    print(f"\nMissed: {', '.join(missed)}" if missed else "\nAll figures reached.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
