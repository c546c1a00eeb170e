list(APPEND sources src/walk/fill.c src/walk/reply.c src/walk/store.c
  src/walk/place.c src/walk/screen.c src/walk/commands.c src/walk/walk.c
  src/walk/print.c src/walk/forms.c src/walk/rows.c src/walk/carry.c
  src/walk/front.c src/walk/later.c src/walk/review.c)
