"""A study file in, every table and figure out, and the proof that it can be repeated."""

from framing.study.config import Study, StudyError, read_study
from framing.study.running import run
from framing.study.verifying import Verification, verify

__all__ = ["Study", "StudyError", "Verification", "read_study", "run", "verify"]
