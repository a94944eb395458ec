// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/web_site.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/web/assets.hpp"
#include "adapters/web/visit.hpp"

namespace meldmaat {

namespace {

/// Room for the longest text as escaped JSON or as a form, where one character may take twelve bytes.
constexpr std::uint64_t most_post_bytes = 256UL * 1024;
/// The frame of a form around a file.
constexpr std::uint64_t form_frame_bytes = 64UL * 1024;
constexpr std::size_t page_head_bytes = 16UL * 1024;

GateRules pages_only() {
  GateRules rules;
  rules.most_head_bytes = page_head_bytes;
  return rules;
}

GateRules posts(std::uint64_t most_body_bytes) {
  GateRules rules = pages_only();
  rules.methods = {Method::get, Method::head, Method::post};
  rules.most_body_bytes = most_body_bytes;
  return rules;
}

}  // namespace

ConversationKey WebSite::Visit::key() const {
  const auto on_web = [](const ConversationKey& channel) { return channel.channel == "web"; };
  const auto found = std::ranges::find_if(person->channels, on_web);
  return found == person->channels.end() ? ConversationKey{} : *found;
}

WebSite::WebSite(const WebParts& parts, WebSettings settings) : parts_(parts), settings_(std::move(settings)) {
  if (parts_.postbox == nullptr) return;
  auto& board = parts_.switchboard;
  const PostboxParts postbox{board.store(), *parts_.postbox, board.town(), board.clock(), parts_.random};
  postbox_.emplace(postbox, settings_);
  desk_.emplace(postbox, board, *postbox_);
}

void WebSite::stop() {
  stopping_ = true;
  parts_.switchboard.watchers().look_again();
}

std::optional<GateRules> WebSite::rules_for(std::string_view path) const {
  if (path == "/") return pages_only();
  if (path == "/theme.css" || path.starts_with("/assets/")) {
    // The postbox's pages fetch them too.
    auto rules = pages_only();
    rules.counted = false;
    return rules;
  }
  if (path.starts_with("/invite/")) return posts(0);
  if (path.starts_with("/p/")) {
    if (path.ends_with("/attachments")) return posts(settings_.most_file_bytes + form_frame_bytes);
    return posts(most_post_bytes);
  }
  if (postbox_ && PostboxSite::serves(path)) {
    auto rules = posts(most_post_bytes);
    rules.counted = false;
    return rules;
  }
  if (settings_.demo && path == "/demo/clock") return posts(1024);
  if (settings_.demo && path == "/demo/together") return pages_only();
  return std::nullopt;
}

boost::asio::awaitable<Response> WebSite::handle(Request request) {
  Visit visit(std::move(request));
  auto parts = visit.request.path_parts();
  if (!parts) co_return problem(visit, {404, "not_found"});
  visit.path = std::move(*parts);
  if (postbox_ && PostboxSite::serves(visit.request.path)) {
    Response response = co_await postbox_->answer(std::move(visit.request), std::move(visit.path));
    co_return response;
  }
  if (visit.posts() && !from_own_page(visit.request)) co_return problem(visit, {403, "foreign_page"});
  try {
    Response response = co_await route(visit);
    co_return response;
  } catch (const StoreBusy&) {
    Response response = problem(visit, {503, "busy"});
    response.headers.add("Retry-After", "5");
    co_return response;
  }
}

boost::asio::awaitable<Response> WebSite::route(Visit& visit) {
  const auto& path = visit.request.path;
  const std::string first = visit.path.empty() ? "" : visit.path.front();
  if (first == "assets") co_return asset(visit);
  if (path == "/theme.css" && !settings_.theme_css.empty()) {
    co_return Response(200, "text/css; charset=utf-8", settings_.theme_css);
  }
  if (first == "p" && visit.path.size() >= 2) co_return co_await route_person(visit);
  if (first == "invite" && visit.path.size() == 2) {
    if (visit.posts()) co_return co_await accept_invitation(visit);
    co_return co_await show_invitation(visit);
  }
  if (path == "/demo/clock") {
    if (visit.posts()) co_return co_await move_clock(visit);
    co_return co_await show_clock(visit);
  }
  if (path == "/demo/together") co_return co_await show_demo(visit, true);
  if (path == "/" && settings_.demo) co_return co_await show_demo(visit, false);
  if (path == "/") co_return page(200, sign_in_page(frame(nullptr), texts(nullptr)));
  co_return problem(visit, {404, "not_found"});
}

boost::asio::awaitable<Response> WebSite::route_person(Visit& visit) {
  visit.person = parts_.switchboard.town().organisation.person(PersonId{visit.path[1]});
  const bool known = visit.person != nullptr && !visit.key().address.empty();
  bool welcome = false;
  if (known) welcome = co_await may_enter(visit);
  if (!welcome) {
    // The same answer for somebody who does not exist, so that nobody can find out who works here.
    visit.person = nullptr;
    co_return problem(visit, {settings_.demo ? 404 : 401, settings_.demo ? "not_found" : "not_signed_in"});
  }
  if (visit.path.size() >= 3 && visit.path[2] == "desk") co_return co_await answer_at_desk(visit);
  const std::string what = visit.path.size() == 3 ? visit.path[2] : "";
  if (visit.path.size() == 2 && !visit.request.path.ends_with('/')) co_return see_other(visit.request.path + "/");
  if (visit.path.size() <= 3 && what.empty() && !visit.posts()) co_return co_await show_conversation(visit);
  if (what == "messages" && visit.posts()) co_return co_await take_message(visit);
  if (what == "messages") co_return co_await list_messages(visit);
  if (what == "events" && !visit.posts()) co_return co_await stream_messages(visit);
  if (what == "attachments" && visit.posts()) co_return co_await take_attachment(visit);
  if (what == "leave" && visit.posts()) co_return co_await leave(visit);
  const bool original = visit.path.size() == 5 && visit.path[4] == "original";
  if ((visit.path.size() == 4 || original) && visit.path[2] == "attachments" && !visit.posts()) {
    co_return co_await give_attachment(visit, original);
  }
  if (visit.path.size() == 5 && visit.path[2] == "papers" && !visit.posts()) co_return co_await give_paper(visit);
  if (visit.path.size() == 4 && visit.path[2] == "reports" && !visit.posts()) co_return co_await give_report(visit);
  co_return problem(visit, {404, "not_found"});
}

PageFrame WebSite::frame(const Person* reader) const {
  const bool english = reader != nullptr && reader->language == Language::en;
  return page_frame(parts_.switchboard.town().organisation, settings_, english ? "en" : "nl");
}

PageTexts WebSite::texts(const Person* reader) const {
  const auto language = reader == nullptr ? Language::nl : reader->language;
  const bool informal = reader != nullptr && reader->informal;
  const auto& catalogue = parts_.switchboard.town().texts;
  return [&catalogue, language, informal](std::string_view key) { return catalogue.say(language, informal, key); };
}

Response WebSite::page(int status, std::string html) const {
  Response response(status, "text/html; charset=utf-8", std::move(html));
  for (const auto& [name, value] : page_headers(settings_.demo)) response.headers.add(name, value);
  return response;
}

Response WebSite::json(int status, std::string body) {
  Response response(status, "application/json", std::move(body));
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("X-Content-Type-Options", "nosniff");
  return response;
}

Response WebSite::see_other(std::string_view location) {
  Response response(303);
  response.headers.add("Location", location);
  response.headers.add("Cache-Control", "no-store");
  return response;
}

Response WebSite::problem(const Visit& visit, WebProblem what) const {
  const auto say = texts(visit.person);
  const std::string reason{what.reason};
  const std::string title = say("web.problem.title");
  const std::string detail = say("web.problem." + reason);
  if (visit.wants_page()) return page(what.status, problem_page(frame(visit.person), title, detail, say));
  const nlohmann::ordered_json body{
      {"type", "urn:meldmaat:problem:" + reason}, {"title", title}, {"status", what.status}, {"detail", detail}};
  Response response = json(what.status, body.dump());
  response.headers = Headers{};
  response.headers.add("Content-Type", "application/problem+json");
  response.headers.add("Cache-Control", "no-store");
  return response;
}

Response WebSite::asset(const Visit& visit) const {
  const Asset* found = visit.path.size() == 2 ? find_asset(visit.path[1]) : nullptr;
  if (found == nullptr) return problem(visit, {404, "not_found"});
  const bool squeezed = visit.request.headers.value("Accept-Encoding").find("gzip") != std::string_view::npos;
  Response response(200, found->type, std::string(squeezed ? found->gzip : found->bytes));
  response.headers.add("Cache-Control", asset_cache_control);
  response.headers.add("ETag", found->etag);
  response.headers.add("Vary", "Accept-Encoding");
  response.headers.add("X-Content-Type-Options", "nosniff");
  if (squeezed) response.headers.add("Content-Encoding", "gzip");
  return response;
}

}  // namespace meldmaat
