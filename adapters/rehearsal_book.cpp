// SPDX-License-Identifier: EUPL-1.2
#include "adapters/rehearsal_book.hpp"

#include <algorithm>
#include <utility>

#include "adapters/rehearsal_print.hpp"
#include "bot/rules/rehearsal.hpp"

namespace meldmaat {

namespace {

/// A little more than the longest term there is.
constexpr Milliseconds horizon = std::chrono::days{200};

class Book {
 public:
  Book(const Protocol& protocol, const Municipality& municipality, Moment incident, Language language)
      : protocol_(protocol), town_(municipality), incident_(incident), language_(language) {}

  std::string write() {
    const auto name = say(protocol_.name);
    text_ = "# " + say("rehearsal.book", {{"protocol", name}}) + "\n\n" + say("rehearsal.book.intro") + "\n";
    const auto& questions = town_.current_form().questions;
    const auto kinds = std::ranges::find(questions, form_questions::kind, &Question::id);
    if (kinds == questions.end()) return std::move(text_);
    for (const auto& kind : kinds->options) add_chapter(kind);
    add_duties();
    add_sources();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string say(const std::string& key, const TextArgs& args = {}) const {
    return town_.texts.say(language_, false, key, args);
  }

  void add_chapter(const FormOption& kind) {
    const auto rows = rehearse(protocol_, town_.zone, kind.flags, incident_, incident_, horizon);
    text_ += "\n## " + say(kind.text) + "\n\n```\n" + rehearsal_table(rows, town_, language_) + "```\n";
  }

  void add_duties() {
    const auto next_year = date_of(town_.zone.to_local(incident_)).year() + std::chrono::years{1};
    const auto rows = rehearse_duties(protocol_, town_.zone, next_year);
    text_ += "\n## " + say("rehearsal.book.duties") + "\n\n" + say("rehearsal.book.duties.intro") + "\n\n```\n" +
             rehearsal_table(rows, town_, language_) + "```\n";
  }

  void add_sources() {
    text_ += "\n## " + say("rehearsal.book.sources") + "\n\n";
    for (const auto& rule : protocol_.rules) {
      text_ +=
          "- " + rule.id.str() + (rule.step > 1 ? "/" + std::to_string(rule.step) : "") + ": " + rule.source + "\n";
    }
  }

  const Protocol& protocol_;
  const Municipality& town_;
  Moment incident_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string rehearsal_book(const Protocol& protocol, const Municipality& municipality, Moment incident,
                           Language language) {
  return Book{protocol, municipality, incident, language}.write();
}

}  // namespace meldmaat
