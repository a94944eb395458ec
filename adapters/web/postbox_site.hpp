// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The public side of the anonymous postbox: pages without an account and the interface that their script uses
/// (docs/postbox.md). It keeps no address, sets no cookie and writes no log line. I/O thread only.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/form.hpp"
#include "adapters/http_gate.hpp"
#include "adapters/http_message.hpp"
#include "adapters/postbox/postbox_requests.hpp"
#include "adapters/postbox/readers.hpp"
#include "adapters/postbox/work_desk.hpp"
#include "adapters/store_thread.hpp"
#include "adapters/web/postbox_page.hpp"
#include "adapters/web/web_post.hpp"
#include "adapters/web/web_settings.hpp"
#include "bot/clock.hpp"
#include "bot/municipality.hpp"
#include "bot/postbox.hpp"

namespace meldmaat {

/// Outlive the site.
struct PostboxParts {
  StoreThread& store;
  Postbox& postbox;  ///< touched on the storage thread only
  const Municipality& town;
  const Clock& clock;
  Random& random;
};

/// Lets so many requests through a second, from everybody together: an address is not kept, so nobody is told apart.
class RequestBucket {
 public:
  RequestBucket(int per_second, int most) : per_second_(per_second), most_(most), left_(most) {}
  [[nodiscard]] bool take(Moment now);
  /// 1: full, 0: empty.
  [[nodiscard]] double share_left(Moment now);

 private:
  void refill(Moment now);
  int per_second_;
  double most_;
  double left_;
  std::optional<Moment> last_;
};

class PostboxSite {
 public:
  PostboxSite(const PostboxParts& parts, WebSettings settings);

  /// Whether a path, not decoded, is one of ours.
  [[nodiscard]] static bool serves(std::string_view path);
  /// \param path the parts of the request's path, decoded
  [[nodiscard]] boost::asio::awaitable<Response> answer(Request request, std::vector<std::string> path);

  /// Everybody's keys as they are now.
  [[nodiscard]] boost::asio::awaitable<PostboxReaders> readers();
  /// Those whom the reporter chose, with the keys they have now, and the recovery key.
  [[nodiscard]] boost::asio::awaitable<PostboxReaders> chosen_readers(InboxId inbox);
  /// A slot drawn by chance from the next ones.
  [[nodiscard]] Slot draw_slot();

 private:
  using Answer = boost::asio::awaitable<Response>;
  struct Visit {
    Request request;
    std::string language;  ///< "nl" or "en"
    std::string place;     ///< what follows "/postvak", without slashes around it
    bool calls;            ///< of the interface, not of a page
  };

  [[nodiscard]] Answer route(Visit& visit);
  /// Waits until a whole number of paces has passed (WebSettings::postbox_pace).
  [[nodiscard]] boost::asio::awaitable<void> keep_pace(std::chrono::nanoseconds begun);
  // The interface: postbox_site.cpp
  [[nodiscard]] Response give_work();
  /// Why a post is not looked at; nothing: it is.
  [[nodiscard]] std::optional<WebProblem> turn_away(const Visit& visit);
  [[nodiscard]] Answer give_keys(Visit& visit);
  [[nodiscard]] Answer take_first(Visit& visit);
  [[nodiscard]] Answer open(Visit& visit);
  [[nodiscard]] Answer take_message(Visit& visit);
  [[nodiscard]] Answer close(Visit& visit);
  // Pages, and what they post without script: postbox_forms.cpp
  [[nodiscard]] Answer show_start(Visit& visit);
  [[nodiscard]] Answer show_report(Visit& visit);
  [[nodiscard]] Answer take_report(Visit& visit);
  [[nodiscard]] Answer take_reading(Visit& visit);
  struct OpenInbox;
  struct Wish;
  [[nodiscard]] static Wish wish_in(const FormFields& form);
  [[nodiscard]] Answer show_inbox(const Visit& visit, const OpenInbox& opened);
  [[nodiscard]] boost::asio::awaitable<void> act(OpenInbox& opened);
  [[nodiscard]] boost::asio::awaitable<void> write(OpenInbox& opened, Wish& wish);
  [[nodiscard]] std::vector<PostboxReader> named(const PostboxReaders& readers) const;

  /// The inbox, when the token is right.
  [[nodiscard]] boost::asio::awaitable<std::optional<Inbox>> enter(InboxAccess access);
  [[nodiscard]] boost::asio::awaitable<Handed> keep_first(Inbox inbox, Envelope envelope);
  [[nodiscard]] boost::asio::awaitable<Handed> keep(InboxId inbox, Envelope envelope);

  [[nodiscard]] PageFrame frame(const Visit& visit) const;
  [[nodiscard]] PageTexts texts(const Visit& visit) const;
  [[nodiscard]] Response page(int status, std::string html) const;
  [[nodiscard]] static Response json(const nlohmann::json& body);
  [[nodiscard]] Response problem(const Visit& visit, WebProblem what) const;

  PostboxParts parts_;
  WebSettings settings_;
  WorkDesk work_;
  RequestBucket bucket_{20, 200};
  RequestBucket without_work_{5, 50};  ///< for browsers without script, which can do no work
};

}  // namespace meldmaat
