// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The questions the intake knows by name beside form_questions (bot/form.hpp). A form may leave these out.
#pragma once

#include "bot/ids.hpp"

namespace meldmaat::questions {

inline const QuestionId victim{"victim"};      ///< whom it happened to; a name is looked up in the organisation
inline const QuestionId evidence{"evidence"};  ///< files; they may be added at any other question as well

}  // namespace meldmaat::questions
