// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The web channel: pages, the public HTTP interface (docs/openapi.yaml), signing in and the demo. Knows nothing of
/// dialogs or rules: it brings events to the switchboard and shows transcripts. I/O thread only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/demo_clock.hpp"
#include "adapters/evidence/copy_maker.hpp"
#include "adapters/http_server.hpp"
#include "adapters/invitation_box.hpp"
#include "adapters/spawn.hpp"
#include "adapters/switchboard.hpp"
#include "adapters/web/desk_site.hpp"
#include "adapters/web/open_sessions.hpp"
#include "adapters/web/page.hpp"
#include "adapters/web/postbox_site.hpp"
#include "adapters/web/web_post.hpp"
#include "adapters/web/web_settings.hpp"
#include "bot/clock.hpp"
#include "bot/papers.hpp"

namespace meldmaat {

struct WebParts {
  boost::asio::any_io_executor executor;
  Switchboard& switchboard;
  Random& random;
  const InvitationBox& invitations;
  const Papers& papers;
  DemoClock* demo_clock;  ///< null outside the demo
  const FailureDesk& failures;
  Postbox* postbox;  ///< null: there is none
  CopyMaker& copies;
};

class WebSite final : public HttpHandler {
 public:
  WebSite(const WebParts& parts, WebSettings settings);

  [[nodiscard]] std::optional<GateRules> rules_for(std::string_view path) const override;
  [[nodiscard]] boost::asio::awaitable<Response> handle(Request request) override;

  /// Ends every open stream and waiting poll.
  void stop();

 private:
  struct Visit;  // a request with what is known about it
  using Answer = boost::asio::awaitable<Response>;

  [[nodiscard]] Answer route(Visit& visit);
  [[nodiscard]] Answer route_person(Visit& visit);
  // web_conversation.cpp
  [[nodiscard]] Answer show_conversation(Visit& visit);
  [[nodiscard]] Answer take_message(Visit& visit);
  [[nodiscard]] Answer take_attachment(Visit& visit);
  /// \param original as it came, also to who did not add it
  [[nodiscard]] Answer give_attachment(Visit& visit, bool original);
  [[nodiscard]] Answer list_messages(Visit& visit);
  [[nodiscard]] Answer stream_messages(Visit& visit);
  [[nodiscard]] boost::asio::awaitable<void> follow(std::shared_ptr<ResponseStream> stream, ConversationKey key,
                                                    std::uint64_t after);
  [[nodiscard]] boost::asio::awaitable<std::vector<WebMessage>> read_lines(ConversationKey key, std::uint64_t after,
                                                                           std::size_t limit);
  [[nodiscard]] boost::asio::awaitable<void> greet(PersonId person, ConversationKey key);
  [[nodiscard]] boost::asio::awaitable<Response> page_with_problem(Visit& visit, WebProblem problem);
  /// What was posted is not taken.
  [[nodiscard]] Answer refuse_post(Visit& visit, WebProblem problem);
  // web_papers.cpp
  [[nodiscard]] Answer give_paper(Visit& visit);
  // web_reports.cpp
  [[nodiscard]] Answer give_report(Visit& visit);
  [[nodiscard]] boost::asio::awaitable<std::vector<CountedReport>> count(std::vector<PersonId> readers, Period period,
                                                                         Moment now);
  [[nodiscard]] boost::asio::awaitable<Publication> publication(FiguresWanted wanted, Moment now);
  /// To be saved under that name, and kept nowhere else.
  static void hand_out(Response& response, const std::string& file);
  // web_desk.cpp
  [[nodiscard]] Answer answer_at_desk(Visit& visit);
  // web_sign_in.cpp
  [[nodiscard]] boost::asio::awaitable<bool> may_enter(Visit& visit);
  [[nodiscard]] Answer show_invitation(Visit& visit);
  [[nodiscard]] Answer accept_invitation(Visit& visit);
  [[nodiscard]] Answer leave(Visit& visit);
  // web_demo.cpp
  [[nodiscard]] Answer show_demo(Visit& visit, bool together);
  [[nodiscard]] Answer show_clock(Visit& visit);
  [[nodiscard]] Answer move_clock(Visit& visit);
  [[nodiscard]] boost::asio::awaitable<void> set_demo_clock(Moment moment);
  [[nodiscard]] boost::asio::awaitable<std::size_t> ring_until(Moment target);

  [[nodiscard]] PageFrame frame(const Person* reader) const;
  [[nodiscard]] PageTexts texts(const Person* reader) const;
  [[nodiscard]] Response page(int status, std::string html) const;
  [[nodiscard]] Response problem(const Visit& visit, WebProblem what) const;
  [[nodiscard]] static Response see_other(std::string_view location);
  [[nodiscard]] static Response json(int status, std::string body);
  [[nodiscard]] Response asset(const Visit& visit) const;

  WebParts parts_;
  WebSettings settings_;
  OpenSessions sessions_;
  std::optional<PostboxSite> postbox_;
  std::optional<DeskSite> desk_;
  bool stopping_ = false;
};

}  // namespace meldmaat
