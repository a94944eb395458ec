// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A request as the fake servers of the bench read it: from clients that they know and that write what they should.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace meldmaat::bench {

struct Asked {
  std::string head;  ///< request line and headers, in lower case
  std::string_view method;
  std::string_view target;
  std::string_view body;
  std::size_t size = 0;  ///< of head and body together

  /// Of a header, named in lower case; in lower case. Empty: it is not there.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// The first whole request in `bytes`, on which it looks as long as `asked` lives; nothing when more has to come.
/// \param asked filled, and not returned, because its views look at its own head
/// \throws std::runtime_error when its length is not given as a number
[[nodiscard]] bool read_asked(std::string_view bytes, Asked& asked);

/// Stands in the ids of everybody's chats, before the person's number: nobody encodes it in an address.
inline constexpr std::string_view person_mark = "bench-";
/// Whose chat an address is about. \throws std::runtime_error when it is nobody's
[[nodiscard]] std::size_t person_in(std::string_view target);

/// A whole answer with a JSON body.
[[nodiscard]] std::string answer_of(int status, std::string_view json, bool close);

}  // namespace meldmaat::bench
