// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/rights_request.hpp"

#include "bot/rules/follow_up.hpp"

namespace meldmaat {

TaskKey request_key(const CaseNumber& number) {
  return {number, request_rule().id, 1, 1};
}

bool is_request(const TaskKey& task) {
  return task.rule == request_rule().id;
}

const Rule& request_rule() {
  static const Rule rule = [] {
    Rule made;
    made.id = RuleId{"rights_request"};
    made.done = own_facts::rights_request;
    made.asks.kinds = {"own_access",     "own_correction",     "own_objection",
                       "accused_access", "accused_correction", "accused_objection"};
    made.asks.note = true;
    return made;
  }();
  return rule;
}

}  // namespace meldmaat
