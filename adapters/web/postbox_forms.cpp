// SPDX-License-Identifier: EUPL-1.2
// The pages of the postbox, and what they post where there is no script: then the server seals and opens, in memory.
#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/postbox/envelope_seal.hpp"
#include "adapters/sha256.hpp"
#include "adapters/web/postbox_site.hpp"
#include "bot/postbox_round.hpp"
#include "bot/receipt_code.hpp"

namespace meldmaat {

namespace {

constexpr std::array story_fields{"what", "who", "where", "with", "how", "when", "why", "safe", "else"};
constexpr std::size_t code_chance_bytes = 13;
constexpr PostboxTerms terms{.look_again_days = 7, .code_lasts_days = static_cast<int>(code_lasts.count())};

std::string typed(const FormFields& form, std::string_view name) {
  return std::string(form.find(name).value_or(""));
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool may_be_handed_on_to(std::string_view to) {
  return to == "no" || to == roles::coordinator.str() || to == roles::manager.str();
}

/// Somebody copies it from the page: case and spaces do not matter.
bool is_last_group(std::string_view code, std::string_view given) {
  // The check characters are known only together with the code, so the whole of it is read.
  const auto own = written(code);
  const auto read = read_receipt_code(own.substr(0, own.rfind('-') + 1) + std::string(given));
  return read == code;
}

std::string report_content(const FormFields& form) {
  nlohmann::json content{{"kind", "report"}, {"n", 1}};
  for (const auto* name : story_fields) {
    if (auto text = typed(form, name); !is_blank(text)) content[name] = std::move(text);
  }
  const auto to = typed(form, "hand_on");
  content["hand_on"] = may_be_handed_on_to(to) ? to : "no";
  return content.dump();
}

std::vector<std::string> public_keys(const PostboxReaders& readers) {
  std::vector<std::string> keys;
  for (const auto& one : readers.counsellors) keys.push_back(one.public_key);
  if (readers.recovery) keys.push_back(readers.recovery->public_key);
  return keys;
}

struct NumberedReply {
  std::int64_t number = 0;  ///< order within a week: nothing else tells what came first
  PostboxReply reply;
};

std::optional<NumberedReply> reply_of(const InboxId& inbox, const Envelope& envelope, const KeyPair& own) {
  const auto text = open_envelope(inbox, envelope, own);
  if (!text) return std::nullopt;
  const auto content = nlohmann::json::parse(*text, nullptr, false);
  if (!content.is_object()) return std::nullopt;
  const auto text_of = [&content](const char* field) {
    const auto found = content.find(field);
    return found != content.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto number = content.find("n");
  const bool numbered = number != content.end() && number->is_number_integer();
  return NumberedReply{numbered ? number->get<std::int64_t>() : 0,
                       {envelope.id.str(), envelope.week, text_of("text"), text_of("kind") == "record"}};
}

}  // namespace

/// What somebody wants to do in an inbox that is open.
struct PostboxSite::Wish {
  nlohmann::json content;  ///< to be written; null: nothing
  PostboxKept kept = PostboxKept::message;
  bool close = false;
  std::optional<PostboxProblem> problem;
};

/// An inbox that was opened with its code, and what is done in it.
struct PostboxSite::OpenInbox {
  std::string code;
  Inbox inbox;
  KeyPair key;
  FormFields form;
  // With these a list of the members before is enough.
  std::optional<PostboxProblem> problem{};  // NOLINT(readability-redundant-member-init)
  std::optional<PostboxKept> kept{};        // NOLINT(readability-redundant-member-init)
  bool closed = false;
};

PostboxSite::Wish PostboxSite::wish_in(const FormFields& form) {
  const auto action = typed(form, "action");
  const auto text = typed(form, "text");
  const auto to = typed(form, "to");
  const auto right = typed(form, "right");
  const bool sure = typed(form, "sure") == "yes";
  Wish wish;
  if (action == "message" || action == "name") {
    wish.content = {{"kind", action}, {"text", text}};
    wish.kept = action == "name" ? PostboxKept::name : PostboxKept::message;
    if (is_blank(text)) wish.problem = PostboxProblem::no_text;
  } else if (action == "hand_on") {
    wish.content = {{"kind", "hand_on"}, {"to", to}};
    wish.kept = PostboxKept::hand_on;
    if (!may_be_handed_on_to(to)) wish.problem = PostboxProblem::nothing_chosen;
  } else if (action == "checked") {
    wish.content = {{"kind", "checked"}, {"record", typed(form, "record")}, {"right", right == "true"}, {"text", text}};
    wish.kept = PostboxKept::checked;
    if (right != "true" && right != "false") wish.problem = PostboxProblem::nothing_chosen;
  } else if (action == "close") {
    wish.close = true;
  }
  if ((action == "name" || wish.close) && !sure) wish.problem = PostboxProblem::not_sure;
  return wish;
}

boost::asio::awaitable<Response> PostboxSite::show_start(Visit& visit) {
  const PostboxReaders now = co_await readers();
  co_return page(200, postbox_start_page(frame(visit), now.ready(), texts(visit)));
}

boost::asio::awaitable<Response> PostboxSite::show_report(Visit& visit) {
  const PostboxReaders now = co_await readers();
  if (!now.ready()) co_return page(200, postbox_shut_page(frame(visit), texts(visit)));
  PostboxReportPage report;
  report.frame = frame(visit);
  report.code = written(receipt_code(parts_.random.hex(code_chance_bytes)));
  report.readers = named(now);
  report.terms = terms;
  co_return page(200, postbox_report_page(report, texts(visit)));
}

std::vector<PostboxReader> PostboxSite::named(const PostboxReaders& readers) const {
  std::vector<PostboxReader> found;
  for (const auto& one : readers.counsellors) {
    const auto* person = parts_.town.organisation.person(one.person);
    found.push_back({one.id.str(), one.person.str(), person == nullptr ? one.person.str() : person->name});
  }
  return found;
}

boost::asio::awaitable<Response> PostboxSite::take_report(Visit& visit) {
  const auto form = read_form(visit.request.body);
  const auto code = form ? read_receipt_code(typed(*form, "code")) : std::nullopt;
  if (!form || !code) co_return problem(visit, {400, "unreadable"});
  const CodeKeys keys(*code);
  const PostboxReaders now = co_await readers();
  const InboxAccess access{keys.inbox, keys.token_hash};
  const auto known = co_await enter(access);
  // Sent before: the first time stands.
  if (known) co_return page(200, postbox_kept_page(frame(visit), written(*code), terms, texts(visit)));
  if (!now.ready()) co_return page(503, postbox_shut_page(frame(visit), texts(visit)));
  PostboxReaders chosen = now;
  const auto wanted = form->all("readers");
  std::erase_if(chosen.counsellors,
                [&](const Recipient& one) { return std::ranges::find(wanted, one.id.str()) == wanted.end(); });
  std::optional<PostboxProblem> wrong;
  if (chosen.counsellors.size() != wanted.size()) wrong = PostboxProblem::readers_changed;
  if (wanted.empty()) wrong = PostboxProblem::no_reader;
  if (!is_last_group(*code, typed(*form, "last"))) wrong = PostboxProblem::last_group;
  if (is_blank(typed(*form, "what"))) wrong = PostboxProblem::no_story;
  std::optional<Envelope> envelope;
  if (!wrong) {
    // The same form posted twice gives the same id.
    const EnvelopeId id{sha256_hex("report" + keys.inbox.str()).substr(0, 32)};
    envelope = seal_envelope({keys.inbox, id, Envelope::From::reporter}, report_content(*form), public_keys(chosen),
                             parts_.random);
    if (!envelope) wrong = PostboxProblem::too_long;
  }
  if (wrong) {
    PostboxReportPage again;
    again.frame = frame(visit);
    again.code = written(*code);
    again.readers = named(now);
    again.terms = terms;
    for (const auto& one : now.counsellors) {
      if (std::ranges::find(wanted, one.id.str()) == wanted.end()) again.left_out.insert(one.id.str());
    }
    for (const auto& [name, value] : form->fields()) again.typed[name] = value;
    again.problem = wrong;
    co_return page(400, postbox_report_page(again, texts(visit)));
  }
  auto inbox = make_inbox(keys, parts_.random);
  const Handed handed = co_await keep_first(std::move(inbox), std::move(*envelope));
  if (handed != Handed::kept) {
    // Two tabs at once: between looking and keeping, the other one was kept, with the keys that it drew for itself.
    const auto other = co_await enter(access);
    if (!other) co_return problem(visit, {409, "postbox_changed"});
  }
  co_return page(200, postbox_kept_page(frame(visit), written(*code), terms, texts(visit)));
}

boost::asio::awaitable<Response> PostboxSite::take_reading(Visit& visit) {
  const auto form = read_form(visit.request.body);
  if (!form) co_return problem(visit, {400, "unreadable"});
  const auto code = read_receipt_code(typed(*form, "code"));
  if (!code) co_return page(400, postbox_read_page(frame(visit), PostboxProblem::code_typo, texts(visit)));
  const CodeKeys keys(*code);
  const InboxAccess access{keys.inbox, keys.token_hash};
  const auto inbox = co_await enter(access);
  auto own = inbox ? unlock(keys, *inbox) : std::nullopt;
  if (!own) co_return page(200, postbox_read_page(frame(visit), PostboxProblem::code_unknown, texts(visit)));
  OpenInbox opened{*code, *inbox, std::move(*own), *form};
  co_await act(opened);
  if (opened.closed) co_return page(200, postbox_closed_page(frame(visit), texts(visit)));
  co_return co_await show_inbox(visit, opened);
}

boost::asio::awaitable<Response> PostboxSite::show_inbox(const Visit& visit, const OpenInbox& opened) {
  const Moment now = parts_.clock.now();
  auto read = [&box = parts_.postbox, id = opened.inbox.id, now](Store&) { return box.replies(id, now); };
  const std::vector<Envelope> replies = co_await beside_store(parts_.store, std::move(read));
  PostboxInboxPage inbox;
  inbox.frame = frame(visit);
  inbox.code = written(opened.code);
  inbox.next_envelope = parts_.random.hex(16);
  std::vector<NumberedReply> numbered;
  for (const auto& reply : replies) {
    if (auto shown = reply_of(opened.inbox.id, reply, opened.key)) numbered.push_back(std::move(*shown));
  }
  std::ranges::sort(numbered, {}, [](const NumberedReply& one) { return std::pair(one.number, one.reply.id); });
  for (auto& each : numbered) inbox.replies.push_back(std::move(each.reply));
  inbox.problem = opened.problem;
  inbox.kept = opened.kept;
  if (opened.problem) inbox.unsent_text = typed(opened.form, "text");
  co_return page(opened.problem ? 400 : 200, postbox_inbox_page(inbox, texts(visit)));
}

boost::asio::awaitable<void> PostboxSite::act(OpenInbox& opened) {
  auto wish = wish_in(opened.form);
  opened.problem = wish.problem;
  if (wish.problem) co_return;
  if (!wish.content.is_null()) co_await write(opened, wish);
  if (!wish.close) co_return;
  auto work = [&box = parts_.postbox, id = opened.inbox.id](Store&) { box.close(id); };
  co_await beside_store(parts_.store, std::move(work));
  opened.closed = true;
}

boost::asio::awaitable<void> PostboxSite::write(OpenInbox& opened, Wish& wish) {
  const auto id = typed(opened.form, "id");
  const PostboxReaders chosen = co_await chosen_readers(opened.inbox.id);
  auto count = [&box = parts_.postbox, inbox = opened.inbox.id](Store&) { return box.sent(inbox); };
  const std::size_t sent = co_await beside_store(parts_.store, std::move(count));
  wish.content["n"] = sent + 1;
  auto envelope = seal_envelope({opened.inbox.id, EnvelopeId{id}, Envelope::From::reporter}, wish.content.dump(),
                                public_keys(chosen), parts_.random);
  if (!is_envelope_id(id) || !envelope || chosen.counsellors.empty()) {
    opened.problem = envelope ? PostboxProblem::readers_changed : PostboxProblem::too_long;
    co_return;
  }
  // The same form posted twice: the first time stands.
  const Handed handed = co_await keep(opened.inbox.id, std::move(*envelope));
  if (handed == Handed::full) {
    opened.problem = PostboxProblem::too_long;
  } else {
    opened.kept = wish.kept;
  }
}

}  // namespace meldmaat
