"""The shape beside the word of every status: colours alone nearly coincide for some eyes, shapes do not."""

from tracker.fulfilment.standing import Status

STATUS_ICONS: dict[Status, str] = {
    Status.PLANNED: "circle",
    Status.OPEN: "play-circle",
    Status.DUE_SOON: "bell",
    Status.FULFILLED: "check-circle-fill",
    Status.FULFILLED_LATE: "check-circle-dashed",
    Status.PARTLY: "circle-half",
    Status.AWAITING_EVIDENCE: "paperclip",
    Status.AWAITING_OTHER_SIDE: "hourglass-split",
    Status.RETURNED: "arrow-return-left",
    Status.OVERDUE: "exclamation-triangle-fill",
    Status.MISSED: "x-square-fill",
    Status.WAITING: "calendar-event",
    Status.ONGOING: "arrow-repeat",
    Status.PAUSED: "pause-circle",
    Status.WAIVED: "dash-circle",
    Status.REPLACED: "arrow-left-right",
    Status.DISPUTED: "question-diamond",
    Status.RELEASED: "unlock",
    Status.CANCELLED: "slash-circle",
}
"""Symbols of ``static/vendor/icons/sprite.svg``."""
