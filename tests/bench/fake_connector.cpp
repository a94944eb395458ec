// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/fake_connector.hpp"

namespace meldmaat::bench {

std::string conversation_id(std::size_t person) {
  return "a:" + std::string(person_mark) + std::to_string(person);
}

FakeConnector::FakeConnector(EventLoop& loop, const Cloud& cloud)
    : cloud_(cloud), server_(loop, [this](const Asked& asked) { return answer(asked); }) {}

std::string FakeConnector::answer(const Asked& asked) {
  if (!asked.target.starts_with("/v3/conversations/")) return cloud_.answer(asked, origin());
  const auto credential = asked.header("authorization");
  if (credential != "bearer " + std::string(bot_token)) return answer_of(401, "{}", false);
  said_(person_in(asked.target));
  const bool replaces = asked.method == "put";
  return answer_of(replaces ? 200 : 201, R"({"id":")" + std::to_string(++messages_) + R"("})", false);
}

}  // namespace meldmaat::bench
