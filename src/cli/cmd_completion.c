/* SPDX-License-Identifier: MIT */
/* Scripts for shells, made from the tables of commands and options. */
#include <string.h>

#include "base/limits.h"
#include "cli/load.h"
#include "score/case.h"

static const struct sq_opt opts[] = {{0}};

/* What an argument or an operand is, as `completion words` lists it. */
enum about { FILES, WORDS, CODES, TEMPLATES, IDS, COMMANDS, ANYTHING };

static const struct {
    const char *command;
    enum about about;
    const char *words;
} operands_of[] = {
    {"templates", WORDS, "list show copy"},
    {"new", TEMPLATES, NULL},
    {"check", TEMPLATES, NULL},
    {"explain", CODES, NULL},
    {"help", COMMANDS, NULL},
    {"schema", WORDS, "questionnaire pack assessment project"},
    {"completion", WORDS, "bash zsh fish words"},
};

static enum about
about_opt(const struct sq_opt *o)
{
    if (o->words && o->kind != SQ_OPT_SET)
        return WORDS;
    if (strstr(o->arg, "CODE"))
        return CODES;
    if (strcmp(o->name, "questionnaire") == 0)
        return TEMPLATES;
    if (strstr(o->arg, "ID"))
        return IDS;
    if (strstr(o->arg, "FILE") || strstr(o->arg, "PATH") ||
        strstr(o->arg, "DIR"))
        return FILES;
    return ANYTHING;
}

static bool
takes_argument(const struct sq_opt *o)
{
    return o->kind == SQ_OPT_TEXT || o->kind == SQ_OPT_WORD ||
           o->kind == SQ_OPT_LIST || o->kind == SQ_OPT_PAIR;
}

static void
put_words(struct sq_sbuf *b, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        sq_putf(b, "%s%s", i ? " " : "", words[i]);
}

static void
put_commands(struct sq_sbuf *b, char between)
{
    for (const struct sq_command_row *r = sq_commands; r->word; r++) {
        if (r != sq_commands)
            sq_putc(b, between);
        sq_putz(b, r->word);
    }
}

/* Between single quotes, for any of the three shells. */
static void
put_quoted(struct sq_sbuf *b, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'')
            sq_putz(b, "'\\''");
        else
            sq_putc(b, *text);
    }
}

static const char *
list_of(enum about about)
{
    static const char *const names[] = {[CODES] = "codes",
                                        [TEMPLATES] = "templates",
                                        [IDS] = "ids",
                                        [COMMANDS] = "commands"};
    return about == WORDS || about == FILES || about == ANYTHING ? NULL
                                                                 : names[about];
}

static enum about
about_operands(const char *command, const char **words)
{
    *words = NULL;
    for (size_t i = 0; i < sizeof operands_of / sizeof operands_of[0]; i++)
        if (strcmp(operands_of[i].command, command) == 0) {
            *words = operands_of[i].words;
            return operands_of[i].about;
        }
    return FILES;
}

/* ---- bash ---------------------------------------------------------------- */

static const char bash_head[] =
    "# bash completion for sqeeia, printed by `sqeeia completion bash`\n"
    "\n"
    "# one of a list that the program knows; the last of several after commas\n"
    "_sqeeia_ask()\n"
    "{\n"
    "    local before=\n"
    "    [[ $cur == *,* ]] && before=${cur%,*},\n"
    "    COMPREPLY=($(compgen -P \"$before\" -W \"$(\"${COMP_WORDS[0]}\" "
    "completion words \"$@\" 2>/dev/null)\" -- \"${cur##*,}\"))\n"
    "}\n"
    "\n"
    "_sqeeia()\n"
    "{\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
    "    local cmd= opts= i files=()\n"
    "    COMPREPLY=()\n"
    "    if [[ $cur == '=' ]]; then\n"
    "        cur=\n"
    "    elif [[ $prev == '=' ]]; then\n"
    "        prev=${COMP_WORDS[COMP_CWORD-2]}\n"
    "    fi\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        if [[ -n $cmd ]]; then\n"
    "            [[ -f ${COMP_WORDS[i]} ]] && files+=(\"${COMP_WORDS[i]}\")\n"
    "            continue\n"
    "        fi\n"
    "        case ${COMP_WORDS[i]} in\n"
    "        ";

