/* SPDX-License-Identifier: MIT */
/*
 * The floor for a workbook: libxlsxwriter given the same cells straight from
 * memory.  Reads lines `sheet TAB row TAB column TAB kind TAB style TAB text`
 * (kind s, n or f; text with \n \t \\ escaped) made by run.py from a workbook of
 * ours, and writes them with as many formats as that workbook has.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { SHEETS = 64, STYLES = 512 };

static void
unescape(char *s)
{
    char *to = s;
    for (; *s; s++) {
        if (*s == '\\' && s[1]) {
            s++;
            *to++ = *s == 'n' ? '\n' : *s == 't' ? '\t' : *s;
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
}

int
main(int argc, char **argv)
{
    static char line[1 << 17];
    lxw_worksheet *sheets[SHEETS] = {0};
    lxw_format *styles[STYLES] = {0};
    if (argc != 3)
        return 2;
    FILE *in = fopen(argv[1], "rb");
    lxw_workbook *book = workbook_new(argv[2]);
    if (!in || !book)
        return 3;
    while (fgets(line, sizeof line, in)) {
        char *part[6], *at = line;
        line[strcspn(line, "\n")] = '\0';
        for (int i = 0; i < 6; i++) {
            part[i] = at;
            char *tab = i < 5 ? strchr(at, '\t') : NULL;
            if (tab) {
                *tab = '\0';
                at = tab + 1;
            }
        }
        unescape(part[5]);
        int s = atoi(part[0]) % SHEETS, f = atoi(part[4]) % STYLES;
        lxw_row_t row = (lxw_row_t)atoi(part[1]);
        lxw_col_t col = (lxw_col_t)atoi(part[2]);
        if (!sheets[s])
            sheets[s] = workbook_add_worksheet(book, NULL);
        if (!styles[f]) {
            styles[f] = workbook_add_format(book);
            format_set_text_wrap(styles[f]);
            format_set_font_size(styles[f], 8 + f % 12);
            format_set_bg_color(styles[f], (lxw_color_t)(0xf0f0f0 + f));
        }
        if (part[3][0] == 'n')
            worksheet_write_number(sheets[s], row, col, atof(part[5]),
                                   styles[f]);
        else if (part[3][0] == 'f')
            worksheet_write_formula_num(sheets[s], row, col, part[5],
                                        styles[f], 1);
        else
            worksheet_write_string(sheets[s], row, col, part[5], styles[f]);
    }
    fclose(in);
    return workbook_close(book) != LXW_NO_ERROR;
}
