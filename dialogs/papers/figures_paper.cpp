// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/figures_paper.hpp"

#include <string_view>
#include <utility>

#include "bot/rules/figures_period.hpp"
#include "bot/rules/publication.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/papers/figures_words.hpp"
#include "dialogs/papers/voice.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

std::string_view title_of(FiguresKind kind) {
  switch (kind) {
    case FiguresKind::council: return "figures.title.council";
    case FiguresKind::quarter: return "figures.title.quarter";
    case FiguresKind::team: return "figures.title.team";
    default: return "figures.title.year";
  }
}

std::string_view key_of(Trend trend) {
  switch (trend) {
    case Trend::up: return "figures.trend.up";
    case Trend::down: return "figures.trend.down";
    case Trend::same: return "figures.trend.same";
    default: return "figures.trend.unclear";
  }
}

class Writing {
 public:
  Writing(const Figures& figures, const Municipality& town)
      : figures_(figures), town_(town), voice_(town, figures.wanted.language, figures.made) {}

  [[nodiscard]] Paper paper() && {
    const TextArgs about{{"year", std::to_string(figures_.wanted.year)},
                         {"quarter", std::to_string(figures_.wanted.quarter)}};
    paper_.title = voice_(title_of(figures_.wanted.kind), about);
    paper_.language = figures_.wanted.language;
    paper_.made = figures_.made;
    paper_.footer = voice_("figures.footer", {{"title", paper_.title}});
    add(Heading{1, paper_.title});
    add(Paragraph{voice_("figures.mark"), true});
    write_facts();
    const bool whole = figures_.wanted.kind == FiguresKind::year || figures_.wanted.kind == FiguresKind::council;
    if (whole) write_numbers();
    for (const auto& table : figures_.tables) write_table(table);
    write_method();
    return std::move(paper_);
  }

 private:
  void add(PaperBlock block) { paper_.blocks.push_back(std::move(block)); }
  void say(std::string_view key) { add(Paragraph{voice_(key), false}); }

  [[nodiscard]] std::string words(const Period& period) const {
    return voice_("figures.period",
                  {{"first", say_date(voice_.talk(), period.first)}, {"last", say_date(voice_.talk(), period.last)}});
  }

  void write_facts() {
    add(LabelledLines{{{voice_("figures.organisation"), town_.organisation.name},
                       {voice_("figures.about"), words(figures_.period)},
                       {voice_("figures.compared"), words(figures_.before)},
                       {voice_("figures.made"), say_moment(voice_.talk(), figures_.made)},
                       {voice_("figures.made_for"), role_words(voice_.talk(), figures_.made_for)}}});
  }

  /// "2026", or "2026, kwartaal 3".
  [[nodiscard]] std::string column_of(const Period& period) const {
    auto year = std::to_string(static_cast<int>(period.first.year()));
    if (figures_.wanted.kind != FiguresKind::quarter) return year;
    return voice_("figures.column.quarter", {{"year", year}, {"quarter", std::to_string(quarter_of(period.first))}});
  }

  [[nodiscard]] PaperTable table_with(std::string_view what) const {
    PaperTable table;
    table.header = {std::string{what}, column_of(figures_.period), column_of(figures_.before),
                    voice_("figures.column.trend")};
    table.widths = {6, 2, 2, 3};
    return table;
  }

  [[nodiscard]] std::string number(ShownCount count) const {
    return count ? std::to_string(*count) : voice_("figures.hidden");
  }

  void write_numbers() {
    add(Heading{2, voice_("figures.numbers")});
    auto table = table_with(voice_("figures.reports"));
    const auto row = [&](std::string_view what, ShownCount now, ShownCount before) {
      table.rows.push_back({voice_(what), number(now), number(before), voice_(key_of(trend_of(now, before)))});
    };
    row("figures.total", figures_.total, figures_.total_before);
    row("figures.office_holders", figures_.office_holders, figures_.office_holders_before);
    row("figures.withheld", figures_.withheld, figures_.withheld_before);
    add(std::move(table));
    say("figures.below");
    say("figures.more_reports");
  }

  void write_table(const FigureTable& figures) {
    const auto title = split_words(voice_.talk(), figures.split);
    add(Heading{2, title});
    const bool of_team = figures_.wanted.kind == FiguresKind::team;
    if (figures.rows.empty()) return say(of_team ? "figures.team_hidden" : "figures.too_few");
    const auto note = "figures.note." + figures.split;
    if (town_.texts.has(note)) say(note);
    const auto* question = question_of(town_, figures.split);
    if (question != nullptr && question->many) say("figures.note.many");
    auto table = table_with(title);
    for (const auto& row : figures.rows) {
      table.rows.push_back({value_words(voice_.talk(), figures.split, row.value), number(row.now), number(row.before),
                            voice_(key_of(trend_of(row.now, row.before)))});
    }
    add(std::move(table));
    say("figures.below_rows");
  }

  void write_method() {
    add(Heading{2, voice_("figures.method")});
    ItemList items;
    for (const auto* key :
         {"figures.method.who", "figures.method.period", "figures.method.state", "figures.method.office_holders",
          "figures.method.withheld", "figures.method.hidden", "figures.method.groups", "figures.method.kept",
          "figures.method.trend", "figures.method.before", "figures.method.appraisal"}) {
      items.items.push_back(voice_(key));
    }
    add(std::move(items));
  }

  const Figures& figures_;
  const Municipality& town_;
  Voice voice_;
  Paper paper_;
};

}  // namespace

Paper figures_paper(const Figures& figures, const Municipality& town) {
  return Writing(figures, town).paper();
}

}  // namespace meldmaat
