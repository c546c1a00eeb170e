/* SPDX-License-Identifier: MIT */
/*
 * The floor for a workbook: libxlsxwriter given the same cells, formats,
 * tables, rules, lists and charts as one of ours, straight from lines that
 * workbook_lines.py made of it (its head says what they hold).
 *
 * bare_xlsx LINES OUT [TIMES]
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { STYLES = 4096, FIELDS = 12, COLUMNS = 64 };

static lxw_workbook *book;
static lxw_worksheet *sheet;
static lxw_chart *chart;
static lxw_format *styles[STYLES];
static char *field[FIELDS];

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

static void
split(char *line)
{
    static char nothing[] = "";
    line[strcspn(line, "\n")] = '\0';
    for (int i = 0; i < FIELDS; i++) {
        field[i] = line ? line : nothing;
        char *tab = line ? strchr(line, '\t') : NULL;
        if (tab)
            *tab = '\0';
        line = tab ? tab + 1 : NULL;
        unescape(field[i]);
    }
}

static int
number(int i)
{
    return atoi(field[i]);
}

static lxw_row_t
row(int i)
{
    return (lxw_row_t)number(i);
}

static lxw_col_t
col(int i)
{
    return (lxw_col_t)number(i);
}

static lxw_color_t
colour(int i)
{
    return (lxw_color_t)number(i);
}

static void
add_style(void)
{
    lxw_format *f = styles[number(1) % STYLES] = workbook_add_format(book);
    if (number(2))
        format_set_bold(f);
    format_set_font_size(f, atof(field[3]));
    if (field[4][0])
        format_set_font_color(f, colour(4));
    if (field[5][0])
        format_set_bg_color(f, colour(5));
    if (number(6))
        format_set_text_wrap(f);
    if (number(7))
        format_set_border(f, LXW_BORDER_THIN);
    format_set_num_format(f, field[8]);
    format_set_align(f, (uint8_t)number(9));
    format_set_align(f, (uint8_t)number(10));
    format_set_indent(f, (uint8_t)number(11));
}

static void
add_cell(void)
{
    lxw_format *f = styles[number(4) % STYLES];
    switch (field[3][0]) {
    case 'n':
        worksheet_write_number(sheet, row(1), col(2), atof(field[5]), f);
        break;
    case 'f':
        worksheet_write_formula_num(sheet, row(1), col(2), field[5], f,
                                    atof(field[6]));
        break;
    case 'b':
        worksheet_write_blank(sheet, row(1), col(2), f);
        break;
    default:
        worksheet_write_string(sheet, row(1), col(2), field[5], f);
    }
}

static void
add_table(void)
{
    static lxw_table_column columns[COLUMNS];
    static lxw_table_column *list[COLUMNS + 1];
    int n = 0;
    for (char *name = strtok(field[6], "|"); name && n < COLUMNS;
         name = strtok(NULL, "|")) {
        columns[n] = (lxw_table_column){.header = name};
        list[n] = &columns[n];
        n++;
    }
    list[n] = NULL;
    lxw_table_options o = {.name = field[5], .columns = list};
    worksheet_add_table(sheet, row(1), col(2), row(3), col(4), &o);
}

static void
add_rule(void)
{
    lxw_format *f = workbook_add_format(book);
    format_set_bg_color(f, colour(6));
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                   .value_string = field[5],
                                   .format = f};
    worksheet_conditional_format_range(sheet, row(1), col(2), row(3), col(4),
                                       &rule);
}

static void
add_list(void)
{
    lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                             .value_formula = field[5]};
    worksheet_data_validation_range(sheet, row(1), col(2), row(3), col(4), &v);
}

static uint8_t
chart_type(const char *word)
{
    static const struct {
        const char *word;
        uint8_t type;
    } types[] = {{"bar", LXW_CHART_BAR},
                 {"stacked", LXW_CHART_BAR_STACKED},
                 {"scatter", LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS}};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(word, types[i].word) == 0)
            return types[i].type;
    return LXW_CHART_COLUMN;
}

static void
add_chart(void)
{
    chart = workbook_add_chart(book, chart_type(field[1]));
    if (field[2][0])
        chart_title_set_name(chart, field[2]);
}

static void
add_series(void)
{
    lxw_chart_series *s =
        chart_add_series(chart, field[2][0] ? field[2] : NULL, field[3]);
    if (field[1][0])
        chart_series_set_name(s, field[1]);
    lxw_chart_fill fill = {.color = colour(4)};
    lxw_chart_line line = {.color = colour(4), .width = 1};
    chart_series_set_fill(s, &fill);
    chart_series_set_line(s, &line);
}

static void
take(void)
{
    const char *kind = field[0];
    if (strcmp(kind, "cell") == 0)
        add_cell();
    else if (strcmp(kind, "style") == 0)
        add_style();
    else if (strcmp(kind, "sheet") == 0)
        sheet = workbook_add_worksheet(book, field[1]);
    else if (strcmp(kind, "width") == 0)
        worksheet_set_column(sheet, col(1), col(1), atof(field[2]), NULL);
    else if (strcmp(kind, "height") == 0)
        worksheet_set_row(sheet, row(1), atof(field[2]), NULL);
    else if (strcmp(kind, "table") == 0)
        add_table();
    else if (strcmp(kind, "rule") == 0)
        add_rule();
    else if (strcmp(kind, "list") == 0)
        add_list();
    else if (strcmp(kind, "chart") == 0)
        add_chart();
    else if (strcmp(kind, "series") == 0)
        add_series();
    else if (strcmp(kind, "place") == 0)
        worksheet_insert_chart(sheet, row(1), col(2), chart);
}

static int
write_book(FILE *in, const char *path)
{
    static char line[1 << 17];
    rewind(in);
    book = workbook_new(path);
    if (!book)
        return 3;
    while (fgets(line, sizeof line, in)) {
        split(line);
        take();
    }
    return workbook_close(book) != LXW_NO_ERROR;
}

int
main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    FILE *in = fopen(argv[1], "rb");
    int status = in ? 0 : 3;
    for (int n = argc > 3 ? atoi(argv[3]) : 1; n > 0 && status == 0; n--)
        status = write_book(in, argv[2]);
    if (in)
        fclose(in);
    return status;
}
