/* SPDX-License-Identifier: MIT */
/*
 * embed OUT FILE...: writes OUT, a C file that holds templates and packs as
 * bytes, sorted by id (the file's name without its ending): each as a text, and
 * parsed.  One that is not in order is a failed build.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "diag/diag.h"
#include "yaml/frozen.h"
#include "yaml/read.h"

struct one {
    const char *path;
    sq_str id, text;
    struct sq_sbuf tree;
};

static _Noreturn void
fail(const char *path, const char *why)
{
    fprintf(stderr, "%s: %s\n", path, why);
    exit(1);
}

static sq_str
id_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    sq_str name = sq_str_of(slash ? slash + 1 : path);
    return sq_str_sub(name, 0, sq_str_find(name, '.', 0));
}

static sq_str
read_file(struct sq_arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0 || ftell(f) < 0)
        fail(path, "cannot be read");
    size_t n = (size_t)ftell(f);
    char *text = SQ_NEW_N(a, n + 1, char);
    rewind(f);
    if (fread(text, 1, n, f) != n)
        fail(path, "cannot be read");
    fclose(f);
    return (sq_str){text, n};
}

static void
parse(struct sq_arena *a, struct one *x)
{
    struct sq_diags d;
    sq_diags_init(&d, a);
    struct sq_source *s = sq_source_new(a, x->path, x->text);
    struct sq_tree *t = sq_yaml_read(a, s, &d);
    sq_sbuf_init(&x->tree, SQ_MAX_FILE);
    if (d.n)
        fail(x->path, "something is found in it: `sqeeia check` tells what");
    if (!sq_tree_freeze(t, &x->tree) || x->tree.cut)
        fail(x->path, "it is empty, or has an anchor or an alias");
}

static int
by_id(const void *a, const void *b)
{
    return sq_str_cmp(((const struct one *)a)->id, ((const struct one *)b)->id);
}

static void
put_bytes(FILE *out, const char *name, size_t i, sq_str bytes)
{
    fprintf(out, "static const char %s_%zu[] = {", name, i);
    for (size_t k = 0; k < bytes.len; k++)
        fprintf(out, "%s%d,", k % 24 ? "" : "\n", bytes.ptr[k]);
    fprintf(out, "0};\n");
}

static void
put_all(FILE *out, const struct one *all, size_t n)
{
    fprintf(out, "/* made by cmake/embed.c from templates/ */\n"
                 "#include \"model/library.h\"\n\n");
    for (size_t i = 0; i < n; i++) {
        put_bytes(out, "text", i, all[i].text);
        put_bytes(out, "tree", i, sq_sbuf_str(&all[i].tree));
    }
    fprintf(out, "\nconst struct sq_builtin sq_builtins[] = {\n");
    for (size_t i = 0; i < n; i++)
        fprintf(out, "    {\"%.*s\", %s, {text_%zu, %zu}, {tree_%zu, %zu}},\n",
                SQ_FMT(all[i].id),
                strstr(all[i].path, "/packs/") ? "true" : "false", i,
                all[i].text.len, i, all[i].tree.len);
    fprintf(out,
            "    {0, false, {0, 0}, {0, 0}},\n};\n"
            "const size_t sq_n_builtins = %zu;\n",
            n);
}

int
main(int argc, char **argv)
{
    if (argc < 3)
        fail("embed", "wants OUT and FILEs");
    struct sq_arena a;
    sq_arena_init(&a);
    size_t n = (size_t)argc - 2;
    struct one *all = SQ_NEW_N(&a, n, struct one);
    for (size_t i = 0; i < n; i++) {
        all[i].path = argv[i + 2];
        all[i].id = id_of(all[i].path);
        all[i].text = read_file(&a, all[i].path);
        parse(&a, &all[i]);
    }
    qsort(all, n, sizeof *all, by_id);
    FILE *out = fopen(argv[1], "wb");
    if (!out)
        fail(argv[1], "cannot be written");
    put_all(out, all, n);
    if (fclose(out) != 0) {
        remove(argv[1]);
        fail(argv[1], "cannot be written");
    }
    for (size_t i = 0; i < n; i++)
        sq_sbuf_done(&all[i].tree);
    sq_arena_done(&a);
    return 0;
}
