list(APPEND sources src/expr/lex.c src/expr/parse.c src/expr/place.c
  src/expr/check.c src/expr/check_name.c src/expr/check_compare.c
  src/expr/check_call.c src/expr/eval.c src/expr/eval_fold.c src/expr/val.c)
