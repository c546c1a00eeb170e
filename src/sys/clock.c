/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "sys/sys.h"

#define SECONDS_A_DAY 86400
#define LAST_SECOND   INT64_C(32503679999) /* of the year 2999 */

/* Decimal digits and nothing else, up to the year 2999. */
static bool
read_epoch(const char *text, int64_t *out)
{
    int64_t seconds = 0;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            return false;
        seconds = seconds * 10 + (*text - '0');
        if (seconds > LAST_SECOND)
            return false;
    }
    *out = seconds;
    return true;
}

sq_date
sq_today(void)
{
    const char *epoch = sq_env("SOURCE_DATE_EPOCH");
    int64_t seconds;
    if (epoch && read_epoch(epoch, &seconds))
        return (sq_date)(seconds / SECONDS_A_DAY);

    time_t now = time(NULL);
    struct tm tm;
    tzset(); /* localtime_r need not look at TZ by itself */
    if (!localtime_r(&now, &tm))
        return (sq_date)((int64_t)now / SECONDS_A_DAY);
    return sq_date_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}
