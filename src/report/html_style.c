/* SPDX-License-Identifier: MIT */
/*
 * The one style sheet.  Text on every ground has a contrast of 4.5 or more and
 * what is drawn 3 or more, in light and in dark.  Lengths are in rem and em, so
 * that a page grows with the reader's letters; nothing needs 320 pixels.
 */
#include "report/html.h"

static const char light[] =
    ":root{color-scheme:light dark;"
    "--ground:#fff;--text:#1a1d21;--soft:#4a5059;--line:#8a9099;"
    "--faint:#d5d9de;--panel:#f3f5f7;--link:#0b4f9c;--mark:#0b4f9c;"
    "--green-g:#cfe8d3;--green-t:#0b3d17;--green-d:#2e7d32;"
    "--yellow-g:#fdf0b0;--yellow-t:#463300;--yellow-d:#8a6d00;"
    "--amber-g:#ffdf9e;--amber-t:#452a00;--amber-d:#a35d00;"
    "--orange-g:#ffcdaa;--orange-t:#561f00;--orange-d:#bf4d00;"
    "--red-g:#f8c8c8;--red-t:#650000;--red-d:#b3261e;"
    "--grey-g:#e2e4e7;--grey-t:#25282c;--grey-d:#666c74;"
    "--blue-g:#d2e3f7;--blue-t:#0a2f5c;--blue-d:#1d5fa8}";

static const char dark[] =
    "@media screen and (prefers-color-scheme:dark){:root{"
    "--ground:#14171a;--text:#e8eaed;--soft:#b4bac2;--line:#7d858f;"
    "--faint:#3a4048;--panel:#1e2328;--link:#8ec1ff;--mark:#8ec1ff;"
    "--green-g:#123f1d;--green-t:#c4ecca;--green-d:#6fcf7f;"
    "--yellow-g:#473a00;--yellow-t:#ffeb99;--yellow-d:#e6c94d;"
    "--amber-g:#523400;--amber-t:#ffd997;--amber-d:#f0ad4e;"
    "--orange-g:#5a2809;--orange-t:#ffcfae;--orange-d:#ff9861;"
    "--red-g:#611515;--red-t:#ffcccc;--red-d:#ff8078;"
    "--grey-g:#3a3f45;--grey-t:#e9ebee;--grey-d:#a8aeb6;"
    "--blue-g:#14365e;--blue-t:#cfe3fb;--blue-d:#7db4f0}}";

static const char page[] =
    "*{box-sizing:border-box}"
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}"
    "body{margin:0;background:var(--ground);color:var(--text);"
    "font:1rem/1.55 Arial,Helvetica,sans-serif;overflow-wrap:anywhere}"
    ".skip{position:absolute;left:-999rem}"
    ".skip:focus{position:static;display:inline-block;padding:.5rem 1rem;"
    "background:var(--ground)}"
    "a{color:var(--link)}"
    ":focus-visible{outline:.1875rem solid var(--mark);outline-offset:.125rem}"
    ".house{padding:.75rem 0;border-bottom:.25rem solid var(--line)}"
    ".house div{max-width:60rem;margin:0 auto;padding:0 1rem;display:flex;"
    "flex-wrap:wrap;"
    "align-items:center;gap:.75rem;font-weight:bold}"
    ".house img{height:3rem;width:auto;max-width:12rem}"
    "main,footer{max-width:60rem;margin:0 auto;padding:0 1rem}"
    "main:focus{outline:none}"
    "footer{border-top:.0625rem solid var(--line);margin-top:3rem;"
    "padding-top:1rem;padding-bottom:2rem;color:var(--soft);"
    "font-size:.875rem}"
    "h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.5em 0 .5em;"
    "text-wrap:balance}"
    "h1{font-size:2rem;margin-top:1.25em}"
    "h2{font-size:1.5rem;margin-top:2.25em;padding-top:.5em;"
    "border-top:.125rem solid var(--line)}"
    "h3{font-size:1.2rem}h4{font-size:1.05rem}"
    "h5,h6{font-size:1rem}"
    "p,ul,dl{margin:.75em 0;max-width:46rem}"
    "p,li,dd,td{white-space:pre-line}"
    "ul{padding-left:1.25em}li{margin:.35em 0}"
    "li:dir(rtl){list-style-position:inside}"
    ".lead{font-size:1.2rem;border-left:.375rem solid var(--mark);"
    "padding:.25em 0 .25em 1rem}"
    ".kind{color:var(--soft);margin-bottom:-1em}"
    "nav{background:var(--panel);padding:.75rem 1rem;margin:1rem 0}"
    "nav p{margin:0;font-weight:bold}"
    "nav ul{margin:.5em 0 0;padding:0;list-style:none;max-height:13rem;"
    "overflow-y:auto}"
    "nav li{margin:.25em 0}"
    "@media (min-width:60rem){nav{float:right;width:17rem;"
    "margin:.5rem 0 1.5rem 2.5rem;font-size:.9375rem}"
    "nav ul{max-height:none}}"
    "dl{display:grid;gap:.35em 1.25em;"
    "grid-template-columns:minmax(0,min(14rem,38%)) minmax(0,1fr);"
    "max-width:54rem}"
    "dl>div{display:contents}"
    "dt{font-weight:bold}dd{margin:0}"
    "dl.ids{grid-template-columns:3.5rem minmax(0,1fr)}"
    ".long{display:block}.long>div{display:block;margin:0 0 1em}"
    ".record{border-left:.1875rem solid var(--faint);padding-left:1rem;"
    "margin:1.25em 0}"
    ".record>:first-child{margin-top:0}"
    "figure{margin:1.25em 0}"
    "figcaption{max-width:46rem;margin-bottom:.75em}"
    "figcaption b{display:block}"
    ".scroll{overflow-x:auto;margin:1em 0}"
    "table{border-collapse:collapse;min-width:min(100%,28rem);"
    "font-variant-numeric:tabular-nums}"
    "caption{text-align:left;font-weight:bold;padding-bottom:.4em}"
    ".unseen{position:absolute;width:1px;height:1px;overflow:hidden;"
    "clip-path:inset(50%);white-space:nowrap}"
    "th,td{text-align:left;vertical-align:top;padding:.4em .75em .4em 0;"
    "border-bottom:.0625rem solid var(--faint);overflow-wrap:break-word;"
    "min-width:3.5rem}"
    "thead th{border-bottom:.125rem solid var(--line);vertical-align:bottom}"
    "td.n,th.n{text-align:right}"
    ".grid td,.grid thead th{text-align:center;padding:.4em;min-width:4rem}"
    ".grid th[scope=row]{font-weight:normal}"
    ".tag{display:inline-block;padding:.05em .45em;border-radius:.2rem;"
    "border:.0625rem solid currentColor}";

