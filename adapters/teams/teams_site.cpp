// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/teams_site.hpp"

#include <algorithm>
#include <utility>

#include "adapters/json_text.hpp"
#include "adapters/teams/card.hpp"
#include "adapters/teams/teams_files.hpp"
#include "adapters/utf8.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;

constexpr std::size_t most_teams_head_bytes = 16UL * 1024;

bool is_personal(const Activity& activity) {
  return !activity.is_group && (activity.conversation_type.empty() || activity.conversation_type == "personal");
}

Response json_answer(const nlohmann::json& body) {
  return Response(200, "application/json", body.dump());
}

/// Universal Actions: the HTTP status is always 200, what went wrong stands inside.
Response invoke_error(const std::string& text) {
  return json_answer({{"statusCode", 400},
                      {"type", "application/vnd.microsoft.error"},
                      {"value", {{"code", "BadRequest"}, {"message", text}}}});
}

Response invoke_text(const std::string& text) {
  return json_answer({{"statusCode", 200}, {"type", "application/vnd.microsoft.activity.message"}, {"value", text}});
}

Response invoke_card(const std::string& card) {
  std::string body;
  JsonObject(body)
      .add("statusCode", 200U)
      .add("type", "application/vnd.microsoft.card.adaptive")
      .add_json("value", card);
  return Response(200, "application/json", std::move(body));
}

Response later() {
  Response response(503);
  response.headers.add("Retry-After", "5");
  return response;
}

/// Teams takes no more in one message.
constexpr std::size_t most_files = 10;

EventId file_of(const Activity& activity, std::size_t index) {
  return EventId{"file:" + activity.id + ":" + std::to_string(index)};
}

bool is_too_long(std::string_view text) {
  return utf8_characters(text) > most_text_characters;
}

bool is_too_long(const Press& press) {
  const auto* said = std::get_if<Said>(&press.what);
  return said != nullptr && is_too_long(said->text);
}

}  // namespace

/// A line of a transcript as it stands now, and the case it belongs to.
struct TeamsSite::Shown {
  std::optional<TranscriptLine> line;
  CaseNumber number;
};

struct TeamsSite::Visitor {
  ConversationKey key;
  const Person* person = nullptr;  ///< null: not in the organisation, general help only
  Language language = Language::nl;
  bool informal = false;
  std::string found_at;  ///< Reach::details
  const Texts* texts = nullptr;

  [[nodiscard]] std::string say(std::string_view text, const TextArgs& args = {}) const {
    return texts->say(language, informal, text, args);
  }
  [[nodiscard]] std::string too_long() const {
    return say("teams.too_long", {{"most", std::to_string(most_text_characters)}});
  }
  [[nodiscard]] std::string received(const CaseNumber& number) const {
    return number.empty() ? say("teams.received") : say("teams.received_case", {{"number", number.str()}});
  }
};

TeamsSite::TeamsSite(const TeamsSiteParts& parts, std::string own_tenant)
    : parts_(parts),
      own_tenant_(std::move(own_tenant)),
      refused_(parts.metrics.counter("meldmaat_teams_unreadable_total", "Activities that could not be read")) {}

std::optional<GateRules> TeamsSite::rules_for(std::string_view path) const {
  if (path != "/api/messages") return std::nullopt;
  GateRules rules;
  rules.methods = {Method::post};
  rules.most_head_bytes = most_teams_head_bytes;
  rules.most_body_bytes = most_activity_bytes;
  rules.chunked_allowed = true;
  return rules;
}

awaitable<std::optional<Response>> TeamsSite::admit(Request& head) {
  auto checked = co_await parts_.proof.check(head.headers);
  if (const auto* refusal = std::get_if<ProofRefusal>(&checked)) co_return refuse(*refusal);
  head.admission = std::get<std::shared_ptr<const Proven>>(std::move(checked));
  co_return std::nullopt;
}

awaitable<Response> TeamsSite::handle(Request request) {
  const auto* proven = dynamic_cast<const Proven*>(request.admission.get());
  if (proven == nullptr) co_return Response(401);
  if (!is_json_content(request.headers.value("Content-Type"), request.headers.value("Content-Encoding"))) {
    co_return Response(415);
  }
  auto read = read_activity(request.body);
  if (const auto* refusal = std::get_if<JsonRefusal>(&read)) {
    refused_.add();
    co_return Response(refusal->status());
  }
  auto& activity = std::get<Activity>(read);
  if (const auto refusal = parts_.proof.bind(*proven, activity)) co_return refuse(*refusal);
  try {
    Response response = co_await dispatch(std::move(activity));
    co_return response;
  } catch (const StoreBusy&) {
    co_return later();
  }
}

Response TeamsSite::refuse(const ProofRefusal& refusal) const {
  parts_.failures.log.info("teams_refused", {{"status", refusal.status}, {"reason", refusal.reason}});
  return refusal.status == 503 ? later() : Response(refusal.status);
}

