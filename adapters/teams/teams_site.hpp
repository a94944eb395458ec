// SPDX-License-Identifier: EUPL-1.2
/// \file
/// POST /api/messages: proves who speaks before the body is read, brings what was said to the switchboard, and answers
/// once it is on disk. Only an invoke is answered in the body; everything else that is said goes through the outbox
/// (decision D6). Knows nothing of dialogs or rules. I/O thread only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/http_server.hpp"
#include "adapters/log.hpp"
#include "adapters/metrics.hpp"
#include "adapters/spawn.hpp"
#include "adapters/switchboard.hpp"
#include "adapters/teams/activity.hpp"
#include "adapters/teams/press.hpp"
#include "adapters/teams/proof.hpp"
#include "adapters/teams/teams_channel.hpp"

namespace meldmaat {

/// All outlive the site.
struct TeamsSiteParts {
  boost::asio::any_io_executor executor;
  Switchboard& switchboard;
  Proof& proof;
  TeamsChannel& channel;
  const FailureDesk& failures;
  Metrics& metrics;
};

class TeamsSite final : public HttpHandler {
 public:
  /// \param own_tenant the first of those configured
  TeamsSite(const TeamsSiteParts& parts, std::string own_tenant);

  [[nodiscard]] std::optional<GateRules> rules_for(std::string_view path) const override;
  [[nodiscard]] boost::asio::awaitable<std::optional<Response>> admit(Request& head) override;
  [[nodiscard]] boost::asio::awaitable<Response> handle(Request request) override;

 private:
  struct Visitor;  // who sent an activity, and how they are found
  struct Shown;
  using Answer = boost::asio::awaitable<Response>;

  [[nodiscard]] Response refuse(const ProofRefusal& refusal) const;
  [[nodiscard]] Visitor visitor_of(const Activity& activity) const;
  [[nodiscard]] Answer dispatch(Activity activity);
  [[nodiscard]] Answer take_message(Activity activity);
  [[nodiscard]] boost::asio::awaitable<void> take_files(Visitor visitor, Activity activity);
  [[nodiscard]] Answer take_submit(Activity activity, Press press);
  [[nodiscard]] Answer take_invoke(Activity activity);
  [[nodiscard]] Answer take_installation(Activity activity, bool installed);
  [[nodiscard]] Answer take_afterthought(Activity activity);
  [[nodiscard]] Answer point_to_private_chat(Activity activity);
  [[nodiscard]] boost::asio::awaitable<Taken> take(Visitor visitor, const Activity& activity, Press press);
  [[nodiscard]] boost::asio::awaitable<void> remark(Visitor visitor, std::string about, std::string text);
  [[nodiscard]] boost::asio::awaitable<Shown> look_at(Visitor visitor, std::uint64_t line);

  TeamsSiteParts parts_;
  std::string own_tenant_;
  Counter& refused_;
};

}  // namespace meldmaat
