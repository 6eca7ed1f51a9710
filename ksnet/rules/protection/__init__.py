"""KS5: data protection (§ 35 SGB I, DSGVO, and the law of the Land).

Each `why` names the duty DS-01 … DS-14 that the rule serves.
"""