static void
put_bash_action(struct sq_sbuf *b, enum about about, const char *words)
{
    if (about == FILES)
        sq_putz(b, "COMPREPLY=($(compgen -f -- \"$cur\"))");
    else if (about == WORDS)
        sq_putf(b, "COMPREPLY=($(compgen -W '%s' -- \"$cur\"))", words);
    else if (about == IDS)
        sq_putz(b, "_sqeeia_ask ids \"${files[@]}\"");
    else if (about != ANYTHING)
        sq_putf(b, "_sqeeia_ask %s", list_of(about));
    else
        sq_putz(b, ":");
}

static void
put_bash_arguments(struct sq_sbuf *b, const char *command,
                   const struct sq_opt *table)
{
    for (const struct sq_opt *o = table; o->name; o++) {
        if (!takes_argument(o))
            continue;
        sq_putf(b, "    %s:--%s", command, o->name);
        if (o->letter)
            sq_putf(b, " | %s:-%c", command, o->letter);
        sq_putz(b, ")\n        ");
        struct sq_sbuf words;
        sq_sbuf_init(&words, 4096);
        if (o->words)
            put_words(&words, o->words);
        put_bash_action(b, about_opt(o), sq_sbuf_str(&words).ptr);
        sq_sbuf_done(&words);
        sq_putz(b, "\n        return\n        ;;\n");
    }
}

static void
put_bash_names(struct sq_sbuf *b, const struct sq_opt *table)
{
    for (const struct sq_opt *o = table; o->name; o++)
        sq_putf(b, " --%s", o->name);
}

static void
put_bash(struct sq_sbuf *b)
{
    sq_putz(b, bash_head);
    put_commands(b, '|');
    sq_putz(b, ") cmd=${COMP_WORDS[i]} ;;\n        esac\n    done\n"
               "    case $cmd:$prev in\n");
    for (const struct sq_command_row *r = sq_commands; r->word; r++)
        put_bash_arguments(b, r->word, r->command->opts);
    put_bash_arguments(b, "*", sq_global_opts);
    sq_putz(b, "    esac\n    if [[ $cur == -* ]]; then\n        opts='");
    put_bash_names(b, sq_global_opts);
    sq_putz(b, "'\n        case $cmd in\n");
    for (const struct sq_command_row *r = sq_commands; r->word; r++) {
        sq_putf(b, "        %s) opts+='", r->word);
        put_bash_names(b, r->command->opts);
        sq_putz(b, "' ;;\n");
    }
    sq_putz(b, "        esac\n        COMPREPLY=($(compgen -W \"$opts\" -- "
               "\"$cur\"))\n        return\n    fi\n    case $cmd in\n"
               "    '') COMPREPLY=($(compgen -W '");
    put_commands(b, ' ');
    sq_putz(b, "' -- \"$cur\")) ;;\n");
    for (const struct sq_command_row *r = sq_commands; r->word; r++) {
        const char *words;
        enum about about = about_operands(r->word, &words);
        if (about == FILES)
            continue;
        sq_putf(b, "    %s) ", r->word);
        put_bash_action(b, about, words);
        sq_putz(b, " ;;\n");
    }
    sq_putz(b, "    esac\n"
               "    [[ -n $cmd ]] && COMPREPLY+=($(compgen -f -- \"$cur\"))\n"
               "}\n\ncomplete -o filenames -F _sqeeia sqeeia\n");
}

/* ---- zsh ----------------------------------------------------------------- */

static const char zsh_head[] =
    "#compdef sqeeia\n"
    "# zsh completion for sqeeia, printed by `sqeeia completion zsh`\n"
    "\n"
    "# one of a list that the program knows; the last of several after commas\n"
    "_sqeeia_ask() {\n"
    "    local -a known\n"
    "    known=(${(f)\"$(${words[1]} completion words \"$@\" 2>/dev/null)\"})\n"
    "    compset -P '*,'\n"
    "    compadd -a known\n"
    "}\n"
    "\n"
    "_sqeeia() {\n"
    "    local cmd= prev=${words[CURRENT-1]} i\n"
    "    local -a opts files commands\n"
    "    compset -P '--*=' && prev=${words[CURRENT]%%=*}\n"
    "    for ((i = 2; i < CURRENT; i++)); do\n"
    "        if [[ -n $cmd ]]; then\n"
    "            [[ -f ${words[i]} ]] && files+=(${words[i]})\n"
    "            continue\n"
    "        fi\n"
    "        case ${words[i]} in\n"
    "        (";

static void
put_zsh_action(struct sq_sbuf *b, enum about about, const char *words)
{
    if (about == FILES)
        sq_putz(b, "_files");
    else if (about == WORDS)
        sq_putf(b, "compadd %s", words);
    else if (about == IDS)
        sq_putz(b, "_sqeeia_ask ids $files");
    else if (about != ANYTHING)
        sq_putf(b, "_sqeeia_ask %s", list_of(about));
    else
        sq_putz(b, "_message 'a text'");
}

