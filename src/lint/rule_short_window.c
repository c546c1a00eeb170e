/* SPDX-License-Identifier: MIT */
/* Time to answer, less the days on which hardly anybody does. */
#include "lint/lint.h"

enum {
    FEWEST = 42 /* [days]: six weeks, as in the questionnaire `engagement` */
};

/* Month and day as one number, 1224 for Christmas Eve. */
static int
day_of_year(sq_date d)
{
    int year, month, day;
    sq_date_split(d, &year, &month, &day);
    return month * 100 + day;
}

static bool
is_holiday(sq_date d)
{
    int day = day_of_year(d);
    return day >= 1222 || day <= 102;
}

static bool
is_summer(sq_date d)
{
    int day = day_of_year(d);
    return day >= 720 && day <= 905;
}

/* Both ends count. */
static int
days_to_answer(sq_date from, sq_date to, int *out_holidays)
{
    int n = 0;
    *out_holidays = 0;
    for (sq_date d = from; d <= to && n < FEWEST; d++) {
        if (is_holiday(d))
            ++*out_holidays;
        else
            n++;
    }
    return n;
}

static void
look(const struct sq_look *k, const struct sq_engagement *e)
{
    int holidays;
    int n = days_to_answer(e->on, e->until, &holidays);
    bool summer =
        is_summer(e->on) && is_summer(e->until) && e->until - e->on < 60;
    if (n >= FEWEST && !summer)
        return;
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_short_window, e->id.at,
        n < FEWEST
            ? "`%.*s` gave people %d day%s to answer, where six weeks are usual"
            : "`%.*s` lies in the summer holidays",
        SQ_FMT(e->id.text), n, n == 1 ? "" : "s");
    sq_diag_help(k->d, f,
                 "give them longer%s, or write `because:` with why it could "
                 "not be longer",
                 holidays ? " (22 December to 2 January are not counted)" : "");
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->as->n_engagement; i++) {
        const struct sq_engagement *e = &k->as->engagement[i];
        if (e->on != SQ_NO_DATE && e->until != SQ_NO_DATE &&
            e->because.text.len == 0)
            look(k, e);
    }
}

const struct sq_rule sq_rule_short_window = {.assessment = assessment,
                                             .from = SQ_MOMENT_PANEL};