TeamsSite::Visitor TeamsSite::visitor_of(const Activity& activity) const {
  const auto& town = parts_.switchboard.town();
  Visitor visitor;
  visitor.key = address_of(activity, own_tenant_);
  visitor.person = town.organisation.person_at(visitor.key);
  visitor.language = activity.locale.starts_with("en") ? Language::en : Language::nl;
  if (visitor.person != nullptr) {
    visitor.language = visitor.person->language;
    visitor.informal = visitor.person->informal;
  }
  visitor.found_at = to_details(reach_of(activity));
  visitor.texts = &town.texts;
  return visitor;
}

awaitable<Response> TeamsSite::dispatch(Activity activity) {
  if (activity.from_id == activity.recipient_id) co_return Response(200);  // Our own echo: no loop (T6).
  if (!is_personal(activity)) co_return co_await point_to_private_chat(std::move(activity));
  switch (activity.kind) {
    case Activity::Kind::message: co_return co_await take_message(std::move(activity));
    case Activity::Kind::invoke: co_return co_await take_invoke(std::move(activity));
    case Activity::Kind::installation: {
      const bool installed = activity.action.starts_with("add");
      co_return co_await take_installation(std::move(activity), installed);
    }
    case Activity::Kind::conversation: {
      if (!activity.bot_added && !activity.bot_removed) co_return Response(200);
      const bool installed = activity.bot_added;
      co_return co_await take_installation(std::move(activity), installed);
    }
    case Activity::Kind::edit:
    case Activity::Kind::removal: co_return co_await take_afterthought(std::move(activity));
    case Activity::Kind::other: break;
  }
  co_return Response(200);
}

awaitable<Response> TeamsSite::take_message(Activity activity) {
  if (activity.id.empty()) co_return Response(400);
  if (auto press = read_press(activity)) co_return co_await take_submit(std::move(activity), std::move(*press));
  Visitor visitor = visitor_of(activity);
  if (!activity.value.is_null()) {
    std::string text = visitor.say("teams.unreadable");
    co_await remark(visitor, "unreadable:" + activity.id, std::move(text));
    co_return Response(200);
  }
  if (is_too_long(activity.text)) {
    std::string text = visitor.too_long();
    co_await remark(visitor, "long:" + activity.id, std::move(text));
    co_return Response(200);
  }
  // Whoever is unknown hears that, whatever was sent.
  const bool unknown = visitor.person == nullptr;
  if (!activity.text.empty() || unknown) {
    Press said{.line = 0, .once = {}, .what = Said{activity.text}};
    co_await take(visitor, activity, std::move(said));
  }
  if (!activity.attachments.empty() && !unknown) co_await take_files(std::move(visitor), std::move(activity));
  co_return Response(200);
}

/// Only notes where they lie: fetching takes longer than Teams waits for an answer.
awaitable<void> TeamsSite::take_files(Visitor visitor, Activity activity) {
  std::vector<Errand> errands;
  for (std::size_t index = 0; index < activity.attachments.size(); ++index) {
    auto details = errand_of(activity.attachments[index]);
    if (!details) continue;
    Errand& errand = errands.emplace_back();
    errand.event = file_of(activity, index);
    errand.details = std::move(*details);
  }
  const bool left_out = errands.size() < activity.attachments.size();
  if (!errands.empty()) {
    EventId once{"files:" + activity.id};
    co_await parts_.switchboard.take_errands(visitor.key, std::move(once), std::move(errands), visitor.found_at);
  }
  if (left_out) {
    std::string text = visitor.say("teams.no_file");
    co_await remark(visitor, "no_file:" + activity.id, std::move(text));
  }
}

/// A press that comes as a message. It shows no answer of its own, so what there is to say goes to the chat.
awaitable<Response> TeamsSite::take_submit(Activity activity, Press press) {
  Visitor visitor = visitor_of(activity);
  if (is_too_long(press)) {
    std::string text = visitor.too_long();
    co_await remark(visitor, "long:" + activity.id, std::move(text));
    co_return Response(200);
  }
  const std::uint64_t line = press.line;
  const Taken taken = co_await take(visitor, activity, std::move(press));
  if (taken.answered) {
    const Shown shown = co_await look_at(visitor, line);
    std::string text = visitor.received(shown.number);
    co_await remark(visitor, "again:" + activity.id, std::move(text));
  }
  co_return Response(200);
}