static const char drawn[] =
    "svg{display:block;overflow:visible;font-size:.875rem;max-width:46rem}"
    "svg text{fill:var(--text);font-family:inherit}"
    "svg .soft{fill:var(--soft)}"
    "svg .b{font-weight:bold}"
    ".track{fill:var(--panel);stroke:var(--faint)}"
    ".axis{stroke:var(--line)}"
    ".edge{stroke:var(--ground);stroke-width:.15em}"
    ".floor{stroke:var(--text);stroke-width:.2em}"
    ".path{stroke:var(--line);stroke-width:.2em}"
    ".bar{fill:var(--blue-d)}"
    ".maybe{fill:none;stroke:var(--blue-d);stroke-width:.12em;"
    "stroke-dasharray:.35em .25em}"
    ".before{fill:var(--ground);stroke:var(--text);stroke-width:.15em}"
    ".after{fill:var(--blue-d);stroke:var(--text);stroke-width:.1em}"
    ".cell{stroke:var(--ground);stroke-width:.15em;fill:var(--panel)}"
    ".pair{display:flex;flex-wrap:wrap;gap:1.5rem 2rem}"
    ".pair>div{flex:1 1 17rem;max-width:26rem}"
    ".pair p{margin:0 0 .35em;font-weight:bold}"
    ".key{font-size:.875rem;color:var(--soft);max-width:54rem}";

/* So that colour is not needed, and a printer needs none.  On paper it is close
 * enough that who gains, who loses and who is not known come on the first sheet
 * in the letters that most readers have (Arial's widths). */
static const char media[] =
    "@media (max-width:34rem){dl{display:block}dd{margin:0 0 .6em}"
    "h1{font-size:1.6rem}h2{font-size:1.3rem}.lead{font-size:1.1rem}}"
    "@media (forced-colors:active){svg text,svg .soft{fill:CanvasText}"
    ".tag{forced-color-adjust:none}}"
    "@media print{@page{size:A4;margin:14mm 16mm}"
    "body{font-size:10pt;line-height:1.35}li{margin:.15em 0}"
    "p,ul,dl{margin:.4em 0}dl{gap:.2em 1em}"
    ".front{display:block;columns:2;column-gap:1.5em;column-fill:balance}"
    ".front>div{display:grid;grid-template-columns:7.5em minmax(0,1fr);"
    "gap:.5em;margin-bottom:.15em;break-inside:avoid}"
    "main,footer,.house div{max-width:none;padding:0}"
    ".skip,nav{display:none}"
    "h1{font-size:18pt;margin:.4em 0 .3em}.house{padding:.2rem 0}"
    "h2{font-size:13pt;margin:.8em 0 .35em;padding-top:.35em}"
    "h3{font-size:11pt;margin:.75em 0 .25em}h4,h5,h6{font-size:10pt}"
    ".lead{font-size:11.5pt}"
    "h1,h2,h3,h4,h5,h6,caption,figcaption,.long dt{break-after:avoid}"
    ".record,tr,li,dd,figure{break-inside:avoid}"
    ".record.large{break-inside:auto}"
    "svg,.key{font-size:8pt}tbody tr:first-child{break-before:avoid}"
    "thead{display:table-header-group}.scroll{overflow:visible}"
    "p,ul,dl,figcaption{max-width:none}p,li,dd{orphans:3;widows:3}"
    "a{color:inherit}"
    ".tag,.bar,.cell,.house{print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact}}";

static void
put_colours(struct sq_sbuf *out)
{
    static const char *const names[] = {"green", "yellow", "amber", "orange",
                                        "red",   "grey",   "blue"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const char *c = names[i];
        sq_putf(out,
                ".tag.%s{background:var(--%s-g);color:var(--%s-t)}"
                ".bar.%s,.after.%s{fill:var(--%s-d)}"
                ".maybe.%s{stroke:var(--%s-d)}"
                ".cell.%s{fill:var(--%s-g)}svg text.%s{fill:var(--%s-t)}",
                c, c, c, c, c, c, c, c, c, c, c, c);
    }
}

void
sq_html_style(const struct sq_report *r, struct sq_sbuf *out)
{
    sq_putz(out, light);
    sq_putz(out, dark);
    sq_putz(out, page);
    sq_putz(out, drawn);
    put_colours(out);
    if (r->kind == SQ_REPORT_public)
        sq_putz(out, "body{font-size:1.125rem}");
    sq_putz(out, media);
    if (r->house.colour.len > 0) /* checked when the project file was read */
        sq_putf(out, ".house{background:%.*s;color:%.*s;border:0}",
                SQ_FMT(r->house.colour), SQ_FMT(r->house.on));
}
