"""KS5: data protection (§ 9 Abs. 3, § 16 LKSG NRW, § 35 SGB I, § 18 DSG NRW). Each `why` names the duty DS-01 … DS-14 it serves."""
