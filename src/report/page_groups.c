/* SPDX-License-Identifier: MIT */
#include "report/impacts.h"

enum {
    GROUP_LABEL,
    GROUP_PART,
    GROUP_EFFECT,
    GROUP_BEFORE,
    GROUP_LEVEL_BEFORE,
    GROUP_AFTER,
    GROUP_LEVEL_AFTER,
    GROUP_BENEFIT,
    GROUP_LEVEL_BENEFIT,
    GROUP_CONFIDENCE,
    GROUP_REACH,
    GROUP_ACTIONS,
    GROUP_ID,
    GROUP_COLUMNS
};

static void
pick_columns(const struct sq_impact_lines *all, struct sq_pick *out)
{
    static const struct sq_column columns[GROUP_COLUMNS] = {
        [GROUP_LABEL] = {"Who or what", 28, "not named"},
        [GROUP_PART] = {"Part of the form", 24, "none"},
        [GROUP_EFFECT] = {"Effect", 15, "not asked"},
        [GROUP_BEFORE] = {"Risk before", 12, "not answered"},
        [GROUP_LEVEL_BEFORE] = {"Level before", 14, "no bands"},
        [GROUP_AFTER] = {"Risk after", 12, "not answered"},
        [GROUP_LEVEL_AFTER] = {"Level after", 14, "no bands"},
        [GROUP_BENEFIT] = {"Benefit", 12, "not answered"},
        [GROUP_LEVEL_BENEFIT] = {"Level of benefit", 18, "no bands"},
        [GROUP_CONFIDENCE] = {"Confidence", 18, "not asked"},
        [GROUP_REACH] = {"Reach", 16, "not asked"},
        [GROUP_ACTIONS] = {"Actions", 12, "none"},
        [GROUP_ID] = {"ID", 20, "none"},
    };
    struct sq_tracks tracks = sq_tracks_of(all);
    const bool keep[GROUP_COLUMNS] = {
        [GROUP_LABEL] = true,
        [GROUP_PART] = true,
        [GROUP_EFFECT] = tracks.direction,
        [GROUP_BEFORE] = tracks.initial,
        [GROUP_LEVEL_BEFORE] = tracks.initial && tracks.bands,
        [GROUP_AFTER] = tracks.residual,
        [GROUP_LEVEL_AFTER] = tracks.residual && tracks.bands,
        [GROUP_BENEFIT] = tracks.benefit,
        [GROUP_LEVEL_BENEFIT] = tracks.benefit,
        [GROUP_CONFIDENCE] = tracks.confidence,
        [GROUP_REACH] = tracks.reach,
        [GROUP_ACTIONS] = true,
        [GROUP_ID] = true,
    };
    sq_pick_init(out, columns, GROUP_COLUMNS, keep);
}

static void
put_groups(struct sq_pages *p, struct sq_sheet *s,
           const struct sq_impact_lines *all, const struct sq_pick *pick,
           uint32_t top)
{
    struct sq_table t;
    sq_table_begin(&t, s, top, "Groups", pick->columns, pick->n);
    struct sq_fills before = sq_level_fills(s, pick, GROUP_LEVEL_BEFORE);
    struct sq_fills after = sq_level_fills(s, pick, GROUP_LEVEL_AFTER);
    struct sq_fills benefit = sq_level_fills(s, pick, GROUP_LEVEL_BENEFIT);
    for (size_t i = 0; i < all->n; i++) {
        const struct sq_impact_line *l = &all->items[i];
        const struct sq_impact *im = l->impact;
        struct sq_entry entries[GROUP_COLUMNS] = {
            [GROUP_LABEL] = sq_entry_text(l->label),
            [GROUP_PART] = sq_entry_text(sq_group_title(p, im->group)),
            [GROUP_EFFECT] = sq_entry_answer(p, im->direction),
            [GROUP_BEFORE] = sq_entry_points(p, &l->before),
            [GROUP_LEVEL_BEFORE] = sq_entry_level(p, &l->before),
            [GROUP_AFTER] = sq_entry_points(p, &l->after),
            [GROUP_LEVEL_AFTER] = sq_entry_level(p, &l->after),
            [GROUP_BENEFIT] = sq_entry_points(p, &l->benefit),
            [GROUP_LEVEL_BENEFIT] = sq_entry_level(p, &l->benefit),
            [GROUP_CONFIDENCE] = sq_entry_answer(p, im->confidence),
            [GROUP_REACH] = sq_entry_answer(p, im->reach),
            [GROUP_ACTIONS] = sq_entry_actions(p, im, false),
            [GROUP_ID] = sq_entry_text(sq_impact_id(p, im)),
        };
        entries[GROUP_LABEL].strong = true;
        entries[GROUP_ID].link = sq_impact_place(p, im);
        sq_level_fill(p, &before, &l->before, t.next);
        sq_level_fill(p, &after, &l->after, t.next);
        sq_level_fill(p, &benefit, &l->benefit, t.next);
        sq_pick_row(pick, &t, entries);
    }
    sq_fills_end(p, &before);
    sq_fills_end(p, &after);
    sq_fills_end(p, &benefit);
    if (all->n)
        sq_sheet_repeat_heads(s, top);
    (void)sq_table_end(&t, "This assessment has no table of impacts.");
}

void
sq_page_groups(struct sq_pages *p, const struct sq_impact_lines *all)
{
    struct sq_sheet *s = p->sheets[SQ_PAGE_GROUPS];
    struct sq_pick pick;
    pick_columns(all, &pick);
    for (uint16_t i = 0; i < pick.n; i++)
        sq_sheet_width(s, i, pick.columns[i].width);
    uint32_t row = sq_sheet_lines(
        s, 1, SQ_LINE_NOTE,
        SQ_LIT("Harm and benefit stand side by side and are never subtracted "
               "from one another."));
    row = sq_groups_draw(p, s, row, all);
    put_groups(p, s, all, &pick, row + 1);
}
