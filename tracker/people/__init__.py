"""Floor 2: who acts, in which role, for which territory, and what that allows. Pure."""
