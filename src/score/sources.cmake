sq_rows(sources src/model/combine.def COMBINE 1 src/score/combine_@.c)
list(APPEND sources src/score/case.c src/score/env.c src/score/parts.c
  src/score/extreme.c src/score/search.c src/score/figures.c src/score/impacts.c src/score/score.c)
