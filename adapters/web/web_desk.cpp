// SPDX-License-Identifier: EUPL-1.2
// The counsellors' desk, for whoever is signed in and is one.
#include <utility>

#include "adapters/web/desk_page.hpp"
#include "adapters/web/visit.hpp"

namespace meldmaat {

namespace {

WebProblem problem_of(int status) {
  if (status == 400) return {400, "unreadable"};
  if (status == 409) return {409, "postbox_changed"};
  if (status == 413) return {413, "postbox_full"};
  return {404, "not_found"};
}

}  // namespace

boost::asio::awaitable<Response> WebSite::answer_at_desk(Visit& visit) {
  if (!desk_ || !desk_->lets_in(visit.person->id)) co_return problem(visit, {404, "not_found"});
  std::vector<std::string> place(visit.path.begin() + 3, visit.path.end());
  if (place.empty() && !visit.posts()) {
    DeskPage desk{frame(visit.person), visit.person->id.str(), visit.person->name, {}};
    for (const auto& team : parts_.switchboard.town().organisation.teams) {
      desk.teams.push_back({team.id.str(), team.name});
    }
    co_return page(200, desk_page(desk, texts(visit.person)));
  }
  auto person = visit.person->id;
  auto body = std::move(visit.request.body);
  auto reply = co_await desk_->answer(std::move(person), std::move(place), visit.posts(), std::move(body));
  if (reply.body.empty()) co_return problem(visit, problem_of(reply.status));
  co_return json(reply.status, std::move(reply.body));
}

}  // namespace meldmaat
