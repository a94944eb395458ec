// SPDX-License-Identifier: EUPL-1.2
#include "config/form_file.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>
#include <utility>

#include "config/condition.hpp"

namespace meldmaat {

namespace {

constexpr std::array top_keys{
    Key{"id", "an identifier such as \"incident\"", "Names the form; the same in all its versions.", true},
    Key{"version", "a whole number from 1",
        "A changed form gets a higher version in a file of its own. Drafts and cases keep the version they began with, "
        "so keep the old file.",
        true},
    Key{"name", "the key of a text", "How the form is called. Default: form.<id>."},
    Key{"question", "tables [[question]]", "In the order of asking.", true}};
const Section top_section{"forms/*.toml", "At the top of the file, before the first table.", top_keys};

constexpr std::array question_keys{
    Key{"id", "an identifier such as \"weapon\"",
        "Names the question. danger, story, kind, when, involved and route must be there: meldmaat acts on their "
        "answers.",
        true},
    Key{"topic", "safety, story, who, what, where, with, how, when, why, aftermath or wishes",
        "Where the answer stands in the report.", true},
    Key{"expects", "choice, text, moment, file or nothing", "What kind of answer.", true},
    Key{"many", "true or false", "More than one option may be chosen. Default: false."},
    Key{"text", "the key of a text", "The question itself. Default: form.<question>.ask."},
    Key{"help", "the key of a text",
        "What \"help\" says here. Default: form.<question>.help where there is such a text, else the general "
        "help."},
    Key{"label", "the key of a text", "The label in the summary. Default: form.<question>.label."},
    Key{"only_if", "a table such as { any = [\"physical\"] }", "For which reports it is asked. Default: all."},
    Key{"minimum", "true or false", "Part of the shortest possible report: cannot be left for later. Default: false."},
    Key{"readers", "\"all\" or \"care\"",
        "Who may read the answer: all readers of the case, or for facts about health those who give care. Default: "
        "all."},
    Key{"options", "a list such as [{ id = \"yes\" }, { id = \"no\" }]",
        "The answers to choose from, in the order they are shown."}};
const Section question_section{"[[question]]", "One question.", question_keys};

constexpr std::array option_keys{
    Key{"id", "an identifier such as \"yes\"", "Names the option within its question.", true},
    Key{"text", "the key of a text", "What the button says. Default: form.<question>.<option>."},
    Key{"flags", "a list of flags", "Set when the option is chosen; rules, routing and later questions ask for them."},
    Key{"words", "a list of lower-case words",
        "When one of them is in the free story, this option is proposed without asking."},
    Key{"style", "plain, primary or danger", "How the button looks. Default: plain."}};
const Section option_section{"options", "One answer of a choice.", option_keys};

constexpr std::pair<std::string_view, Topic> topic_words[]{
    {"safety", Topic::safety}, {"story", Topic::story},         {"who", Topic::who},      {"what", Topic::what},
    {"where", Topic::where},   {"with", Topic::with},           {"how", Topic::how},      {"when", Topic::when},
    {"why", Topic::why},       {"aftermath", Topic::aftermath}, {"wishes", Topic::wishes}};
constexpr std::pair<std::string_view, Expects> expects_words[]{{"choice", Expects::choice},
                                                               {"text", Expects::text},
                                                               {"moment", Expects::moment},
                                                               {"file", Expects::file},
                                                               {"nothing", Expects::nothing}};
constexpr std::pair<std::string_view, Option::Style> style_words[]{
    {"plain", Option::Style::plain}, {"primary", Option::Style::primary}, {"danger", Option::Style::danger}};
constexpr std::pair<std::string_view, Question::Readers> reader_words[]{{"all", Question::Readers::all},
                                                                        {"care", Question::Readers::care}};

/// Reads the questions of one form and gathers the texts they need.
class FormReader {
 public:
  FormReader(const Table& top, const HasText& has_text) : top_(top), has_text_(has_text) {}

