// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Names of things, each with a type of its own, so that a person can never be passed where a team is meant.
#pragma once

#include <compare>
#include <string>
#include <utility>

namespace meldmaat {

template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string value) : value_(std::move(value)) {}
  [[nodiscard]] const std::string& str() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }
  auto operator<=>(const Id&) const = default;

 private:
  std::string value_;
};

using PersonId = Id<struct PersonTag>;      ///< as in organisation.toml; never a name
using TeamId = Id<struct TeamTag>;          ///< as in organisation.toml
using RoleId = Id<struct RoleTag>;          ///< see bot/organisation.hpp for the ones the rules know
using ProtocolId = Id<struct ProtocolTag>;  ///< "standaard"
using FormId = Id<struct FormTag>;          ///< "incident"
using RuleId = Id<struct RuleTag>;          ///< "T16", handbook §8
using QuestionId = Id<struct QuestionTag>;  ///< a question of a form
/// "2026-0001": year and count; "J2026", "J2026-<team>" and "J2026.2" hold duties (holds_duties)
using CaseNumber = Id<struct CaseTag>;
using BanId = Id<struct BanTag>;            ///< "2026-0001-V1": of a case the first ban (verbod)
using VisitId = Id<struct VisitTag>;        ///< "12": of a home visit; never given twice
using EventId = Id<struct EventTag>;        ///< the channel's own id of something inbound; the key of "seen before?"
using ReminderId = Id<struct ReminderTag>;  ///< unique within one conversation
using BlobId = Id<struct BlobTag>;          ///< a stored file; random, says nothing about its content

/// A protocol or form keeps its version for as long as a case or draft uses it (decision D8).
template <class TheId>
struct Versioned {
  TheId id;
  int version = 0;
  auto operator<=>(const Versioned&) const = default;
};
using ProtocolRef = Versioned<ProtocolId>;
using FormRef = Versioned<FormId>;

/// One person on one channel. `address` is what the channel needs to find the person again.
struct ConversationKey {
  std::string channel;
  std::string address;
  auto operator<=>(const ConversationKey&) const = default;
};

}  // namespace meldmaat
