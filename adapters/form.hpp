// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Percent-encoding (RFC 3986 §2.1) and application/x-www-form-urlencoded (URL standard §5), read strictly: a broken
/// escape, bytes that are not UTF-8 or a NUL refuse the whole text. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meldmaat {

/// Named apart from bot/form.hpp, which holds the questions of a report. Fields in the order they came; a name may
/// occur more than once (checkboxes).
class FormFields {
 public:
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }

  /// The first value of this name. The view lives as long as the form.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;

  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// More fields than any page of ours has.
inline constexpr std::size_t most_form_fields = 200;

/// Nothing when it is not a form: see above, or more than most_form_fields.
[[nodiscard]] std::optional<FormFields> read_form(std::string_view encoded);

/// Nothing when an escape is broken or the result is not UTF-8 without NUL. '+' stays '+'.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view encoded);

/// True for application/x-www-form-urlencoded, with charset absent or utf-8.
[[nodiscard]] bool is_form_content(std::string_view content_type);

}  // namespace meldmaat
