list(APPEND sources src/yaml/node.c src/yaml/read.c src/yaml/edit.c)
