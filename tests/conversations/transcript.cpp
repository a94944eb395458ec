// SPDX-License-Identifier: EUPL-1.2
#include "tests/conversations/transcript.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <ranges>
#include <sstream>
#include <utility>

#include "bot/case.hpp"
#include "bot/ring.hpp"
#include "bot/take_turn.hpp"
#include "tests/fakes/amsterdam.hpp"
#include "tests/fakes/memory_store.hpp"

namespace meldmaat::tests {

namespace {

constexpr std::size_t many = 100'000;

std::string after(const std::string& line, std::string_view word) {
  return line.substr(word.size());
}

/// Everything of a message that a person can read.
std::string readable(const Message& message) {
  std::string text = message.text;
  for (const auto& line : message.lines) text += "\n" + line.label + ": " + line.text;
  for (const auto& option : message.options) text += "\n[" + option.label + "]";
  return text;
}

/// No chance at all: 1, 2, 3, so that a transcript can name what is drawn.
class Counting final : public Random {
 public:
  std::string hex(std::size_t count) override {
    const auto number = std::to_string(++drawn_);
    return std::string(2 * count - number.size(), '0') + number;
  }
  std::uint64_t below(std::uint64_t limit) override { return ++drawn_ % limit; }

 private:
  std::uint64_t drawn_ = 0;
};

class Player {
 public:
  Player(const Dialog& dialog, const Municipality& town) : town_(town), desk_{store_, dialog, town_, &chance_} {}

  void play(const std::string& line) {
    if (line.starts_with("at ")) {
      now_ = fakes::at(after(line, "at "));
    } else if (line.starts_with("as ")) {
      become(PersonId{after(line, "as ")});
    } else if (line == "opened") {
      take(Opened{});
    } else if (line.starts_with("> ")) {
      say(after(line, "> "));
    } else if (line == ">") {
      say("");
    } else if (line.starts_with("[")) {
      press_labels(line);
    } else if (line.starts_with("press ")) {
      take(Chose{{after(line, "press ")}});
    } else if (line.starts_with("file ")) {
      attach(after(line, "file "));
    } else if (line.starts_with("+ ")) {
      pass(after(line, "+ "));
    } else if (line.starts_with("< ")) {
      hears(after(line, "< "));
    } else if (line.starts_with("<! ")) {
      hears_not(after(line, "<! "));
    } else if (line.starts_with("messages ")) {
      check(sent_ <= std::stoul(after(line, "messages ")), "the person sent " + std::to_string(sent_));
    } else if (line.starts_with("case ")) {
      check_case(after(line, "case "));
    } else {
      wrong_.push_back("not a step: " + line);
    }
  }

  [[nodiscard]] std::vector<std::string> take_wrong() { return std::exchange(wrong_, {}); }

 private:
  void check(bool holds, const std::string& otherwise) {
    if (!holds) wrong_.push_back(otherwise);
  }

  [[nodiscard]] ConversationKey key() const { return {"web", person_.str()}; }

  void become(PersonId person) {
    seen_[person_] = store_.last_sequence(key());
    person_ = std::move(person);
    from_ = matched_ = seen_[person_];
  }

  void in_batch(const auto& work) {
    store_.begin_batch();
    auto part = store_.open_part();
    work();
    part->keep();
    part.reset();
    store_.commit_batch();
  }

  void take(Happened what) {
    if (!std::holds_alternative<Opened>(what)) ++sent_;
    from_ = store_.last_sequence(key());
    matched_ = from_;
    in_batch([&] { static_cast<void>(take_turn(desk_, now_, {key(), person_, {}, 0, std::move(what), {}})); });
    now_ += std::chrono::seconds{20};
  }

  void say(std::string text) {
    for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) text.replace(at, 2, "\n");
    take(Said{std::move(text)});
  }

  [[nodiscard]] std::vector<TranscriptLine> heard() {
    auto lines = store_.transcript(key(), 0, many);
    std::erase_if(lines, [](const TranscriptLine& line) { return line.from_person || line.replaced; });
    return lines;
  }

  std::optional<std::string> option_labelled(const std::string& label) {
    const auto lines = heard();
    for (const auto& line : std::views::reverse(lines)) {
      for (const auto& option : line.message.options) {
        if (option.label == label) return option.id;
      }
      for (const auto& entry : line.message.lines) {
        if (entry.change && entry.label + " " + entry.change->label == label) return entry.change->id;
      }
    }
    return std::nullopt;
  }

