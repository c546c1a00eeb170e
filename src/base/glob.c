/* SPDX-License-Identifier: MIT */
#include "base/glob.h"

/*
 * One star of each kind is gone back to, the newest: an older one has already
 * taken as little as it could, so that time stays the product of the lengths.
 */
struct back {
    size_t pattern, path;
    bool set;
};

static bool
go_back(struct back *b, bool over_slashes, sq_str path, size_t *p, size_t *s)
{
    if (!b->set || b->path >= path.len)
        return false;
    if (!over_slashes && path.ptr[b->path] == '/')
        return false;
    *s = ++b->path;
    *p = b->pattern;
    return true;
}

static bool
fits(sq_str pattern, sq_str path)
{
    struct back star = {0}, stars = {0};
    size_t p = 0, s = 0;
    while (s < path.len || p < pattern.len) {
        char c = p < pattern.len ? pattern.ptr[p] : '\0';
        if (c == '*' && p + 1 < pattern.len && pattern.ptr[p + 1] == '*') {
            p += 2;
            if (p < pattern.len && pattern.ptr[p] == '/')
                p++;
            stars = (struct back){p, s, true};
            star.set = false;
        } else if (c == '*') {
            star = (struct back){++p, s, true};
        } else if (s < path.len && p < pattern.len &&
                   (c == path.ptr[s] || (c == '?' && path.ptr[s] != '/'))) {
            p++;
            s++;
        } else if (!go_back(&star, false, path, &p, &s)) {
            star.set = false;
            if (!go_back(&stars, true, path, &p, &s))
                return false;
        }
    }
    return true;
}

bool
sq_glob_fits(sq_str pattern, sq_str path)
{
    if (sq_str_find(pattern, '/', 0) < pattern.len)
        return fits(pattern, path);
    size_t last = path.len;
    while (last > 0 && path.ptr[last - 1] != '/')
        last--;
    return fits(pattern, sq_str_sub(path, last, path.len));
}
