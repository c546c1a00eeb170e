/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_MODEL_SHAPES_H
#define SQEEIA_MODEL_SHAPES_H
/* The tables of keys that the readers go by, for those who describe them. */
#include "model/shape.h"

extern const struct sq_shape *const sq_shape_of_questionnaire;
extern const struct sq_shape *const sq_shape_of_pack;
extern const struct sq_shape *const sq_shape_of_question;
extern const struct sq_shape *const sq_shape_of_group;
extern const struct sq_shape *const sq_shape_of_option;
extern const struct sq_shape *const sq_shape_of_assessment;
extern const struct sq_shape *const sq_shape_of_answer;
extern const struct sq_shape *const sq_shape_of_project;

#endif
