"""Puts limits on itself and then becomes another program: CPU seconds, memory and size of files in bytes.

Run as a script, so that nothing but these few lines stands between the limits and the program.
"""

import os
import resource
import sys


def main(arguments: list[str]) -> None:
    """``CPU MEMORY OUTPUT PROGRAM [ARGUMENT …]``"""
    cpu, memory, output, *program = arguments
    for what, limit in (
        (resource.RLIMIT_CPU, int(cpu)),
        (resource.RLIMIT_AS, int(memory)),
        (resource.RLIMIT_FSIZE, int(output)),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    os.execvp(program[0], program)  # noqa: S606 - that is its whole purpose


if __name__ == "__main__":
    main(sys.argv[1:])
