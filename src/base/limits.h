/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_BASE_LIMITS_H
#define SQEEIA_BASE_LIMITS_H
/*
 * Every limit on what a file can make grow.  Over the limit is a finding with a
 * code, told at its place; nothing is cut silently.  Listed in
 * sqeeia-questionnaire(5).
 */
#define SQ_MAX_FILE (16u * 1024 * 1024) /* [bytes] of one file */
#define SQ_MAX_DEPTH 64                 /* nesting of YAML collections */
#define SQ_MAX_ALIASES 1000             /* aliases in one file */
#define SQ_MAX_ALIASED 1000000          /* keys and values they repeat */
#define SQ_MAX_NODES 2000000            /* keys and values in one file */
#define SQ_MAX_DIRECTIVES 8             /* % lines before the text */
#define SQ_MAX_QUESTIONS 10000          /* in one questionnaire */
#define SQ_MAX_SLOTS 100000             /* question instances in an assessment */
#define SQ_MAX_OPTIONS 1000             /* of one set of choices */
#define SQ_MAX_TEXT (64u * 1024)        /* [bytes] of one answer or text */
#define SQ_MAX_EXPR (4u * 1024)         /* [bytes] of one expression */
#define SQ_MAX_EXPR_DEPTH 64
#define SQ_MAX_FINDINGS 10000     /* kept in one run over one file */
#define SQ_MAX_USES 64            /* packs behind one questionnaire */
#define SQ_MAX_FILES 100000       /* in one run */
#define SQ_MAX_WORK 20000000      /* steps to work an assessment out once */
#define SQ_EXACT_COMPLETIONS 4096 /* all are tried one by one up to here (S19) */
#define SQ_EXACT_WORK 400000000   /* and as long as they take so many steps */
#define SQ_SEARCH_STEPS 16384     /* of the search by components beyond (S19) */
#define SQ_PROOF_WORK 400000000   /* steps of all that is proved of a file */
#define SQ_MAX_OUTPUT (512u << 20) /* [bytes] of one text report */

#endif
