"""A kiosk of its own that stores until it is stopped, and says each id once it is stored.

`python -m tests.data.appender FOLDER [--unsynced]`
"""

import sys
from itertools import count
from pathlib import Path

from data.disk import Disk
from tests.data.circle import UnsyncedDisk, answer, append, open_record, reaction


def main(folder: Path, disk: Disk) -> None:
    record = open_record(folder, disk=disk)
    print("open", flush=True)
    for number in count():
        event = answer(words="a reason " * (number % 40)) if number % 3 else reaction(number)
        (item,) = append(record, event)
        print(item.id, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), UnsyncedDisk() if "--unsynced" in sys.argv else Disk())
