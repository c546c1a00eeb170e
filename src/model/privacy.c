/* SPDX-License-Identifier: MIT */
#include "model/privacy.h"

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_letter(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z') || (c & 0x80);
}

static bool
is_word(char c)
{
    return is_letter(c) || is_digit(c);
}

static char
at(sq_str text, size_t i)
{
    return i < text.len ? text.ptr[i] : '\0';
}

static bool
starts_word(sq_str text, size_t i)
{
    return i == 0 || !is_word(text.ptr[i - 1]);
}

/* ---- e-mail ------------------------------------------------------------- */

static bool
is_local(char c)
{
    return is_word(c) || c == '.' || c == '_' || c == '%' || c == '+' ||
           c == '-' || c == '\'';
}

/* name@host.domain around the @ at `i`. */
static bool
is_email(sq_str text, size_t i, size_t *out_from, size_t *out_to)
{
    size_t from = i, to = i + 1, dot = 0;

    while (from > 0 && is_local(text.ptr[from - 1]))
        from--;
    while (is_word(at(text, to)) || at(text, to) == '-' ||
           (at(text, to) == '.' && is_word(at(text, to + 1)))) {
        if (text.ptr[to] == '.')
            dot = to;
        to++;
    }
    if (from == i || dot == 0 || to - dot < 3)
        return false;
    *out_from = from;
    *out_to = to;
    return true;
}

/* ---- runs of digits ----------------------------------------------------- */

enum {
    MOST_DIGITS = 16,
    MOST_BETWEEN = 2 /* blanks, hyphens and brackets between two groups */
};

struct run { /* digits with what people put between them */
    char digits[MOST_DIGITS];
    size_t n;
    bool plus;
};

/* Where the next group of digits begins, or `i` where none follows. */
static size_t
next_group(sq_str text, size_t i)
{
    size_t j = i;

    while (j < i + MOST_BETWEEN + 1 && at(text, j) != '\0' &&
           !is_digit(at(text, j))) {
        char c = at(text, j);
        if (c != ' ' && c != '-' && c != '(' && c != ')')
            return i;
        j++;
    }
    return is_digit(at(text, j)) ? j : i;
}

/* 1.5, 1,000 and 12A: what a group of digits may not end in. */
static bool
goes_on(sq_str text, size_t i)
{
    char c = at(text, i);

    return is_letter(c) ||
           ((c == '.' || c == ',' || c == '/') && is_digit(at(text, i + 1)));
}

static bool
is_phone(const struct run *r)
{
    if (r->plus)
        return r->n >= 8 && r->n <= 15;
    /* 0 and nine or ten more; 2 and 3-digit area codes, mobiles, free phone */
    return r->digits[0] == '0' && r->digits[1] != '0' &&
           (r->n == 10 || r->n == 11);
}

static bool
is_nhs_number(const struct run *r)
{
    unsigned sum = 0;
    bool same = true;

    if (r->n != 10 || r->plus)
        return false;
    for (unsigned i = 0; i < 9; i++) {
        sum += (unsigned)(r->digits[i] - '0') * (10 - i);
        same = same && r->digits[i] == r->digits[9];
    }
    unsigned check = 11 - sum % 11;
    if (check == 11)
        check = 0;
    return !same && check < 10 && check == (unsigned)(r->digits[9] - '0');
}

/* ---- postcode beside a date of birth ------------------------------------ */

/* "DT1 1TS" or "DT11TS", in capitals or not. */
static bool
is_postcode(sq_str text, size_t i, size_t *out_to)
{
    size_t from = i, letters = 0;

    while (letters < 2 && is_letter(at(text, i)) && !(at(text, i) & 0x80)) {
        i++;
        letters++;
    }
    if (letters == 0 || !is_digit(at(text, i)))
        return false;
    i++;
    /* SW1A, W1T, DT10: the third place of the outward part */
    if (is_digit(at(text, i)) && is_digit(at(text, i + 1)) &&
        is_letter(at(text, i + 2)))
        i++;
    else if (at(text, i) != ' ' && !is_digit(at(text, i)))
        i++;
    else if (is_digit(at(text, i)) && at(text, i + 1) == ' ')
        i++;
    if (at(text, i) == ' ')
        i++;
    if (!is_digit(at(text, i)) || !is_letter(at(text, i + 1)) ||
        !is_letter(at(text, i + 2)) || is_word(at(text, i + 3)) ||
        !starts_word(text, from))
        return false;
    *out_to = i + 3;
    return true;
}

