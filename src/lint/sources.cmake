list(APPEND sources src/lint/lint.c)
sq_rows(sources src/diag/catalog.def RULE 2 src/lint/rule_@.c)
