list(APPEND sources src/lint/lint.c src/lint/proof.c src/lint/solve.c
  src/lint/formulas.c src/lint/conditions.c src/lint/texts.c src/lint/refs.c
  src/lint/ignore.c src/lint/policy.c)
list(APPEND sources src/lint/look.c src/lint/plain.c src/lint/portfolio.c)
sq_rows(sources src/diag/catalog.def RULE 2 src/lint/rule_@.c)
