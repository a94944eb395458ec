// SPDX-License-Identifier: EUPL-1.2
#include "bot/afterthought.hpp"

#include <algorithm>
#include <ranges>
#include <string_view>
#include <utility>

#include "bot/case_work.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t page = 200;

/// What the person said in the turn that took this event. Nothing: never heard, or it was no utterance.
std::optional<TranscriptLine> heard_as(Store& store, const ConversationKey& key, const EventId& event) {
  const auto last = store.seen(key, event).value_or(0);
  if (last == 0) return std::nullopt;
  // A turn's lines bear one moment, what the person said before what is answered.
  constexpr std::uint64_t lines_of_a_turn = 50;
  const auto before = last - std::min(last, lines_of_a_turn);
  const auto lines = store.transcript(key, before, last - before);
  for (const auto& line : std::views::reverse(lines)) {
    if (line.at != lines.back().at) break;
    if (line.from_person) return line;
  }
  return std::nullopt;
}

/// Whether what was said on this line stands in the case. Much of what people say does not, such as "menu".
bool stands_in(const Case& filed, const TranscriptLine& line) {
  const auto& file = line.message.attachment;
  if (file) return std::ranges::find(filed.evidence, file->id, &Attachment::id) != filed.evidence.end();
  const auto tells = [&](const std::string& text) { return text.find(line.message.text) != std::string::npos; };
  return std::ranges::any_of(filed.answers,
                             [&](const auto& each) { return each.second.at == line.at || tells(each.second.value); }) ||
         std::ranges::any_of(filed.additions, tells, &Addition::text);
}

/// The case that was filed with what was said on this line; empty while it is a draft, and when no report came of it.
CaseNumber filed_with(Store& store, const ConversationKey& key, const TranscriptLine& line) {
  for (auto lines = store.transcript(key, line.sequence, page); !lines.empty();
       lines = store.transcript(key, lines.back().sequence, page)) {
    const auto is_receipt = [](const TranscriptLine& each) { return each.message.kind == Message::Kind::receipt; };
    const auto receipt = std::ranges::find_if(lines, is_receipt);
    if (receipt == lines.end()) continue;
    const auto filed = store.read_case(receipt->message.about);
    return filed && stands_in(filed->the_case, line) ? receipt->message.about : CaseNumber{};
  }
  return {};
}

/// What gives `words` away wherever it stands: every four words in a row, or all of them when they are fewer. A few
/// letters tell nothing, and stand in many of our own words.
std::vector<std::string_view> telling_parts(std::string_view words) {
  constexpr std::size_t in_a_row = 4;
  constexpr std::size_t shortest = 8;
  constexpr std::string_view between = " \n";
  std::vector<std::size_t> begins;
  std::vector<std::size_t> ends;
  for (auto begin = words.find_first_not_of(between); begin != std::string_view::npos;) {
    const auto end = std::min(words.find_first_of(between, begin), words.size());
    begins.push_back(begin);
    ends.push_back(end);
    begin = words.find_first_not_of(between, end);
  }
  std::vector<std::string_view> parts;
  for (std::size_t last = in_a_row - 1; last < ends.size(); ++last) {
    const auto begin = begins[last - (in_a_row - 1)];
    parts.push_back(words.substr(begin, ends[last] - begin));
  }
  if (parts.empty() && words.size() >= shortest) parts.push_back(words);
  return parts;
}

/// Takes words of the person out of what meldmaat said after them: a summary, a moment read out of a story.
void forget_repeated(Store& store, const ConversationKey& key, std::uint64_t after, const std::string& words) {
  const auto parts = telling_parts(words);
  if (parts.empty()) return;
  const auto forget = [&](std::string& text) {
    const bool tells =
        std::ranges::any_of(parts, [&](std::string_view part) { return text.find(part) != std::string::npos; });
    if (tells) text = "…";
    return tells;
  };
  for (auto lines = store.transcript(key, after, page); !lines.empty();
       lines = store.transcript(key, lines.back().sequence, page)) {
    for (auto& line : lines) {
      if (line.from_person) continue;
      bool repeats = forget(line.message.text);
      for (auto& part : line.message.lines) repeats = forget(part.text) || repeats;
      if (repeats) store.rewrite_line(key, line.sequence, line.message);
    }
  }
}