  FormFile read() {
    FormFile file;
    file.id_place = top_.place("id");
    file.version_place = top_.place("version");
    const std::string form = top_.id("id");
    file.form.ref = {FormId{form},
                     static_cast<int>(top_.whole("version", 1, std::numeric_limits<int>::max()).value_or(0))};
    file.form.name = text_key(top_, "name", form);
    for (const auto& table : top_.tables("question", question_section)) {
      file.questions.push_back({read_question(table), table});
      file.form.questions.push_back(file.questions.back().value);
    }
    file.texts = std::move(texts_);
    return file;
  }

 private:
  /// The key that `table` names under `key`, or the one that follows from the ids; either must be in the catalogue.
  std::string text_key(const Table& table, std::string_view key, const std::string& ending) {
    const bool named = table.has(key);
    std::string text = named ? table.text(key) : "form." + ending;
    if (!text.empty()) texts_.push_back({text, table.place(named ? key : "id")});
    return text;
  }

  Question read_question(const Table& table) {
    Question question;
    const std::string id = table.id("id");
    question.id = QuestionId{id};
    question.topic = table.one_of("topic", topic_words, Topic::story);
    question.expects = table.one_of("expects", expects_words, Expects::text);
    question.many = table.yes("many", false);
    question.text = text_key(table, "text", id + ".ask");
    if (table.has("help") || has_text_("form." + id + ".help")) {
      question.help = text_key(table, "help", id + ".help");
    }
    question.label = text_key(table, "label", id + ".label");
    question.only_if = read_condition(table, "only_if");
    question.minimum = table.yes("minimum", false);
    question.readers = table.one_of("readers", reader_words, Question::Readers::all);
    for (const auto& option : table.tables("options", option_section))
      question.options.push_back(read_option(option, id));
    check_options(table, question);
    return question;
  }

  FormOption read_option(const Table& table, const std::string& question) {
    FormOption option;
    option.id = table.id("id");
    option.text = text_key(table, "text", question + '.' + option.id);
    option.flags = read_flags(table, "flags");
    for (const auto& [word, place] : table.words("words")) {
      if (std::ranges::any_of(word, [](unsigned char letter) { return std::isupper(letter) != 0; })) {
        table.complaints().mistake(place, in_quotes(word) + " has a capital", "lower-case letters");
      }
      option.words.push_back(word);
    }
    option.style = table.one_of("style", style_words, Option::Style::plain);
    if (std::ranges::find(options_, option.id) != options_.end()) {
      table.complaints().mistake(table.place("id"), "the question has already an option " + in_quotes(option.id),
                                 "an id that no other option of the question has");
    }
    if (!option.id.empty()) options_.push_back(option.id);
    return option;
  }

  void check_options(const Table& table, const Question& question) {
    options_.clear();
    if (!table.has("expects")) return;
    if (question.expects == Expects::choice && question.options.empty()) {
      table.complaints().mistake(table.place("id"), "a choice without options", "options, at least one");
    }
    if (question.expects != Expects::choice && !question.options.empty()) {
      table.complaints().mistake(table.place("expects"), "options that nobody can choose", "expects = \"choice\"");
    }
    if (question.many && question.expects != Expects::choice) {
      table.complaints().mistake(table.place("many"), "\"many\" is for choices only", "expects = \"choice\"");
    }
  }

  const Table& top_;
  const HasText& has_text_;
  std::vector<Word> texts_;
  std::vector<std::string> options_;  ///< of the question being read
};

}  // namespace

FormFile read_form(const Document& document, const HasText& has_text, Complaints& complaints) {
  const Table top{document, top_section, complaints};
  FormFile file = FormReader{top, has_text}.read();
  check_form(file, complaints);
  return file;
}

std::vector<Flag> flags_set_by(const Form& form) {
  std::vector<Flag> flags;
  for (const auto& question : form.questions) {
    for (const auto& option : question.options) flags.insert(flags.end(), option.flags.begin(), option.flags.end());
  }
  return flags;
}

FileReference form_keys() {
  return {"forms/*.toml",
          "The questions of a report. meldmaat ships incident; a municipality may add versions or forms of its own.",
          {&top_section, &question_section, &option_section, &condition_section}};
}

}  // namespace meldmaat
