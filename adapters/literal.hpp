// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Text that stands in the source code. Log lines, metric labels and coroutine names take only this type, so that what
/// somebody wrote can never end up there by habit: a std::string does not convert to it.
#pragma once

#include <cstddef>
#include <string_view>

namespace meldmaat {

/// A view of a string literal; valid for the whole run. Any thread.
class Literal {
 public:
  /// Only a constant the compiler knows is accepted: a buffer filled at run time does not compile.
  template <std::size_t Size>
  consteval Literal(const char (&text)[Size]) : text_(text, Size - 1) {}

  [[nodiscard]] constexpr std::string_view view() const { return text_; }

  friend constexpr bool operator==(Literal, Literal) = default;

 private:
  std::string_view text_;
};

}  // namespace meldmaat
