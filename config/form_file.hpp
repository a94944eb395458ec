// SPDX-License-Identifier: EUPL-1.2
/// \file
/// forms/*.toml: the questions of a report (handbook §4 and §5), one file a version.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/form.hpp"
#include "config/table.hpp"

namespace meldmaat {

struct FormFile {
  Form form;
  std::vector<ReadFrom<Question>> questions;
  std::vector<Word> texts;  ///< keys that must be in the catalogue, where they are named or follow from
  Place id_place;
  Place version_place;
};

/// Whether the catalogue has a key: a question without a help text of its own gets the general one.
using HasText = std::function<bool(std::string_view)>;

/// Complains about everything that can be judged without another file.
[[nodiscard]] FormFile read_form(const Document& document, const HasText& has_text, Complaints& complaints);

[[nodiscard]] FileReference form_keys();

/// Questions the program needs, doubles, and questions that nobody can ever be asked.
void check_form(const FormFile& file, Complaints& complaints);

/// Every flag that an answer to the form can set.
[[nodiscard]] std::vector<Flag> flags_set_by(const Form& form);

}  // namespace meldmaat