static void
put_zsh_arguments(struct sq_sbuf *b, const char *command,
                  const struct sq_opt *table)
{
    for (const struct sq_opt *o = table; o->name; o++) {
        if (!takes_argument(o))
            continue;
        sq_putf(b, "    (%s:--%s", command, o->name);
        if (o->letter)
            sq_putf(b, "|%s:-%c", command, o->letter);
        sq_putz(b, ") ");
        struct sq_sbuf words;
        sq_sbuf_init(&words, 4096);
        if (o->words)
            put_words(&words, o->words);
        put_zsh_action(b, about_opt(o), sq_sbuf_str(&words).ptr);
        sq_sbuf_done(&words);
        sq_putz(b, "; return ;;\n");
    }
}

static void
put_zsh_names(struct sq_sbuf *b, const struct sq_opt *table)
{
    for (const struct sq_opt *o = table; o->name; o++) {
        sq_putf(b, " '--%s:", o->name);
        put_quoted(b, o->text);
        sq_putc(b, '\'');
    }
}

static void
put_zsh(struct sq_sbuf *b)
{
    sq_putz(b, zsh_head);
    put_commands(b, '|');
    sq_putz(b, ") cmd=${words[i]} ;;\n        esac\n    done\n"
               "    case $cmd:$prev in\n");
    for (const struct sq_command_row *r = sq_commands; r->word; r++)
        put_zsh_arguments(b, r->word, r->command->opts);
    put_zsh_arguments(b, "*", sq_global_opts);
    sq_putz(b, "    esac\n    if [[ ${words[CURRENT]} == -* ]]; then\n"
               "        opts=(");
    put_zsh_names(b, sq_global_opts);
    sq_putz(b, ")\n        case $cmd in\n");
    for (const struct sq_command_row *r = sq_commands; r->word; r++) {
        sq_putf(b, "        (%s) opts+=(", r->word);
        put_zsh_names(b, r->command->opts);
        sq_putz(b, ") ;;\n");
    }
    sq_putz(b, "        esac\n        _describe -o option opts\n"
               "        return\n    fi\n    case $cmd in\n"
               "    ('') commands=(");
    for (const struct sq_command_row *r = sq_commands; r->word; r++) {
        sq_putf(b, " '%s:", r->word);
        put_quoted(b, r->summary);
        sq_putc(b, '\'');
    }
    sq_putz(b, "); _describe command commands; return ;;\n");
    for (const struct sq_command_row *r = sq_commands; r->word; r++) {
        const char *words;
        enum about about = about_operands(r->word, &words);
        if (about == FILES)
            continue;
        sq_putf(b, "    (%s) ", r->word);
        put_zsh_action(b, about, words);
        sq_putz(b, " ;;\n");
    }
    sq_putz(b, "    esac\n    _files\n}\n\n_sqeeia \"$@\"\n");
}

/* ---- fish ---------------------------------------------------------------- */

static void
put_fish_action(struct sq_sbuf *b, enum about about, const char *words)
{
    if (about == WORDS)
        sq_putf(b, " -x -a '%s'", words);
    else if (about == IDS)
        sq_putz(b, " -x -a '(sqeeia completion words ids (commandline -opc) "
                   "2>/dev/null)'");
    else if (about == FILES)
        sq_putz(b, " -r -F");
    else if (about == ANYTHING)
        sq_putz(b, " -x");
    else
        sq_putf(b, " -x -a '(sqeeia completion words %s 2>/dev/null)'",
                list_of(about));
}

static void
put_fish_opts(struct sq_sbuf *b, const char *command,
              const struct sq_opt *table)
{
    for (const struct sq_opt *o = table; o->name; o++) {
        sq_putz(b, "complete -c sqeeia");
        if (command)
            sq_putf(b, " -n '__fish_seen_subcommand_from %s'", command);
        if (o->letter)
            sq_putf(b, " -s %c", o->letter);
        sq_putf(b, " -l %s", o->name);
        struct sq_sbuf words;
        sq_sbuf_init(&words, 4096);
        if (o->words)
            put_words(&words, o->words);
        if (takes_argument(o))
            put_fish_action(b, about_opt(o), sq_sbuf_str(&words).ptr);
        sq_sbuf_done(&words);
        sq_putz(b, " -d '");
        put_quoted(b, o->text);
        sq_putz(b, "'\n");
    }
}