/// One afterthought while it is noted.
class Noting {
 public:
  Noting(const Desk& desk, Moment now, const Afterthought& thought, Touched& touched)
      : desk_(desk), store_(desk.store), key_(thought.conversation), now_(now), thought_(thought), touched_(touched) {
    // Without words, nothing is left of it.
    if (thought.instead && !thought.instead->empty()) amended_.instead = thought.instead;
  }

  void note() {
    for (const auto& event : thought_.of) {
      if (const auto line = heard_as(store_, key_, event)) {
        amend(*line);
      } else if (!amended_.instead && store_.cancel_errand(key_, event)) {
        // It may be under way: then it counts as taken, and is not kept.
        store_.remember(key_, event, now_, store_.last_sequence(key_));
        pass_on_ = true;
      }
    }
    if (!pass_on_) return;
    touched_.insert(key_);
    if (number_.empty()) return tell_dialog();
    add_to_case();
  }

 private:
  void amend(const TranscriptLine& line) {
    Message message;
    message.kind = line.message.kind;
    if (line.message == message) return;  // It is gone already, and does not come back.
    if (amended_.instead) {
      if (message.kind != Message::Kind::said || line.message.text == *amended_.instead) return;
      message.text = *amended_.instead;
    }
    const CaseNumber filed = filed_with(store_, key_, line);
    store_.rewrite_line(key_, line.sequence, message);
    if (line.message.attachment) {
      amended_.files.push_back(line.message.attachment->id);
      store_.remove_blob(line.message.attachment->id);  // The evidence of a case stays.
    } else {
      amended_.words = line.message.text;
      if (!amended_.instead) forget_repeated(store_, key_, line.sequence, line.message.text);
    }
    amended_.heard = line.at;
    if (!filed.empty()) number_ = filed;
    pass_on_ = true;
  }

  void tell_dialog() {
    const Inbound inbound{.conversation = key_,
                          .person = thought_.person,
                          .event = {},
                          .question = 0,
                          .what = std::move(amended_),
                          .once = {}};
    touched_.merge(take_turn(desk_, now_, inbound).touched);
  }

  void add_to_case() {
    store_.add_entry(number_, {now_, thought_.person, amended_.instead ? "message_changed" : "message_removed", ""});
    if (!amended_.instead) return say("amended.filed");
    const auto additions = [this] {
      const auto file = store_.read_case(number_);
      return file ? file->the_case.additions.size() : 0;
    };
    const auto before = additions();
    Added added;
    added.by = thought_.person;
    added.text = text("amended.addition", {{"before", amended_.words}, {"now", *amended_.instead}});
    happen(desk_, now_, number_, added, touched_);
    say(additions() == before ? "house.amended.unused" : "amended.added");
  }

  std::string text(std::string_view name, const TextArgs& args = {}) {
    const State state = store_.state_of(key_).value_or(opening_state(desk_.town, thought_.person));
    return desk_.town.texts.say(state.language, state.informal, name, args);
  }

  void say(std::string_view name) {
    Message message;
    message.text = text(name, {{"number", number_.str()}});
    message.about = number_;
    message.options = {{"case/" + number_.str() + "/own", text("intake.receipt.open"), Option::Style::plain}};
    store_.say(key_, now_, message, false);
  }

  const Desk& desk_;
  Store& store_;
  const ConversationKey& key_;
  Moment now_;
  const Afterthought& thought_;
  Touched& touched_;
  Amended amended_;
  CaseNumber number_;
  bool pass_on_ = false;  ///< something is otherwise than before
};

}  // namespace

void note_afterthought(const Desk& desk, Moment now, const Afterthought& afterthought, Touched& touched) {
  const auto& [key, person, event, of, instead] = afterthought;
  if (!event.empty()) {
    if (desk.store.seen(key, event)) return;
    desk.store.remember(key, event, now, desk.store.last_sequence(key));
  }
  Noting(desk, now, afterthought, touched).note();
}

}  // namespace meldmaat
