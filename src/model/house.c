/* SPDX-License-Identifier: MIT */
#include "model/house.h"

#include "base/arena.h"
#include "sys/sys.h"

enum {
    LEAST_CONTRAST = 450, /* [1/100] WCAG 2.2, 1.4.3, level AA */
    MOST_LOGO = 64 * 1024 /* [bytes] */
};

/* ---- colours ------------------------------------------------------------- */

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool
sq_colour_read(sq_str text, uint32_t *out_rgb)
{
    uint32_t rgb = 0;

    if (text.len > 0 && text.ptr[0] == '#')
        text = sq_str_sub(text, 1, text.len);
    if (text.len != 6)
        return false;
    for (size_t i = 0; i < 6; i++) {
        int digit = hex_digit(text.ptr[i]);
        if (digit < 0)
            return false;
        rgb = rgb << 4 | (uint32_t)digit;
    }
    *out_rgb = rgb;
    return true;
}

/* What a channel of 0 to 255 gives in light, of 65535: WCAG's curve. */
static const uint16_t light[256] = {
    0,     20,    40,    60,    80,    99,    119,   139,   159,   179,   199,
    219,   241,   264,   288,   313,   340,   367,   396,   427,   458,   491,
    526,   562,   599,   637,   677,   718,   761,   805,   851,   898,   947,
    997,   1048,  1101,  1156,  1212,  1270,  1330,  1391,  1453,  1517,  1583,
    1651,  1720,  1790,  1863,  1937,  2013,  2090,  2170,  2250,  2333,  2418,
    2504,  2592,  2681,  2773,  2866,  2961,  3058,  3157,  3258,  3360,  3464,
    3570,  3678,  3788,  3900,  4014,  4129,  4247,  4366,  4488,  4611,  4736,
    4864,  4993,  5124,  5257,  5392,  5530,  5669,  5810,  5953,  6099,  6246,
    6395,  6547,  6700,  6856,  7014,  7174,  7335,  7500,  7666,  7834,  8004,
    8177,  8352,  8528,  8708,  8889,  9072,  9258,  9445,  9635,  9828,  10022,
    10219, 10417, 10619, 10822, 11028, 11235, 11446, 11658, 11873, 12090, 12309,
    12530, 12754, 12980, 13209, 13440, 13673, 13909, 14146, 14387, 14629, 14874,
    15122, 15371, 15623, 15878, 16135, 16394, 16656, 16920, 17187, 17456, 17727,
    18001, 18277, 18556, 18837, 19121, 19407, 19696, 19987, 20281, 20577, 20876,
    21177, 21481, 21787, 22096, 22407, 22721, 23038, 23357, 23678, 24002, 24329,
    24658, 24990, 25325, 25662, 26001, 26344, 26688, 27036, 27386, 27739, 28094,
    28452, 28813, 29176, 29542, 29911, 30282, 30656, 31033, 31412, 31794, 32179,
    32567, 32957, 33350, 33745, 34143, 34544, 34948, 35355, 35764, 36176, 36591,
    37008, 37429, 37852, 38278, 38706, 39138, 39572, 40009, 40449, 40891, 41337,
    41785, 42236, 42690, 43147, 43606, 44069, 44534, 45002, 45473, 45947, 46423,
    46903, 47385, 47871, 48359, 48850, 49344, 49841, 50341, 50844, 51349, 51858,
    52369, 52884, 53401, 53921, 54445, 54971, 55500, 56032, 56567, 57105, 57646,
    58190, 58737, 59287, 59840, 60396, 60955, 61517, 62082, 62650, 63221, 63795,
    64372, 64952, 65535,
};

/* [of 65535 × 10000] */
static uint64_t
luminance(uint32_t rgb)
{
    return (uint64_t)2126 * light[rgb >> 16 & 255] +
           (uint64_t)7152 * light[rgb >> 8 & 255] +
           (uint64_t)722 * light[rgb & 255];
}

