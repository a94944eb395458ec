// SPDX-License-Identifier: EUPL-1.2
// The conversation itself: its page, what is posted into it, and the three ways of following it.
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/form.hpp"
#include "adapters/response_stream.hpp"
#include "adapters/url.hpp"
#include "adapters/web/visit.hpp"
#include "bot/case_work.hpp"
#include "bot/rules/access.hpp"

namespace meldmaat {

namespace {

/// More than anybody reads back; older lines stay in the store.
constexpr std::size_t lines_on_page = 500;
constexpr std::size_t lines_a_push = 100;
constexpr std::uint64_t longest_poll_seconds = 25;
/// How often a stream looks whether its reader is still there.
constexpr std::chrono::milliseconds stream_patience{15'000};

std::uint64_t number_or(std::optional<std::string_view> text, std::uint64_t otherwise) {
  if (!text) return otherwise;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  return error == std::errc{} && end == text->data() + text->size() ? value : otherwise;
}

/// A question can be answered while it is the one that is open; buttons of a case or the menu for as long as the line
/// stands.
bool still_open(const TranscriptLine& line, const std::optional<State>& state) {
  const auto& message = line.message;
  if (line.from_person || line.replaced) return false;
  const bool is_question = message.slot.size() > 1 && message.slot.front() == 'q' &&
                           message.slot.find_first_not_of("0123456789", 1) == std::string::npos;
  if (is_question) return state && state->open && state->open->slot == message.slot;
  return !message.options.empty() ||
         std::ranges::any_of(message.lines, [](const Line& entry) { return entry.change.has_value(); });
}

std::vector<WebMessage> as_web(const std::vector<TranscriptLine>& lines, const std::optional<State>& state) {
  std::vector<WebMessage> messages;
  messages.reserve(lines.size());
  for (const auto& line : lines) {
    WebMessage message;
    message.seq = static_cast<std::int64_t>(line.sequence);
    message.at = line.at;
    message.message = line.message;
    if (line.revises != 0) message.revises = static_cast<std::int64_t>(line.revises);
    message.open = still_open(line, state);
    messages.push_back(std::move(message));
  }
  return messages;
}

/// Evidence may be seen by who added it and by who may read the case it belongs to; the picture of who may not come in
/// by the door. A look at what is somebody else's is for the audit trail.
struct FileSight {
  bool allowed = false;
  bool own = false;
  CaseNumber number;  ///< the case for which it may be seen
  BanId ban;          ///< ... the ban
};

FileSight sight_of_file(Store& store, const Municipality& town, const PersonId& person, const BlobId& id,
                        LocalDate today) {
  if (store.blob_owner(id) == person) return {true, true, {}, {}};
  for (const auto& ban : register_for(store, town, person, today)) {
    if (ban.image && ban.image->id == id) return {true, false, {}, ban.id};
  }
  constexpr std::size_t every_case = 1000;
  for (const auto& listing : store.cases_of(person, every_case)) {
    const auto file = store.read_case(listing.number);
    const auto seen = file ? seen_by(*file, person, town) : std::nullopt;
    if (seen && std::ranges::find(seen->the_case.evidence, id, &Attachment::id) != seen->the_case.evidence.end()) {
      return {true, false, listing.number, {}};
    }
  }
  return {};
}

struct FoundFile {
  Attachment about;
  std::string bytes;
  bool own = false;
};

/// A name that is shown elsewhere is percent-encoded here (RFC 8187), so that it can neither end the header nor choose
/// a path.
std::string disposition(const std::string& name) {
  return "attachment; filename*=UTF-8''" + percent_encode(name);
}

/// What the person called it, or a name after its kind.
std::string shown_name(const WebFile& file, const PageTexts& texts) {
  if (!file.name.empty()) return file.name;
  return fill(texts("file.name"), {{"extension", std::string(file.kind.extension)}});
}

std::string event_text(const WebMessage& message) {
  return "id: " + std::to_string(message.seq) + "\nevent: message\ndata: " + to_json(message) + "\n\n";
}

}  // namespace

boost::asio::awaitable<std::vector<WebMessage>> WebSite::read_lines(ConversationKey key, std::uint64_t after,
                                                                    std::size_t limit) {
  auto work = [key = std::move(key), after, limit](Store& store) {
    return as_web(store.transcript(key, after, limit), store.state_of(key));
  };
  auto messages = co_await beside_store(parts_.switchboard.store(), std::move(work));
  co_return messages;
}

boost::asio::awaitable<void> WebSite::greet(PersonId person, ConversationKey key) {
  auto look = [key](Store& store) { return store.last_sequence(key); };
  const auto last = co_await beside_store(parts_.switchboard.store(), std::move(look));
  if (last != 0) co_return;
  Inbound inbound{.conversation = std::move(key),
                  .person = std::move(person),
                  .event = EventId{"opened"},
                  .question = 0,
                  .what = Opened{},
                  .once = {}};
  co_await parts_.switchboard.take(std::move(inbound));
}

boost::asio::awaitable<Response> WebSite::show_conversation(Visit& visit) {
  co_await greet(visit.person->id, visit.key());
  const WebProblem none{200, ""};
  Response response = co_await page_with_problem(visit, none);
  co_return response;
}

boost::asio::awaitable<Response> WebSite::page_with_problem(Visit& visit, WebProblem what) {
  const auto key = visit.key();
  auto look = [key](Store& store) { return store.last_sequence(key); };
  const auto last = co_await beside_store(parts_.switchboard.store(), std::move(look));
  const auto say = texts(visit.person);
  ChatPage chat;
  chat.frame = frame(visit.person);
  chat.person = visit.person->id.str();
  chat.person_name = visit.person->name;
  const std::uint64_t before_page = last > lines_on_page ? last - lines_on_page : 0;
  chat.messages = co_await read_lines(key, before_page, lines_on_page);
  chat.form_key = parts_.random.hex(8);
  chat.text_limit = most_text_characters;
  if (!what.reason.empty()) {
    chat.problem = say("web.problem." + std::string(what.reason));
    const auto form = read_form(visit.request.body);
    const auto text = form ? form->find("text") : std::nullopt;
    if (text) chat.unsent_text = std::string(*text);
  }
  co_return page(what.status, chat_page(chat, parts_.switchboard.town().zone, say));
}

boost::asio::awaitable<Response> WebSite::refuse_post(Visit& visit, WebProblem what) {
  if (!visit.wants_page()) co_return problem(visit, what);
  Response response = co_await page_with_problem(visit, what);
  co_return response;
}

boost::asio::awaitable<Response> WebSite::take_message(Visit& visit) {
  auto read = read_web_post(visit.request);
  if (const auto* refused = std::get_if<WebProblem>(&read)) co_return co_await refuse_post(visit, *refused);
  auto& post = std::get<WebPost>(read);
  Inbound inbound{.conversation = visit.key(),
                  .person = visit.person->id,
                  .event = EventId{"post:" + post.key},
                  .question = post.question,
                  .what = std::move(post.what),
                  .once = {}};
  const Taken taken = co_await parts_.switchboard.take(std::move(inbound));
  if (visit.wants_page()) co_return see_other("/p/" + visit.path[1] + "/#latest");
  co_return json(200, "{\"seq\":" + std::to_string(taken.sequence) + "}");
}

boost::asio::awaitable<Response> WebSite::take_attachment(Visit& visit) {
  auto read = read_web_file(visit.request, settings_.most_file_bytes);
  if (const auto* refused = std::get_if<WebProblem>(&read)) co_return co_await refuse_post(visit, *refused);
  auto& file = std::get<WebFile>(read);
  // Only to know that it opens: a copy is made when somebody asks for one.
  const ReaderCopy copy = co_await parts_.copies.copy(file.bytes);
  const WebProblem broken{415, "file_broken"};
  if (copy.kind == ReaderCopy::Kind::broken) co_return co_await refuse_post(visit, broken);
  const WebProblem busy{503, "busy"};
  if (copy.kind == ReaderCopy::Kind::later) co_return co_await refuse_post(visit, busy);
  Attachment about = describe_file(shown_name(file, texts(visit.person)), file.kind, file.bytes, parts_.random);
  Inbound inbound{.conversation = visit.key(),
                  .person = visit.person->id,
                  .event = EventId{"post:" + file.key},
                  .question = 0,
                  .what = Attached{about},
                  .once = {}};
  IncomingFile incoming(std::move(about), std::move(file.bytes));
  const Taken taken = co_await parts_.switchboard.take_file(std::move(inbound), std::move(incoming));
  if (visit.wants_page()) co_return see_other("/p/" + visit.path[1] + "/#latest");
  co_return json(200, "{\"seq\":" + std::to_string(taken.sequence) + "}");
}

boost::asio::awaitable<Response> WebSite::give_attachment(Visit& visit, bool original) {
  const BlobId id{visit.path[3]};
  const auto& town = parts_.switchboard.town();
  const Moment now = parts_.switchboard.clock().now();
  const std::string what(original ? audits::original : audits::file);
  auto work = [id, what, person = visit.person->id, &town, now](Store& store) -> std::optional<FoundFile> {
    const auto about = store.find_blob(id);
    if (!about) return std::nullopt;
    const auto sight = sight_of_file(store, town, person, id, date_of(town.zone.to_local(now)));
    auto bytes = sight.allowed ? store.read_blob(id) : std::nullopt;
    if (!bytes) return std::nullopt;
    if (!sight.own) store.add_audit({now, person, what, sight.number, sight.ban.str()});
    return FoundFile{*about, std::move(*bytes), sight.own};
  };
  auto found = co_await on_store(parts_.switchboard.store(), std::move(work));
  if (!found) co_return problem(visit, {404, "not_found"});
  if (!original && !found->own) {
    ReaderCopy copy = co_await parts_.copies.copy(std::move(found->bytes));
    if (copy.kind == ReaderCopy::Kind::later) co_return problem(visit, {503, "busy"});
    if (copy.kind != ReaderCopy::Kind::made) co_return problem(visit, {409, "no_copy"});
    found->bytes = std::move(copy.bytes);
  }
  Response response(200, found->about.media_type, found->bytes);
  response.headers.add("Content-Disposition", disposition(found->about.name));
  response.headers.add("Content-Security-Policy", "sandbox; default-src 'none'");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

boost::asio::awaitable<Response> WebSite::list_messages(Visit& visit) {
  const auto after = number_or(visit.request.query_value("after"), 0);
  const std::chrono::seconds wait(std::min(number_or(visit.request.query_value("wait"), 0), longest_poll_seconds));
  co_await greet(visit.person->id, visit.key());
  // The watch is set before the first look, so that nothing written in between is missed.
  const auto watch = parts_.switchboard.watchers().watch(visit.key());
  auto messages = co_await read_lines(visit.key(), after, lines_on_page);
  if (messages.empty() && wait.count() > 0 && !stopping_) {
    co_await watch->wait(wait);
    messages = co_await read_lines(visit.key(), after, lines_on_page);
  }
  co_return json(200, to_json(messages));
}

boost::asio::awaitable<Response> WebSite::stream_messages(Visit& visit) {
  auto after = number_or(visit.request.query_value("after"), 0);
  after = number_or(visit.request.headers.find("Last-Event-ID"), after);
  auto stream = std::make_shared<ResponseStream>(parts_.executor);
  spawn(parts_.executor, "event_stream", OnFailure::session_ends, parts_.failures, follow(stream, visit.key(), after));
  Response response(200, "text/event-stream", "retry: 3000\n\n");
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("X-Accel-Buffering", "no");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.stream = std::move(stream);
  co_return response;
}

boost::asio::awaitable<void> WebSite::follow(std::shared_ptr<ResponseStream> stream, ConversationKey key,
                                             std::uint64_t after) {
  const auto watch = parts_.switchboard.watchers().watch(key);
  while (!stopping_ && !stream->ended()) {
    const auto messages = co_await read_lines(key, after, lines_a_push);
    for (const auto& message : messages) {
      if (!stream->push(event_text(message))) co_return;
      after = static_cast<std::uint64_t>(message.seq);
    }
    if (messages.size() < lines_a_push) co_await watch->wait(stream_patience);
  }
  stream->end();
}

}  // namespace meldmaat