static void
put_fish(struct sq_sbuf *b)
{
    sq_putz(b, "# fish completion for sqeeia, printed by `sqeeia completion "
               "fish`\n");
    put_fish_opts(b, NULL, sq_global_opts);
    for (const struct sq_command_row *r = sq_commands; r->word; r++) {
        sq_putf(b, "complete -c sqeeia -n __fish_use_subcommand -f -a %s -d '",
                r->word);
        put_quoted(b, r->summary);
        sq_putz(b, "'\n");
        put_fish_opts(b, r->word, r->command->opts);
        const char *words;
        enum about about = about_operands(r->word, &words);
        if (about == FILES)
            continue;
        sq_putf(b, "complete -c sqeeia -n '__fish_seen_subcommand_from %s'",
                r->word);
        if (about == WORDS)
            sq_putf(b, " -a '%s'\n", words);
        else
            sq_putf(b, " -a '(sqeeia completion words %s 2>/dev/null)'\n",
                    list_of(about));
    }
}

/* ---- lists that change --------------------------------------------------- */

static void
list_codes(struct sq_sbuf *b)
{
    for (size_t i = 0; i < SQ_FOUND_COUNT; i++)
        sq_putf(b, "%s\n", sq_codes[i].code);
}

/* Quietly: whoever completes a word wants no messages. */
static void
list_ids(struct sq_cli *cli, const char *path, struct sq_sbuf *b)
{
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_diags d;
    sq_diags_init(&d, &a);
    struct sq_document doc = {0};
    struct sq_err err;
    enum sq_exit e;
    struct sq_library *lib = sq_cli_library(cli, &e);
    if (lib && sq_file_exists(path) && !sq_file_is_dir(path) &&
        sq_document_read(lib, &a, path, &d, &doc, &err) == SQ_OK &&
        doc.assessment && doc.assessment->questionnaire &&
        doc.assessment->questionnaire->usable) {
        struct sq_case *c = sq_case_new(&a, doc.assessment, cli->today, &d);
        for (uint32_t i = 0; i < c->n; i++)
            sq_putf(b, "%.*s\n", SQ_FMT(c->slots[i].id));
    }
    sq_arena_done(&a);
}

static enum sq_exit
list_words(struct sq_cli *cli, const struct sq_args *operands,
           struct sq_sbuf *b)
{
    const char *what = operands->n > 1 ? operands->items[1] : "";
    if (strcmp(what, "codes") == 0) {
        list_codes(b);
    } else if (strcmp(what, "templates") == 0) {
        for (size_t i = 0; i < sq_n_builtins; i++)
            sq_putf(b, "%s\n", sq_builtins[i].id);
    } else if (strcmp(what, "commands") == 0) {
        put_commands(b, '\n');
        sq_putc(b, '\n');
    } else if (strcmp(what, "ids") == 0) {
        for (size_t i = 2; i < operands->n; i++)
            list_ids(cli, operands->items[i], b);
    } else {
        return sq_cli_usage(cli, "name codes, commands, ids or templates");
    }
    return SQ_EXIT_DONE;
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    (void)options;
    const char *word = operands->n ? operands->items[0] : "";
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_OUTPUT);
    enum sq_exit e = SQ_EXIT_DONE;
    if (strcmp(word, "words") == 0)
        e = list_words(cli, operands, &b);
    else if (operands->n != 1)
        e = sq_cli_usage(cli, "name a shell: bash, zsh or fish");
    else if (strcmp(word, "bash") == 0)
        put_bash(&b);
    else if (strcmp(word, "zsh") == 0)
        put_zsh(&b);
    else if (strcmp(word, "fish") == 0)
        put_fish(&b);
    else
        e = sq_cli_usage(cli,
                         "no script for `%s`; there are bash, zsh and "
                         "fish",
                         word);
    sq_cli_put(cli, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return e;
}

const struct sq_command sq_command_completion = {
    .operands = "SHELL",
    .more = "SHELL is bash, zsh or fish. The scripts complete commands, "
            "options, words, codes and the ids of an assessment's questions. "
            "They ask for what may change: `sqeeia completion words` codes, "
            "commands, templates, or ids FILE...",
    .examples = "  sqeeia completion bash >"
                "~/.local/share/bash-completion/completions/sqeeia\n"
                "  sqeeia completion fish >~/.config/fish/completions/"
                "sqeeia.fish\n",
    .opts = opts,
    .size = sizeof(char),
    .run = run,
};
