// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/witness/witness_offer.hpp"

#include <utility>

#include "bot/rules/access.hpp"
#include "bot/witness_code.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

bool may_call_witness(const Talk& talk) {
  const auto& view = talk.view();
  return may_act(Action::call_witness, talk.subject(), nullptr, view.person, talk.now(), view.municipality);
}

void call_witness(Talk& talk) {
  const auto& secret = talk.view().witness_secret;
  if (secret.empty() || !may_call_witness(talk)) return talk.say("witness.may_not");
  const WitnessCode code{talk.subject().the_case.number, secret};
  Message message;
  message.about = code.number;
  message.text = talk.text("witness.code", {{"code", written(code)},
                                            {"number", code.number.str()},
                                            {"moment", say_moment(talk, talk.now() + witness_call_lasts)}});
  talk.say(std::move(message));
  talk.wish(Record{code.number, WitnessCalled{secret, talk.view().person}});
}

std::vector<Line> statement_lines(const Talk& talk, const Case& the_case) {
  std::vector<Line> lines;
  for (const auto& call : the_case.calls) {
    if (!call.told) continue;
    const auto* witness = talk.view().municipality.organisation.person(call.witness);
    const TextArgs args{{"name", witness == nullptr ? call.witness.str() : witness->name},
                        {"when", say_moment(talk, *call.told)}};
    lines.push_back({talk.text("witness.statement", args), call.text, {}});
  }
  return lines;
}

}  // namespace meldmaat