awaitable<Response> TeamsSite::take_invoke(Activity activity) {
  if (activity.name != "adaptiveCard/action") co_return Response(501);
  if (activity.id.empty()) co_return Response(400);
  Visitor visitor = visitor_of(activity);
  auto press = read_press(activity);
  if (!press) co_return invoke_error(visitor.say("teams.unreadable"));
  if (is_too_long(*press)) co_return invoke_error(visitor.too_long());
  const std::uint64_t line = press->line;
  const Taken taken = co_await take(visitor, activity, std::move(*press));
  Shown shown = co_await look_at(visitor, line);
  if (!shown.line) co_return invoke_text(visitor.received({}));
  Message message = std::move(shown.line->message);
  if (taken.repeated) message.text.append("\n\n").append(visitor.received(shown.number));
  const CardFrame frame{
      .texts = *visitor.texts, .language = visitor.language, .informal = visitor.informal, .line = line};
  co_return invoke_card(card_of(message, frame));
}

/// The bot was added to this chat, or taken out of it. Welcomes once, whichever of the two activities comes first.
awaitable<Response> TeamsSite::take_installation(Activity activity, bool installed) {
  Visitor visitor = visitor_of(activity);
  if (!installed) {
    co_await parts_.switchboard.note_gone(visitor.key);
    co_return Response(200);
  }
  auto look = [key = visitor.key](Store& store) { return store.last_sequence(key); };
  const auto last = co_await beside_store(parts_.switchboard.store(), std::move(look));
  if (last != 0) {
    co_await parts_.switchboard.note_heard(visitor.key, visitor.found_at);
    co_return Response(200);
  }
  Inbound inbound{.conversation = visitor.key,
                  .person = visitor.person == nullptr ? PersonId{} : visitor.person->id,
                  .event = EventId{"opened"},
                  .question = 0,
                  .what = Opened{},
                  .once = {}};
  co_await parts_.switchboard.take(std::move(inbound), visitor.found_at);
  co_return Response(200);
}

awaitable<Response> TeamsSite::take_afterthought(Activity activity) {
  if (activity.id.empty()) co_return Response(200);
  const Visitor visitor = visitor_of(activity);
  Afterthought afterthought;
  afterthought.conversation = visitor.key;
  if (visitor.person != nullptr) afterthought.person = visitor.person->id;
  afterthought.of = {EventId{"activity:" + activity.id}};
  if (activity.kind == Activity::Kind::edit) {
    if (is_too_long(activity.text)) {
      std::string text = visitor.too_long();
      co_await remark(visitor, "long:" + activity.id, std::move(text));
      co_return Response(200);
    }
    afterthought.instead = std::move(activity.text);
  } else {
    for (std::size_t index = 0; index < most_files; ++index) afterthought.of.push_back(file_of(activity, index));
  }
  co_await parts_.switchboard.take_afterthought(std::move(afterthought));
  co_return Response(200);
}

/// No report is taken where others read along, and nothing of it is kept.
awaitable<Response> TeamsSite::point_to_private_chat(Activity activity) {
  const bool asked = activity.kind == Activity::Kind::message || activity.kind == Activity::Kind::invoke;
  if (!asked) co_return Response(200);
  std::string text = visitor_of(activity).say("teams.group");
  if (activity.kind == Activity::Kind::invoke) co_return invoke_text(text);
  auto work = parts_.channel.remark(reach_of(activity), std::move(text));
  spawn(parts_.executor, "teams_group", OnFailure::session_ends, parts_.failures, std::move(work));
  co_return Response(200);
}

awaitable<Taken> TeamsSite::take(Visitor visitor, const Activity& activity, Press press) {
  Inbound inbound{.conversation = visitor.key,
                  .person = visitor.person == nullptr ? PersonId{} : visitor.person->id,
                  .event = EventId{"activity:" + activity.id},
                  .question = press.line,
                  .what = std::move(press.what),
                  .once = EventId{press.once}};
  const Taken taken = co_await parts_.switchboard.take(std::move(inbound), std::move(visitor.found_at));
  co_return taken;
}

awaitable<void> TeamsSite::remark(Visitor visitor, std::string about, std::string text) {
  EventId once{std::move(about)};
  co_await parts_.switchboard.remark(visitor.key, std::move(once), std::move(text), visitor.found_at);
}

/// The line as it stands now; none when meldmaat said nothing there.
awaitable<TeamsSite::Shown> TeamsSite::look_at(Visitor visitor, std::uint64_t line) {
  if (line == 0) co_return Shown{};
  auto look = [key = visitor.key, line](Store& store) {
    Shown shown;
    // A question and what became of it lie close together; a number further away is not needed to recognise it.
    constexpr std::size_t near = 100;
    for (auto& next : store.transcript(key, line - 1, near)) {
      if (next.sequence == line && next.from_person) break;
      if (next.message.kind == Message::Kind::receipt && shown.number.empty()) shown.number = next.message.about;
      const bool replaces =
          shown.line && next.revises != 0 && (next.revises == line || next.revises == shown.line->sequence);
      if (next.sequence == line || replaces) shown.line = std::move(next);
    }
    return shown;
  };
  Shown shown = co_await beside_store(parts_.switchboard.store(), std::move(look));
  co_return shown;
}

}  // namespace meldmaat
