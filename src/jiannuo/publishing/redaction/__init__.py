"""What must not be made public in a text: found by rule, decided by people, struck out without a trace.

A rule is sure (it strikes out unless a person undoes it) or asks (a person must answer before the
release is cleared). Sources: 政府信息公开条例, art. 15 (personal privacy), art. 37 (what can be parted is);
个人信息保护法, art. 28 (sensitive personal information) and art. 4 (what identifies a natural person).
"""

from jiannuo.publishing.redaction.rules import RULES, Found, Rule, find
from jiannuo.publishing.redaction.striking import STRUCK, strike

__all__ = ["RULES", "STRUCK", "Found", "Rule", "find", "strike"]