unsigned
sq_colour_contrast(uint32_t a, uint32_t b)
{
    const uint64_t stray = (uint64_t)65535 * 500; /* 0.05: light in the room */
    uint64_t x = luminance(a) + stray, y = luminance(b) + stray;

    return (unsigned)(x > y ? 100 * x / y : 100 * y / x);
}

static bool
read_colour(const struct sq_word *word, struct sq_diags *d, uint32_t *out)
{
    if (sq_colour_read(word->text, out))
        return true;
    struct sq_diag *f =
        sq_diag_add(d, SQ_FOUND_unusable_style, word->at,
                    "`%.*s` is not a colour", SQ_FMT(word->text));
    sq_diag_help(d, f,
                 "write six digits of red, green and blue in quotes, as "
                 "in \"#12356b\"");
    return false;
}

void
sq_house_colours(struct sq_arena *a, struct sq_project *p, struct sq_diags *d)
{
    uint32_t ground, on;

    if (p->n_colours == 0)
        return;
    if (p->n_colours != 2) {
        sq_diag_add(d, SQ_FOUND_unusable_style, p->colours[0].at,
                    "`colours` has %zu colours; it needs two: the ground, and "
                    "what is written on it",
                    p->n_colours);
        return;
    }
    if (!read_colour(&p->colours[0], d, &ground) ||
        !read_colour(&p->colours[1], d, &on))
        return;
    unsigned contrast = sq_colour_contrast(ground, on);
    if (contrast < LEAST_CONTRAST) {
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_unusable_style, p->colours[1].at,
            "text in `%.*s` on `%.*s` has a contrast of %u.%02u, and 4.5 is "
            "needed",
            SQ_FMT(p->colours[1].text), SQ_FMT(p->colours[0].text),
            contrast / 100, contrast % 100);
        sq_diag_help(d, f,
                     "make the darker one darker, or the lighter one "
                     "lighter");
        return;
    }
    p->ground = sq_str_printf(a, "#%06x", (unsigned)ground);
    p->on = sq_str_printf(a, "#%06x", (unsigned)on);
}

/* ---- logo ---------------------------------------------------------------- */

static void
refuse_logo(struct sq_project *p, struct sq_diags *d, const char *why)
{
    struct sq_diag *f =
        sq_diag_add(d, SQ_FOUND_unusable_style, p->logo.at,
                    "the logo `%.*s` %s", SQ_FMT(p->logo.text), why);
    sq_diag_help(d, f,
                 "name a PNG or SVG file of at most 64 KiB inside the "
                 "project, relative to this file");
}

static bool
is_svg(sq_str bytes)
{
    sq_str start = sq_str_trim(sq_str_sub(bytes, 0, 512));

    return sq_str_starts(start, "<svg") ||
           (sq_str_starts(start, "<?xml") &&
            sq_str_has_folded(bytes, SQ_LIT("<svg")));
}

void
sq_house_logo(struct sq_arena *a, struct sq_project *p, struct sq_diags *d)
{
    sq_str bytes;
    struct sq_err err;

    if (p->logo.text.len == 0)
        return;
    const char *path = sq_path_join(a, p->root, p->logo.text);
    if (p->logo.text.ptr[0] == '/' || !sq_file_exists(path))
        refuse_logo(p, d, "is not there");
    else if (!sq_path_inside(a, path, sq_str_z(a, p->root)))
        refuse_logo(p, d, "lies outside the project");
    else if (sq_file_read(a, path, &bytes, &err) != SQ_OK)
        refuse_logo(p, d, "cannot be read");
    else if (bytes.len > MOST_LOGO)
        refuse_logo(p, d, "is larger than 64 KiB");
    else if (!is_svg(bytes) && !sq_str_starts(bytes, "\x89PNG\r\n\x1a\n"))
        refuse_logo(p, d, "is neither PNG nor SVG");
    else {
        p->logo_bytes = bytes;
        p->logo_svg = is_svg(bytes);
    }
}
