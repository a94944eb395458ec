// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/witnesses.hpp"

#include <algorithm>

#include "bot/rules/access.hpp"

namespace meldmaat {

namespace {

bool is_open(const WitnessCall& call, std::string_view secret, Moment now) {
  return !secret.empty() && call.secret == secret && !call.told && now < call.until;
}

}  // namespace

std::optional<OpenCall> open_call(const Case& the_case, std::string_view secret, const PersonId& person, Moment now,
                                  const Organisation& organisation) {
  const auto fits = [&](const WitnessCall& call) { return is_open(call, secret, now); };
  if (person.empty() || the_case.status != Case::Status::open || std::ranges::none_of(the_case.calls, fits)) {
    return std::nullopt;
  }
  const auto out = kept_out(the_case, organisation);
  if (std::ranges::find(out, person) != out.end()) return std::nullopt;
  return OpenCall{the_case.is_of(person)};
}

void witness(CaseChange& change, const WitnessCalled& called) {
  auto& calls = change.the_case().calls;
  const bool may =
      may_act(Action::call_witness, change.file(), nullptr, called.by, change.now(), change.municipality());
  if (!may || called.secret.empty() || std::ranges::find(calls, called.secret, &WitnessCall::secret) != calls.end()) {
    return;
  }
  WitnessCall call;
  call.secret = called.secret;
  call.by = called.by;
  call.asked = change.now();
  call.until = change.now() + witness_call_lasts;
  calls.push_back(call);
  // Without the code: the history is read by more people than were given it.
  change.enter(entries::witness_called, called.by);
}

void witness(CaseChange& change, Telling& tell, const WitnessTold& told) {
  auto& own = change.the_case();
  const auto open = open_call(own, told.secret, told.by, change.now(), change.municipality().organisation);
  if (!open || open->own || told.text.empty()) return;
  auto& call = *std::ranges::find(own.calls, told.secret, &WitnessCall::secret);
  call.witness = told.by;
  call.text = told.text;
  call.told = change.now();
  const auto asked_by = call.by;
  change.enter(entries::witness_told, told.by);
  tell.of_statement(told.by, asked_by);
}

}  // namespace meldmaat
