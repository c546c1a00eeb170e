list(APPEND sources src/expr/lex.c src/expr/parse.c src/expr/check.c
  src/expr/eval.c src/expr/val.c)
