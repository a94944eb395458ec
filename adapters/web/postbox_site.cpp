// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/postbox_site.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/base64url.hpp"
#include "adapters/postbox/envelope_seal.hpp"
#include "adapters/sha256.hpp"
#include "adapters/system_clock.hpp"
#include "bot/rules/slots.hpp"
#include "bot/store.hpp"

namespace meldmaat {

namespace {

constexpr WebProblem unreadable{400, "unreadable"};
constexpr WebProblem not_found{404, "not_found"};
/// The keys are others by now, or the id is taken: whoever asks again gets what holds now.
constexpr WebProblem changed{409, "postbox_changed"};
constexpr WebProblem too_many{429, "busy"};

/// What a request of the interface gets for each outcome; empty: it was kept.
std::optional<WebProblem> refusal(Handed handed) {
  if (handed == Handed::full) return WebProblem{413, "postbox_full"};
  if (handed == Handed::mismatch) return changed;
  return std::nullopt;
}

}  // namespace

void RequestBucket::refill(Moment now) {
  const auto passed = std::chrono::duration<double>(now - last_.value_or(now)).count();
  last_ = now;
  left_ = std::min(most_, left_ + std::max(passed, 0.0) * per_second_);
}

bool RequestBucket::take(Moment now) {
  refill(now);
  if (left_ < 1) return false;
  left_ -= 1;
  return true;
}

double RequestBucket::share_left(Moment now) {
  refill(now);
  return left_ / most_;
}

PostboxSite::PostboxSite(const PostboxParts& parts, WebSettings settings)
    : parts_(parts), settings_(std::move(settings)), work_(parts.random) {}

bool PostboxSite::serves(std::string_view path) {
  return std::ranges::any_of(std::initializer_list<std::string_view>{"/postvak", "/postbox"}, [&](auto root) {
    return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/');
  });
}

boost::asio::awaitable<Response> PostboxSite::answer(Request request, std::vector<std::string> path) {
  const bool english = path.front() == "postbox";
  std::string place;
  for (std::size_t part = 1; part < path.size(); ++part) place += (part == 1 ? "" : "/") + path[part];
  const bool calls = place.starts_with("api/");
  Visit visit{std::move(request), english ? "en" : "nl", std::move(place), calls};
  const bool posts = visit.request.method == Method::post;
  // A code in an address would lie in the history of the browser and in the log of a proxy: nothing is done with it.
  if (!visit.request.query.empty() || visit.request.target != visit.request.path) co_return problem(visit, not_found);
  if (posts) {
    if (const auto why = turn_away(visit)) co_return problem(visit, *why);
  }
  try {
    const auto begun = monotonic_now();
    Response response = co_await route(visit);
    if (posts) co_await keep_pace(begun);
    co_return response;
  } catch (const StoreBusy&) {
    Response response = problem(visit, {503, "busy"});
    response.headers.add("Retry-After", "5");
    co_return response;
  }
}

boost::asio::awaitable<void> PostboxSite::keep_pace(std::chrono::nanoseconds begun) {
  const std::chrono::nanoseconds pace = settings_.postbox_pace;
  if (pace == pace.zero()) co_return;
  const auto executor = co_await boost::asio::this_coro::executor;
  boost::asio::steady_timer timer(executor);
  timer.expires_after(pace - (monotonic_now() - begun) % pace);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

boost::asio::awaitable<Response> PostboxSite::route(Visit& visit) {
  const auto& place = visit.place;
  const bool posts = visit.request.method == Method::post;
  const bool english = visit.language == "en";
  if (place.empty() && !posts) co_return co_await show_start(visit);
  if (place == (english ? "report" : "melden")) {
    if (posts) co_return co_await take_report(visit);
    co_return co_await show_report(visit);
  }
  if (place == (english ? "read" : "lezen")) {
    if (posts) co_return co_await take_reading(visit);
    co_return page(200, postbox_read_page(frame(visit), std::nullopt, texts(visit)));
  }
  if (english) co_return problem(visit, not_found);
  if (place == "api/work" && !posts) co_return give_work();
  if (place == "api/keys" && !posts) co_return co_await give_keys(visit);
  if (place == "api/inboxes" && posts) co_return co_await take_first(visit);
  if (place == "api/open" && posts) co_return co_await open(visit);
  if (place == "api/messages" && posts) co_return co_await take_message(visit);
  if (place == "api/close" && posts) co_return co_await close(visit);
  co_return problem(visit, not_found);
}

Response PostboxSite::give_work() {
  constexpr double half = 0.5;
  constexpr double nearly_empty = 0.1;
  const Moment now = parts_.clock.now();
  const double left = bucket_.share_left(now);
  int more = left < half ? 2 : 0;
  if (left < nearly_empty) more = 4;
  const auto task = work_.give(now, WorkDesk::least_bits + more);
  return json({{"salt", task.salt}, {"bits", task.bits}});
}

std::optional<WebProblem> PostboxSite::turn_away(const Visit& visit) {
  if (!from_own_page(visit.request)) return WebProblem{403, "foreign_page"};
  const Moment now = parts_.clock.now();
  if (!visit.calls) return without_work_.take(now) ? std::nullopt : std::optional{too_many};
  const auto work = visit.request.headers.value("Postbox-Work");
  const auto space = std::min(work.find(' '), work.size());
  const auto nonce = work.substr(std::min(space + 1, work.size()));
  if (!work_.take(now, work.substr(0, space), nonce)) return WebProblem{428, "postbox_changed"};
  return bucket_.take(now) ? std::nullopt : std::optional{too_many};
}

boost::asio::awaitable<Response> PostboxSite::give_keys(Visit& /*visit*/) {
  const PostboxReaders now = co_await readers();
  nlohmann::json answer{{"open", now.ready()}};
  add_readers(answer, now, parts_.town.organisation);
  co_return json(answer);
}

boost::asio::awaitable<Response> PostboxSite::take_first(Visit& visit) {
  auto report = read_first_report(visit.request.body);
  if (!report) co_return problem(visit, unreadable);
  const PostboxReaders now = co_await readers();
  // Whoever tries again what is on disk already is told so, also when a key has changed since.
  const InboxAccess access{report->inbox.id, report->inbox.token_hash};
  const auto known = co_await enter(access);
  if (!known && (!now.ready() || !sealed_for(report->envelope, now))) co_return problem(visit, changed);
  const Handed handed = co_await keep_first(std::move(report->inbox), std::move(report->envelope));
  if (const auto why = refusal(handed)) co_return problem(visit, *why);
  co_return json({{"kept", handed == Handed::kept}});
}

boost::asio::awaitable<Response> PostboxSite::open(Visit& visit) {
  auto access = read_access(visit.request.body);
  if (!access) co_return problem(visit, unreadable);
  const auto inbox = co_await enter(std::move(*access));
  if (!inbox) co_return json({{"found", false}});
  const Moment now = parts_.clock.now();
  struct Content {
    std::vector<Envelope> replies;
    std::size_t sent = 0;
  };
  auto read = [&box = parts_.postbox, id = inbox->id, now](Store&) {
    return Content{box.replies(id, now), box.sent(id)};
  };
  const Content content = co_await beside_store(parts_.store, std::move(read));
  const PostboxReaders chosen = co_await chosen_readers(inbox->id);
  auto replies = nlohmann::json::array();
  const auto own = key_id(inbox->public_key);
  for (const auto& reply : content.replies) {
    const auto mine = std::ranges::find(reply.keys, own, &SealedKey::to);
    if (mine == reply.keys.end()) continue;
    replies.push_back({{"id", reply.id.str()},
                       {"week", reply.week},
                       {"body", base64url_encode(reply.body)},
                       {"sealed", base64url_encode(mine->sealed)}});
  }
  nlohmann::json answer{{"found", true},
                        {"public_key", base64url_encode(inbox->public_key)},
                        {"wrapped_key", base64url_encode(inbox->wrapped_key)},
                        {"sent", content.sent},
                        {"replies", std::move(replies)}};
  add_readers(answer, chosen, parts_.town.organisation);
  co_return json(answer);
}

boost::asio::awaitable<Response> PostboxSite::take_message(Visit& visit) {
  auto message = read_further_message(visit.request.body);
  if (!message) co_return problem(visit, unreadable);
  const auto inbox = co_await enter(std::move(message->access));
  if (!inbox) co_return json({{"found", false}});
  const PostboxReaders chosen = co_await chosen_readers(inbox->id);
  if (!sealed_for(message->envelope, chosen)) co_return problem(visit, changed);
  const Handed handed = co_await keep(inbox->id, std::move(message->envelope));
  if (const auto why = refusal(handed)) co_return problem(visit, *why);
  const bool kept = handed == Handed::kept;
  co_return json({{"found", kept}, {"kept", kept}});
}

boost::asio::awaitable<Response> PostboxSite::close(Visit& visit) {
  auto access = read_access(visit.request.body);
  if (!access) co_return problem(visit, unreadable);
  const auto inbox = co_await enter(std::move(*access));
  if (!inbox) co_return json({{"found", false}});
  auto work = [&box = parts_.postbox, id = inbox->id](Store&) { box.close(id); };
  co_await beside_store(parts_.store, std::move(work));
  co_return json({{"found", true}, {"closed", true}});
}

boost::asio::awaitable<PostboxReaders> PostboxSite::readers() {
  auto work = [&box = parts_.postbox](Store&) { return box.recipients(); };
  const std::vector<Recipient> all = co_await beside_store(parts_.store, std::move(work));
  co_return readers_among(all, parts_.town.organisation);
}

boost::asio::awaitable<PostboxReaders> PostboxSite::chosen_readers(InboxId inbox) {
  auto work = [&box = parts_.postbox, id = std::move(inbox)](Store&) { return box.chosen(id); };
  const std::vector<PersonId> people = co_await beside_store(parts_.store, std::move(work));
  PostboxReaders all = co_await readers();
  co_return only(std::move(all), people);
}

boost::asio::awaitable<std::optional<Inbox>> PostboxSite::enter(InboxAccess access) {
  auto work = [&box = parts_.postbox, id = access.inbox](Store&) { return box.inbox(id); };
  std::optional<Inbox> inbox = co_await beside_store(parts_.store, std::move(work));
  // Compared also when there is nothing to compare with, so that both take as long.
  const std::string nothing(access.token_hash.size(), '0');
  const bool right = same_digest(inbox ? inbox->token_hash : nothing, access.token_hash);
  if (!right) inbox.reset();
  co_return inbox;
}

boost::asio::awaitable<Handed> PostboxSite::keep_first(Inbox inbox, Envelope envelope) {
  auto work = [&box = parts_.postbox, inbox = std::move(inbox), envelope = std::move(envelope),
               slot = draw_slot()](Store&) { return box.open_inbox(inbox, envelope, slot); };
  co_return co_await beside_store(parts_.store, std::move(work));
}

boost::asio::awaitable<Handed> PostboxSite::keep(InboxId inbox, Envelope envelope) {
  auto work = [&box = parts_.postbox, inbox = std::move(inbox), envelope = std::move(envelope),
               slot = draw_slot()](Store&) { return box.add(inbox, envelope, slot); };
  co_return co_await beside_store(parts_.store, std::move(work));
}

Slot PostboxSite::draw_slot() {
  const auto slots = next_slots(parts_.clock.now(), slots_to_draw_from, parts_.town);
  const auto slot = slots.at(parts_.random.below(slots.size()));
  return {slot, iso_week(date_of(parts_.town.zone.to_local(slot)))};
}

PageFrame PostboxSite::frame(const Visit& visit) const {
  return page_frame(parts_.town.organisation, settings_, visit.language);
}

PageTexts PostboxSite::texts(const Visit& visit) const {
  const auto language = visit.language == "en" ? Language::en : Language::nl;
  return
      [&catalogue = parts_.town.texts, language](std::string_view key) { return catalogue.say(language, false, key); };
}

Response PostboxSite::page(int status, std::string html) const {
  fill_up(html);
  Response response(status, "text/html; charset=utf-8", std::move(html));
  for (const auto& [name, value] : page_headers(settings_.demo)) response.headers.add(name, value);
  return response;
}

Response PostboxSite::json(const nlohmann::json& body) {
  auto text = body.dump();
  fill_up(text);
  Response response(200, "application/json", std::move(text));
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("X-Content-Type-Options", "nosniff");
  return response;
}

Response PostboxSite::problem(const Visit& visit, WebProblem what) const {
  const auto say = texts(visit);
  const std::string reason{what.reason};
  const auto title = say("web.problem.title");
  const auto detail = say("web.problem." + reason);
  if (!visit.calls) return page(what.status, problem_page(frame(visit), title, detail, say));
  Response response = json(nlohmann::json{
      {"type", "urn:meldmaat:problem:" + reason}, {"title", title}, {"status", what.status}, {"detail", detail}});
  response.status = what.status;
  response.headers = Headers{};
  response.headers.add("Content-Type", "application/problem+json");
  response.headers.add("Cache-Control", "no-store");
  return response;
}

}  // namespace meldmaat
