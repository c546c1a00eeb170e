/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "report/formats.h"

const struct sq_format *const sq_formats[] = {
#define FORMAT(name, ending, summary) &sq_format_##name,
#include "report/formats.def"
#undef FORMAT
    NULL,
};

const struct sq_format *
sq_format_find(sq_str name)
{
    for (size_t i = 0; sq_formats[i]; i++) {
        if (sq_str_is(name, sq_formats[i]->name))
            return sq_formats[i];
    }
    return NULL;
}