static bool
is_month(sq_str text, size_t i)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr",
                                         "may", "jun", "jul", "aug",
                                         "sep", "oct", "nov", "dec"};

    for (size_t m = 0; m < 12; m++) {
        if (sq_str_eq_folded(sq_str_sub(text, i, i + 3), sq_str_of(months[m])))
            return true;
    }
    return false;
}

static size_t
digits_at(sq_str text, size_t i)
{
    size_t n = 0;

    while (is_digit(at(text, i + n)))
        n++;
    return n;
}

/* 03/04/1957, 3.4.57, 1957-04-03, 3 April 1957. */
static bool
is_full_date(sq_str text, size_t i)
{
    size_t a = digits_at(text, i);

    if (!starts_word(text, i) || a == 0 || a == 3 || a > 4)
        return false;
    size_t j = i + a;
    char sep = at(text, j);
    if (sep == ' ' && a <= 2 && is_month(text, j + 1)) {
        for (j++; is_letter(at(text, j)); j++)
            ;
        return at(text, j) == ' ' && digits_at(text, j + 1) == 4;
    }
    if (sep != '/' && sep != '.' && sep != '-')
        return false;
    size_t b = digits_at(text, j + 1);
    if (b == 0 || b > 2 || at(text, j + 1 + b) != sep)
        return false;
    size_t c = digits_at(text, j + 2 + b);
    return a == 4 ? c == 1 || c == 2 : c == 2 || c == 4;
}

static bool
has_birth_date(sq_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (is_digit(text.ptr[i]) && is_full_date(text, i))
            return true;
    }
    return false;
}

/* ---- the whole ---------------------------------------------------------- */

/* Of a decimal or another number that began before `i`. */
static bool
is_inside(sq_str text, size_t i)
{
    char c = i > 0 ? text.ptr[i - 1] : ' ';

    return c == '+' || ((c == '.' || c == ',' || c == '/') && i > 1 &&
                        is_digit(text.ptr[i - 2]));
}

/* Looks at the digits from `i` group by group: a number may follow another. */
static enum sq_private
find_digits(sq_str text, size_t i, size_t *out_to)
{
    struct run r = {.plus = at(text, i) == '+'};

    if (!starts_word(text, i) || is_inside(text, i))
        return SQ_PRIVATE_NONE;
    for (i += r.plus; is_digit(at(text, i));) {
        while (is_digit(at(text, i)) && r.n < MOST_DIGITS)
            r.digits[r.n++] = at(text, i++);
        if (is_digit(at(text, i)) || goes_on(text, i))
            break;
        *out_to = i;
        if (is_nhs_number(&r))
            return SQ_PRIVATE_NHS_NUMBER;
        if (is_phone(&r))
            return SQ_PRIVATE_PHONE;
        i = next_group(text, i);
        if (!is_digit(at(text, i)))
            break;
    }
    return SQ_PRIVATE_NONE;
}

/* No detail is without an @ or FEWEST digits (the date 3.4.57 with the postcode
 * M1 1AA has the fewest), and most texts are.  Without a branch, and in blocks
 * whose digits a byte can count, compilers make many characters one step. */
static bool
may_hold_a_detail(sq_str text)
{
    enum { BLOCK = 128, FEWEST = 6 };
    size_t all = 0;
    unsigned char mail = 0;
    for (size_t at = 0; at < text.len; at += BLOCK) {
        size_t end = text.len - at < BLOCK ? text.len : at + BLOCK;
        unsigned char digits = 0;
        for (size_t i = at; i < end; i++) {
            unsigned char c = (unsigned char)text.ptr[i];
            digits = (unsigned char)(digits + (c >= '0' && c <= '9'));
            mail |= c == '@';
        }
        all += digits;
    }
    return mail || all >= FEWEST;
}

enum sq_private
sq_private_find(sq_str text, size_t from, size_t *out_from, size_t *out_to)
{
    if (!may_hold_a_detail(text))
        return SQ_PRIVATE_NONE;
    bool birth = has_birth_date(text);

    for (size_t i = from; i < text.len; i++) {
        char c = text.ptr[i];
        if (!birth && (c < '+' || c > '@'))
            continue;
        enum sq_private what = SQ_PRIVATE_NONE;
        if (c == '@' && is_email(text, i, out_from, out_to) &&
            *out_from >= from)
            return SQ_PRIVATE_EMAIL;
        if (is_digit(c) || c == '+')
            what = find_digits(text, i, out_to);
        if (what != SQ_PRIVATE_NONE) {
            *out_from = i;
            return what;
        }
        if (birth && is_letter(c) && is_postcode(text, i, out_to)) {
            *out_from = i;
            return SQ_PRIVATE_BIRTH;
        }
    }
    return SQ_PRIVATE_NONE;
}

