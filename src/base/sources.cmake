list(APPEND sources src/base/arena.c src/base/str.c src/base/sbuf.c
  src/base/err.c src/base/map.c src/base/num.c src/base/date.c src/base/utf8.c
  src/base/glob.c src/base/print.c)
