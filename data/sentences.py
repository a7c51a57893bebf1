"""What the record says to people: short sentences, what happened, what was not lost, what to do."""

import errno

ALREADY_RUNNING = (
    "The kiosk is already running on this device. Nothing was changed. Please use the one that is open."
)
CANNOT_OPEN = (
    "The kiosk cannot open its record. Nothing was changed. "
    "Please check that the disk is connected and may be written to."
)
NO_RECORD = "There is no record here yet. Nothing was changed. Please check the folder."
CANNOT_READ = "The kiosk cannot read its record. Nothing was changed. Please ask for help."

DISK_FULL = (
    "This was not stored. The disk is full. Nothing that was stored before is lost. "
    "Please make space, then do it again."
)
NOT_STORED = (
    "This was not stored. The disk did not take it. Nothing that was stored before is lost. Please try again."
)
UNSURE = (
    "The disk reported an error. It is not sure that this was stored. "
    "What was stored before is still here. Please start the kiosk again, then look if it is there."
)
DISK_STOPPED = (
    "The disk reported an error. Nothing more can be stored now. You can still read. "
    "Please start the kiosk again. If this comes back, the disk may be broken."
)
CHANGED_OUTSIDE = (
    "Something else wrote into the record. Nothing more can be stored now. You can still read. "
    "Please start the kiosk again."
)
CLOSED = "The record is closed. This was not stored. Please start the kiosk again."
TOO_LONG = "This was not stored. It is too long. Please make it shorter."
NOT_TEXT = "This was not stored. It has letters that cannot be kept. Please write it again."
ERASED = "This was not stored. The words of this person were erased for good, so no new ones can be kept."


def not_stored(number: int | None) -> str:
    """What to say when the disk refused with this errno and everything is as it was before."""
    return DISK_FULL if number in (errno.ENOSPC, errno.EDQUOT) else NOT_STORED


KEY_BROKEN = (
    "A key of this kiosk cannot be read. Nothing new was stored. Nothing that was stored before is lost. "
    "Please put the keys back from a backup."
)
KEYS_BROKEN = (
    "The list of erased words cannot be read. The kiosk stops here, so that nothing erased comes back. "
    "Nothing was changed. Please put the keys back from a backup."
)
CIRCLE_NEEDS_UPDATE = (
    "This kiosk needs an update to take part in this circle. You can still read. "
    "Other circles work as before."
)
ORG_NEEDS_UPDATE = (
    "This kiosk needs an update to change people, roles and circles. You can still read. "
    "The circles work as before."
)

DAMAGED = (
    "The record was changed or damaged. You can read it up to that place. Nothing more can be stored. "
    "Please compare it with a backup or with another device."
)
SHORTER = (
    "The end of the record is missing. You can read what is here. Nothing more can be stored. "
    "Please compare it with a backup or with another device."
)
TAIL_CHANGED = (
    "The last entry of the record was changed. You can read what was stored before it. "
    "Nothing more can be stored. Please compare it with a backup or with another device."
)
TAIL_STUCK = (
    "An unfinished entry could not be set aside. Nothing that was stored is lost. "
    "Nothing more can be stored now. Please make space on the disk, then start the kiosk again."
)
TAIL_SET_ASIDE = (
    "The kiosk was switched off while it was storing. That entry was never confirmed and was set aside. "
    "Nothing that was stored is lost."
)
HEAD_MISSING = (
    "The kiosk cannot tell if the end of the record is missing. You can go on. "
    "Please compare it with a backup when you can."
)
HEAD_DAMAGED = (
    "The kiosk's note of the last entry was damaged and was written again. The record itself fits together."
)
HEAD_CHANGED = "The kiosk's note of the last entry was damaged. The kiosk writes it again when it starts."
WHOLE = "The record is whole: {entries} entries with {events} events. Every signature fits."
NOT_WHOLE = (
    "The record does not verify: it was changed or damaged, or a part is missing. "
    "Nothing was changed now. Please compare it with a backup or with another device."
)
FINGERPRINT = (
    "Fingerprint: {fingerprint}. If a part of the end was taken away, only an older fingerprint, "
    "a backup or another device can show it."
)
CLOCK_AHEAD = (
    "The clock of this device jumped ahead. Nothing is lost, and no decision depends on it. "
    "Please check the date and time."
)
CLOCK_BACK = (
    "The clock of this device went back. Nothing is lost, and no decision depends on it. "
    "Please check the date and time."
)
PLACE_NOT_SAVED = (
    "The kiosk could not keep where you are. What was stored in the record is not lost. "
    "Please make space on the disk."
)
