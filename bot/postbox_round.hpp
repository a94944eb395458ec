// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Where the anonymous postbox meets the conversations: the counsellors are called to it at fixed hours, and facts
/// without a name come out of it. Neither says anything of what lies in it (bot/postbox.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "bot/moment.hpp"
#include "bot/postbox.hpp"
#include "bot/take_turn.hpp"

namespace meldmaat {

/// At every slot each counsellor hears the same sentence, whether or not something came in (threat model §6.5).
/// Inside a part of a batch. \return whose conversations were touched
[[nodiscard]] Touched tell_of_slot(const Desk& desk, Moment now);

enum class NewKey : std::uint8_t { own, recovery };
/// Every counsellor hears of every new key: whoever has the recovery key can read what was kept from them.
/// Inside a part of a batch.
void tell_of_key(const Desk& desk, Moment now, const PersonId& by, NewKey what, Touched& touched);

/// What a counsellor hands on from a report without a name, because the reporter agreed.
struct HandedFacts {
  RoleId to;    ///< roles::coordinator or roles::manager
  TeamId team;  ///< the manager's; empty for the coordinator
  std::string text;
};

/// Told to whoever is there for that role. Inside a part of a batch. \return how many hear it
[[nodiscard]] std::size_t hand_on(const Desk& desk, Moment now, const HandedFacts& facts, Touched& touched);

/// A code opens its inbox for so long after the last envelope.
inline constexpr std::chrono::days code_lasts{180};

/// What the postbox needs every minute. Outside a batch. \param may_expire false while the clock is not trusted
void keep_postbox(Postbox& postbox, const Municipality& town, Moment now, bool may_expire);

}  // namespace meldmaat