  void press_labels(std::string_view line) {
    Chose press;
    while (!line.empty()) {
      const auto begin = line.find('[');
      const auto end = line.find(']');
      if (begin == std::string_view::npos || end == std::string_view::npos) break;
      const std::string label{line.substr(begin + 1, end - begin - 1)};
      line.remove_prefix(end + 1);
      if (auto id = option_labelled(label)) {
        press.options.push_back(std::move(*id));
      } else {
        wrong_.push_back("no button " + label + "; the last thing said was: " + last_said());
      }
    }
    if (!press.options.empty()) take(std::move(press));
  }

  void attach(const std::string& name) {
    Attachment file;
    file.id = BlobId{"blob" + std::to_string(++files_)};
    file.name = name;
    file.media_type = "image/jpeg";
    file.bytes = 4;
    file.sha256 = std::string(64, 'a');
    in_batch([&] { store_.write_blob(file, "data", person_, now_); });
    take(Attached{file});
  }

  void pass(const std::string& span) {
    std::istringstream words{span};
    int amount = 0;
    std::string unit;
    words >> amount >> unit;
    const auto hours = std::chrono::hours{unit.starts_with("day") ? 24 : 1};
    const Moment until = unit.starts_with("minute") ? now_ + std::chrono::minutes{amount} : now_ + amount * hours;
    from_ = store_.last_sequence(key());
    matched_ = from_;
    int rounds = 0;
    for (auto alarm = store_.next_alarm(); alarm && *alarm <= until; alarm = store_.next_alarm()) {
      now_ = std::max(now_, *alarm);
      if (++rounds > 1000) {
        wrong_.emplace_back("it does not stop ringing");
        break;
      }
      in_batch([&] { static_cast<void>(ring_all(desk_, now_, many)); });
    }
    now_ = until;
  }

  std::string last_said() {
    const auto lines = heard();
    return lines.empty() ? std::string{"nothing"} : readable(lines.back().message);
  }

  void hears(const std::string& words) {
    std::string said;
    for (const auto& line : heard()) {
      if (line.sequence <= from_) continue;
      const auto text = readable(line.message);
      said += "\n    " + text;
      if (line.sequence < matched_ || text.find(words) == std::string::npos) continue;
      matched_ = line.sequence;
      return;
    }
    wrong_.push_back("did not hear \"" + words + "\" but:" + said);
  }

  void hears_not(const std::string& words) {
    for (const auto& line : heard()) {
      if (line.sequence > from_ && readable(line.message).find(words) != std::string::npos)
        wrong_.push_back("heard \"" + words + "\"");
    }
  }

  std::optional<CaseFile> latest_file() {
    const auto listings = store_.cases_of(person_, 1);
    if (listings.empty()) return std::nullopt;
    return store_.read_case(listings.front().number);
  }

  /// "reaction kind letter": a field of the latest fact of that name.
  static std::string field_of_fact(const Case& the_case, const std::string& name, const std::string& field) {
    const auto* fact = the_case.fact(name);
    if (fact == nullptr) return "no fact";
    if (field == "kind") return fact->kind;
    if (field == "channel") return fact->channel;
    if (field == "number") return fact->number;
    if (field == "note") return fact->note;
    if (field == "by") return fact->by.str();
    if (field == "about") return fact->about ? "yes" : "no";
    return "no field " + field;
  }

  static std::string id_of(const Task& task) {
    return task.key.rule.str() + "/" + std::to_string(task.key.step) + "/" + std::to_string(task.key.round);
  }

  /// "T16/1/1 status open": a field of a task.
  static std::string field_of_task(const CaseFile& file, const std::string& id, const std::string& field) {
    static const std::map<Task::Status, std::string> words{{Task::Status::open, "open"},
                                                           {Task::Status::done, "done"},
                                                           {Task::Status::not_applicable, "not_applicable"},
                                                           {Task::Status::withdrawn, "withdrawn"}};
    for (const auto& task : file.tasks) {
      if (id_of(task) != id) continue;
      if (field == "status") return words.at(task.status);
      if (field == "reason") return task.reason;
      if (field == "proposed") return task.proposed_by.str();
      if (field == "handed") return task.handed_to.str();
    }
    return "no such task";
  }

