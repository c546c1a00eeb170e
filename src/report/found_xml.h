/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_FOUND_XML_H
#define SQEEIA_REPORT_FOUND_XML_H
/* XML 1.0 text, safe in attributes and in content. */
#include "base/sbuf.h"

/* Line ends and tabs as references, or they would become blanks; what XML
 * cannot hold as U+FFFD. */
void sq_put_xml(struct sq_sbuf *b, sq_str text);

#endif
