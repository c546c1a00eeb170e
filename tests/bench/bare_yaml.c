/* SPDX-License-Identifier: MIT */
/* The floor for reading: libyaml's event loop over the same bytes, no more. */
#include <stdio.h>
#include <yaml.h>

static size_t
drain(const char *path)
{
    yaml_parser_t parser;
    size_t events = 0;
    FILE *f = fopen(path, "rb");
    if (!f || !yaml_parser_initialize(&parser))
        return 0;
    yaml_parser_set_input_file(&parser, f);
    for (int done = 0; !done; events++) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event))
            break;
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    fclose(f);
    return events;
}

int
main(int argc, char **argv)
{
    size_t events = 0;
    for (int i = 1; i < argc; i++)
        events += drain(argv[i]);
    printf("%zu events\n", events);
    return 0;
}
