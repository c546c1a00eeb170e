#!/bin/sh
# SPDX-License-Identifier: MIT
# Calls that have a better way here, each with the folders that may use it.
# BANNED_ROOT names another tree, for the test of this test.
here=$(cd "$(dirname "$0")" && pwd)
cd "${BANNED_ROOT:-$here/../..}" || exit 2
wrong=0

# Reads each file twice: a function of the file's own may have any name.
# Comments and texts are not code.
# shellcheck disable=SC2016
scan='
function code(line)
{
    gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
    gsub(/\/\*([^*]|\*[^\/])*\*\//, "", line)
    if (comment) {
        if (line !~ /\*\//)
            return ""
        sub(/.*\*\//, "", line)
        comment = 0
    }
    if (line ~ /\/\*/) {
        sub(/\/\*.*/, "", line)
        comment = 1
    }
    return line
}
function look(file, line, n, word)
{
    delete own
    while ((getline line < file) > 0)
        if (line ~ "^(" words ")[(]") {
            word = line
            sub(/[(].*/, "", word)
            own[word] = 1
        }
    close(file)
    n = comment = 0
    while ((getline line < file) > 0) {
        n++
        rest = code(line)
        while (match(rest, "(^|[^A-Za-z0-9_.>])(" words ")[ ]*[(]")) {
            word = substr(rest, RSTART, RLENGTH)
            gsub(/[^a-z_0-9]/, "", word)
            rest = substr(rest, RSTART + RLENGTH)
            if (!(word in own))
                print file ":" n ": " line
        }
    }
    close(file)
}
BEGIN {
    for (i = 1; i < ARGC; i++)
        look(ARGV[i])
}'

# ban 'WORDS' 'FOLDERS THAT MAY' 'WHAT INSTEAD'
ban()
{
    words=$(printf '%s' "$1" | tr -s ' \n' '|')
    may=$(printf '%s' "$2" | tr ' ' '|')
    found=$(find src -name '*.[ch]' | sort |
        grep -vE "^src/(${may:-none})/" | xargs awk -v words="$words" "$scan")
    [ -z "$found" ] && return
    printf '%s\n' "$found" | sed "s|\$|    <- $3|"
    wrong=1
}

ban 'strcpy strcat strncpy strncat sprintf vsprintf gets strtok' '' \
    'build text with base/sbuf.h'
ban 'atoi atol atof strtol strtoul strtod sscanf' '' \
    'read numbers with base/num.h'
ban 'malloc calloc realloc strdup strndup' 'base' \
    'memory lives in an arena: base/arena.h'
ban 'free' 'base sys' 'memory lives in an arena: base/arena.h'
ban 'printf fprintf vfprintf puts fputs putchar fputc fwrite perror' 'cli' \
    'only cli/ prints'
ban 'exit abort' 'base cli' 'only cli/ ends the program'
ban '_exit' 'cli sys' 'only cli/ ends the program; sys/ ends what it forked'
ban 'open openat creat fopen fdopen mkstemp rename renameat unlink mkdir opendir
    stat lstat fstat' 'sys' 'files are touched in sys/'
ban 'time clock gettimeofday clock_gettime localtime gmtime mktime' 'sys' \
    'the clock is in sys/'
ban 'getenv setenv isatty ioctl tcgetattr tcsetattr signal sigaction' 'sys' \
    'the terminal and the environment are in sys/'
ban 'rand random srand srandom drand48' '' 'equal inputs give equal bytes'
ban 'system popen' '' 'nothing is run through a shell unseen'
ban 'setlocale' 'cli' 'no output depends on the locale'

# Libraries with a wrapper of their own
for pair in 'yaml.h yaml/' 'xlsxwriter.h report/workbook' 'utf8proc.h base/' \
    'openssl/ sys/'; do
    header=${pair% *} folder=${pair#* }
    found=$(grep -rn "#include <$header" src | grep -v "^src/$folder")
    [ -z "$found" ] && continue
    printf '%s    <- only src/%s includes <%s\n' "$found" "$folder" "$header"
    wrong=1
done

# Every file begins with its licence.
for file in $(find src include tests cmake -name '*.[ch]' -o -name '*.def' \
    -o -name '*.cmake' -o -name CMakeLists.txt 2>/dev/null | sort); do
    head -n 2 "$file" | grep -q 'SPDX-License-Identifier: MIT' && continue
    case $file in */sources.cmake | */units.cmake) continue ;; esac
    echo "$file:1: the first line is not the SPDX line"
    wrong=1
done
exit $wrong