const char *
sq_private_name(enum sq_private what)
{
    static const char *const names[] = {
        [SQ_PRIVATE_NONE] = "nothing private",
        [SQ_PRIVATE_EMAIL] = "an e-mail address",
        [SQ_PRIVATE_PHONE] = "a phone number",
        [SQ_PRIVATE_NHS_NUMBER] = "what looks like an NHS number",
        [SQ_PRIVATE_BIRTH] = "a postcode beside a date, perhaps of birth",
    };
    return names[what];
}

/* ---- small numbers ------------------------------------------------------ */

static size_t
word_end(sq_str text, size_t i)
{
    while (is_word(at(text, i)))
        i++;
    return i;
}

static bool
is_one_of(sq_str word, const char *const *words)
{
    for (size_t i = 0; words[i]; i++) {
        if (sq_str_eq_folded(word, sq_str_of(words[i])))
            return true;
    }
    return false;
}

static bool
is_people(sq_str word)
{
    static const char *const words[] = {
        "person",      "people",        "patient",
        "patients",    "resident",      "residents",
        "carer",       "carers",        "woman",
        "women",       "man",           "men",
        "child",       "children",      "parent",
        "parents",     "user",          "users",
        "nurse",       "nurses",        "staff",
        "member",      "members",       "volunteer",
        "volunteers",  "participant",   "participants",
        "respondent",  "respondents",   "survivor",
        "survivors",   "adult",         "adults",
        "client",      "clients",       "family",
        "families",    "mother",        "mothers",
        "father",      "fathers",       "boy",
        "boys",        "girl",          "girls",
        "baby",        "babies",        "pupil",
        "pupils",      "student",       "students",
        "tenant",      "tenants",       "veteran",
        "veterans",    "household",     "households",
        "widow",       "widows",        "widower",
        "widowers",    "employee",      "employees",
        "worker",      "workers",       "colleague",
        "colleagues",  "doctor",        "doctors",
        "midwife",     "midwives",      "clerk",
        "clerks",      "administrator", "administrators",
        "interpreter", "interpreters",  NULL};
    return is_one_of(word, words);
}

/* What may stand between the number and the people. */
static bool
is_sort(sq_str word)
{
    static const char *const words[] = {
        "older",     "old",      "younger",   "young",    "disabled",
        "deaf",      "blind",    "trans",     "gay",      "lesbian",
        "bisexual",  "autistic", "pregnant",  "bereaved", "homeless",
        "black",     "asian",    "white",     "muslim",   "jewish",
        "hindu",     "sikh",     "christian", "gypsy",    "roma",
        "traveller", "local",    "female",    "male",     "paid",
        "community", NULL};
    return is_one_of(word, words);
}

/* "patients", or "older trans patients", from here on. */
static bool
are_people(sq_str text, size_t i)
{
    for (int sorts = 0; sorts < 3; sorts++) {
        size_t end = word_end(text, i);
        sq_str word = sq_str_sub(text, i, end);
        if (is_people(word))
            return true;
        if (!is_sort(word) || at(text, end) != ' ')
            return false;
        i = end + 1;
    }
    return false;
}

/* "3" or "three", but not "3.5", "3%" or "one": "one person" is an idiom. */
static bool
is_small(sq_str word)
{
    static const char *const words[] = {"1",   "2",     "3",    "4",
                                        "two", "three", "four", NULL};
    return is_one_of(word, words);
}

bool
sq_small_count_find(sq_str text, size_t from, size_t *out_from, size_t *out_to)
{
    for (size_t i = from; i < text.len;) {
        if (!is_word(text.ptr[i])) {
            i++;
            continue;
        }
        size_t end = word_end(text, i);
        sq_str word = sq_str_sub(text, i, end);
        if (!is_inside(text, i) && is_small(word) && at(text, end) == ' ' &&
            are_people(text, end + 1)) {
            *out_from = i;
            *out_to = end;
            return true;
        }
        i = end;
    }
    return false;
}
