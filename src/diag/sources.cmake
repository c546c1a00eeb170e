list(APPEND sources src/diag/source.c src/diag/diag.c src/diag/show.c)