  /// "<name or id> <field> <value>"
  void check_field(const CaseFile& file, const std::string& kind, const std::string& what) {
    std::istringstream words{what};
    std::string which;
    std::string field;
    std::string value;
    words >> which >> field;
    std::getline(words >> std::ws, value);
    if (field == "happened") {
      const auto* fact = file.the_case.fact(which);
      check(fact != nullptr && fact->happened == fakes::at(value), which + " was at another moment");
    } else if (field == "until") {
      const auto same = [&](const Task& task) {
        return id_of(task) == which && task.postponed_until == fakes::at(value);
      };
      check(std::ranges::any_of(file.tasks, same), which + " is postponed to another moment");
    } else {
      const auto is = kind == "fact" ? field_of_fact(file.the_case, which, field) : field_of_task(file, which, field);
      check(is == value, which + " " + field + " is: " + is);
    }
  }

  void check_case(std::string what) {
    const auto file = latest_file();
    if (what == "nothing") {
      check(!file, "there is a case");
      return;
    }
    if (!file) {
      wrong_.emplace_back("there is no case");
      return;
    }
    const auto* found = &file->the_case;
    const bool wanted = !what.starts_with("no ");
    if (!wanted) what = after(what, "no ");
    const auto space = what.find(' ');
    const std::string kind = what.substr(0, space);
    const std::string value = what.substr(space + 1);
    if (kind == "fact" || kind == "task") return check_field(*file, kind, value);
    bool holds = false;
    if (kind == "asked") holds = !found->inquiries.empty() && found->inquiries.back().question == value;
    if (kind == "flag") holds = found->has(value);
    if (kind == "reader") {
      holds = std::ranges::find(found->readers, PersonId{value}, &Reader::person) != found->readers.end();
    }
    if (kind == "status") holds = (value == "withdrawn") == (found->status == Case::Status::withdrawn);
    if (kind == "evidence") holds = std::to_string(found->evidence.size()) == value;
    if (kind == "victim") holds = found->victim.str() == value;
    if (kind == "moment") holds = found->incident.at == fakes::at(value);
    if (kind == "utc") holds = found->incident.at == Moment{fakes::wall(value).time_since_epoch()};
    if (kind == "addition") holds = !found->additions.empty() && found->additions.back().text == value;
    if (kind == "checked") holds = found->fact("record_checked") != nullptr;
    if (kind == "reply") holds = !found->inquiries.empty() && found->inquiries.back().answer == value;
    if (kind == "answer") {
      const auto colon = value.find(": ");
      const auto answer = found->answers.find(value.substr(0, colon));
      const auto text =
          answer == found->answers.end() ? std::string{} : answer->second.value + " " + answer->second.said;
      holds = text.find(value.substr(colon + 2)) != std::string::npos;
      if (holds != wanted) wrong_.push_back("the answer is: " + text);
    }
    check(holds == wanted, "not so: case " + std::string{wanted ? "" : "no "} + what);
  }

  const Municipality& town_;
  fakes::MemoryStore store_{{"web"}};
  Counting chance_;
  Desk desk_;
  Moment now_ = fakes::at("2026-11-17 10:00");
  PersonId person_{"medewerker"};
  std::uint64_t from_ = 0;     ///< the last line before the person's last step
  std::uint64_t matched_ = 0;  ///< the line that the last "<" found
  std::size_t sent_ = 0;
  std::map<PersonId, std::uint64_t> seen_;  ///< the last line when the transcript left this person
  int files_ = 0;
  std::vector<std::string> wrong_;
};

void play_file(const std::filesystem::path& path, Player& player, std::vector<std::string>& wrong) {
  constexpr std::string_view beginning = "begin ";
  std::ifstream file{path};
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.starts_with("#")) continue;
    if (line.starts_with(beginning)) {
      play_file(path.parent_path().parent_path() / "beginnings" / (after(line, beginning) + ".txt"), player, wrong);
      continue;
    }
    player.play(line);
    for (const auto& complaint : player.take_wrong()) {
      wrong.push_back(path.filename().string() + ":" + std::to_string(number) + ": " + complaint);
    }
  }
  if (number == 0) wrong.push_back(path.string() + " is empty");
}

}  // namespace

std::vector<std::string> play(const std::filesystem::path& transcript, const Dialog& dialog, const Municipality& town) {
  Player player{dialog, town};
  std::vector<std::string> wrong;
  play_file(transcript, player, wrong);
  return wrong;
}

}  // namespace meldmaat::tests
