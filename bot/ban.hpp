// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Somebody may not come in, or may not call, for a time: an entry of the register of bans. It belongs to the case it
/// follows from; the desk sees of it what the desk needs (rules/bans). Handbook §9, T35.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/ids.hpp"
#include "bot/message.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

/// On this day the person may come in all the same, for what cannot be done elsewhere, with a written statement.
struct BanException {
  LocalDate day;
  std::string purpose;
  PersonId signed_by;
  bool operator==(const BanException&) const = default;
};

struct Ban {
  BanId id;
  std::string person;  ///< the name, or what is known of it
  std::string looks;   ///< by what the desk knows the person; may be empty
  std::optional<Attachment> image;
  std::string area;    ///< where the person may not come
  bool phone = false;  ///< may not call either
  LocalDate first;
  LocalDate last;                   ///< in force up to and including this day
  std::optional<LocalDate> warned;  ///< when a written warning was given; needed for a ban on calling
  std::string reason;               ///< why it is shorter than the least term; else may be empty
  PersonId signed_by;
  PersonId by;
  Moment recorded;
  std::vector<BanException> exceptions;
  std::optional<Moment> ended;         ///< withdrawn, or its last day is over
  std::optional<LocalDate> announced;  ///< the last day whose coming was told of
  bool operator==(const Ban&) const = default;
};

}  // namespace meldmaat
