/* SPDX-License-Identifier: MIT */
/*
 * Any lines typed at the interview.  Whatever is typed, the file can be read
 * afterwards, what is not an answer in it is as it was, and the screen shows
 * nothing that a terminal would obey.
 */
#include <string.h>

#include "fuzz.h"
#include "walk/walk.h"
#include "yaml/node.h"

/* Beside the questionnaire, so that its path is found; never written. */
#define NAME SQEEIA_SOURCE "/tests/walk/answers.yaml"
#define ABOVE                                          \
    "# kept by hand\n"                                 \
    "sqeeia: assessment/1\n"                           \
    "questionnaire: {id: small, path: ./small.yaml}\n" \
    "about: {title: "
#define BELOW "}  # for the clinic\nanswers:\n"
#define HEAD  ABOVE "An app" BELOW

static const char *const starts[] = {
    HEAD,
    HEAD "  A1: A form\n  A4: 12 # people\n",
    HEAD "  B1.old.direction: {answer: worse, because: no phone}\n"
         "  B2.r1.what: Wrong dose\nevidence:\n  - {id: E1, title: Survey}\n",
    HEAD "  A2:\n    answer: partly\n    # a comment\n    because: >\n"
         "      tried with\n      forty\n",
};

static void
check_store(const struct sq_store *s)
{
    sq_str text = s->page->text;
    need_of(sq_str_starts(text, ABOVE), text);
    sq_str line; /* the rest of `about`, which has its line to itself */
    sq_str rest = sq_str_sub(text, strlen(ABOVE), text.len);
    sq_str_next(&rest, '\n', &line);
    size_t end = (size_t)(line.ptr - text.ptr) + line.len;
    size_t tail = strlen(BELOW) - strlen("\nanswers:\n");
    need_of(line.len > tail &&
                sq_str_starts(sq_str_sub(text, end - tail, text.len), BELOW),
            text);
    need_of(s->page->c && s->page->doc.tree && !s->page->doc.tree->broken,
            text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_bytes b = {data, size};
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_walk_setup setup = {.file = "answers.yaml", .width = 78};
    unsigned how = fuzz_pick(&b, 32);
    setup.unanswered = how & 4;
    if (how & 8)
        setup.by = SQ_LIT("R Patel");
    struct sq_store store;
    need(sq_store_open(&store, fuzz_library(), NAME, sq_str_of(starts[how & 3]),
                       20760));
    struct sq_walk *w = sq_walk_new(&a, &store, &setup);
    sq_str rest = {(const char *)b.at, b.left};
    sq_str line;
    for (int i = 0; i < 200 && !sq_walk_ended(w); i++) {
        fuzz_check_text(sq_walk_screen(w), false);
        if (!sq_str_next(&rest, '\n', &line))
            break;
        sq_str text;
        sq_str guidance;
        sq_walk_feed(w, line);
        check_store(&store);
        if (sq_walk_wants_edit(w, &text, &guidance))
            sq_walk_edited(w, sq_str_copy(&a, rest));
        if (how & 16)
            sq_store_saved(&store);
    }
    check_store(&store);
    sq_walk_free(w);
    sq_store_done(&store);
    sq_arena_done(&a);
    return 0;
}
