"""Property tests judge answers, not the speed of a machine that runs other work besides."""

from hypothesis import settings

settings.register_profile("tracker", deadline=None)
settings.load_profile("tracker")
