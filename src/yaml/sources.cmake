list(APPEND sources src/yaml/node.c src/yaml/check.c src/yaml/read.c
  src/yaml/complain.c src/yaml/scalar.c src/yaml/edit.c
  src/yaml/frozen.c)
