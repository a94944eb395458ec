// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/overview.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "bot/rules/follow_up.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/keeping.hpp"
#include "dialogs/papers/voice.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

using Lines = std::vector<LabelledLine>;

/// One case, side by side with nobody: what the extract does not hold cannot be said.
class Telling {
 public:
  Telling(const Extract& extract, bool of_accused, const Municipality& town, const Voice& voice)
      : extract_(extract), case_(extract.the_case), of_accused_(of_accused), town_(town), voice_(voice) {}

  [[nodiscard]] OverviewCase told() && {
    part("reported", "overview.reported", reported());
    part("answers", "overview.answers", answers());
    part("additions", "overview.additions", additions());
    part("questions", "overview.questions", questions());
    part("files", "overview.files", files());
    part("steps", "overview.steps", steps());
    part("register", "overview.register", bans());
    part("seen", "overview.seen", seen());
    part("kept", "overview.kept", {{voice_("keep.label"), kept()}});
    return {case_.number, std::move(parts_)};
  }

 private:
  void part(std::string_view name, std::string_view title, Lines lines) {
    if (!lines.empty()) parts_.push_back({std::string(name), voice_(title), std::move(lines)});
  }
  [[nodiscard]] std::string day(LocalDate date) const { return say_date(voice_.talk(), date); }
  [[nodiscard]] std::string day(Moment moment) const { return day(date_of(town_.zone.to_local(moment))); }
  [[nodiscard]] std::string moment(Moment at) const { return say_moment(voice_.talk(), at); }

  [[nodiscard]] Lines reported() const {
    Lines lines{{voice_("overview.number"), case_.number.str()}};
    if (!of_accused_) {
      lines.push_back(
          {voice_("overview.you"), voice_(extract_.of_reporter ? "overview.you.reporter" : "overview.you.victim")});
      lines.push_back({voice_("overview.filed"), moment(case_.reported)});
    }
    lines.push_back({voice_("overview.incident"), say_incident(voice_.talk(), case_.incident)});
    if (case_.status == Case::Status::withdrawn)
      lines.push_back({voice_("overview.status"), voice_("overview.withdrawn")});
    return lines;
  }

  [[nodiscard]] Lines answers() const {
    Lines lines;
    const auto* form = town_.form_of(case_.form);
    if (form == nullptr) return lines;
    for (const auto& question : form->questions) {
      if (question.expects == Expects::file) continue;
      auto text = shown(voice_.talk(), question, case_.answers, case_.flags);
      if (!text.empty()) lines.push_back({voice_(question.label), std::move(text)});
    }
    return lines;
  }

  [[nodiscard]] Lines additions() const {
    Lines lines;
    for (const auto& addition : case_.additions) lines.push_back({moment(addition.at), addition.text});
    return lines;
  }

  [[nodiscard]] Lines questions() const {
    Lines lines;
    for (const auto& inquiry : case_.inquiries) {
      lines.push_back({inquiry.question, inquiry.answered ? inquiry.answer : voice_("casework.no_answer_yet")});
    }
    return lines;
  }

  [[nodiscard]] Lines files() const {
    Lines lines;
    for (const auto& file : case_.evidence) lines.push_back({file.name, file.media_type});
    return lines;
  }

  [[nodiscard]] Lines steps() const {
    Lines lines;
    for (const auto& fact : case_.facts) {
      const std::string name = "fact." + fact.name;
      if (!town_.texts.has(name + ".name")) continue;
      std::string text = say_fact_moment(voice_.talk(), fact);
      if (town_.texts.has(name + "." + fact.kind)) text += "\n" + voice_(name + "." + fact.kind);
      if (!fact.number.empty()) text += "\n" + voice_("casework.number_is", {{"number", fact.number}});
      lines.push_back({voice_(name + ".name"), std::move(text)});
    }
    return lines;
  }

  [[nodiscard]] Lines bans() const {
    Lines lines;
    for (const auto& ban : case_.bans) {
      std::string text =
          voice_("overview.ban",
                 {{"name", ban.person}, {"area", ban.area}, {"first", day(ban.first)}, {"last", day(ban.last)}});
      if (ban.phone) text += "\n" + voice_("overview.ban.phone");
      if (ban.warned) text += "\n" + voice_("overview.ban.warned", {{"date", day(*ban.warned)}});
      for (const auto& [date, purpose, signer] : ban.exceptions) {
        text += "\n" + voice_("overview.ban.exception", {{"date", day(date)}, {"purpose", purpose}});
      }
      if (ban.ended) text += "\n" + voice_("overview.ban.ended", {{"date", day(*ban.ended)}});
      lines.push_back({ban.id.str(), std::move(text)});
    }
    if (of_accused_) {
      const auto* joined = extract_.joined ? "overview.joined.yes" : "overview.joined.no";
      lines.push_back({voice_("overview.joined"), voice_(joined)});
    }
    return lines;
  }

  [[nodiscard]] Lines seen() const {
    Lines lines;
    for (const auto& [role, date] : extract_.looks) {
      lines.push_back({day(date), voice_(role.empty() ? "overview.seen.before" : "role." + role.str())});
    }
    return lines;
  }

  [[nodiscard]] std::string kept() const {
    // Why it is kept longer may be the other side's wish.
    if (case_.hold && of_accused_) return voice_("overview.kept.held");
    if (const auto line = case_.hold ? keeping_line(voice_.talk(), case_) : std::nullopt) return line->text;
    if (extract_.removable) return voice_("overview.kept.until", {{"date", day(*extract_.removable)}});
    const auto years = town_.organisation.retention.reports;
    return years ? voice_("overview.kept.years", {{"years", std::to_string(*years)}}) : voice_("overview.kept.open");
  }

  const Extract& extract_;
  const Case& case_;
  bool of_accused_;
  const Municipality& town_;
  const Voice& voice_;
  std::vector<OverviewPart> parts_;
};

/// What the organisation's list of people says.
Lines listed(const PersonId& id, const Municipality& town, const Voice& voice) {
  const auto* person = town.organisation.person(id);
  if (person == nullptr) return {};
  Lines lines{{voice("overview.name"), person->name}};
  if (const auto* team = town.organisation.team(person->team)) lines.push_back({voice("overview.team"), team->name});
  std::string roles;
  for (const auto& role : town.organisation.roles_of(id))
    roles += (roles.empty() ? "" : ", ") + voice("role." + role.str());
  if (!roles.empty()) lines.push_back({voice("overview.roles"), std::move(roles)});
  std::string channels;
  for (const auto& [channel, address] : person->channels) {
    if (!channels.empty()) channels += '\n';
    channels.append(channel).append(": ").append(address);
  }
  if (!channels.empty()) lines.push_back({voice("overview.channels"), std::move(channels)});
  return lines;
}

/// What the law wants to be told beside the data (AVG 15 lid 1).
std::vector<std::string> explained(bool of_accused, const Voice& voice) {
  std::vector<std::string> words;
  for (const auto* key :
       {of_accused ? "overview.about.accused.source" : "overview.about.own.source", "overview.about.purpose",
        "overview.about.nobody_decides", of_accused ? "overview.about.accused.readers" : "overview.about.own.readers",
        of_accused ? "overview.about.accused.masked" : "overview.about.own.masked",
        of_accused ? "overview.about.accused.rights" : "overview.about.own.rights", "overview.about.complaint"}) {
    words.push_back(voice(key));
  }
  return words;
}

}  // namespace

Overview overview_of(const PersonId& person, const std::vector<Extract>& extracts, const Municipality& town,
                     Language language, Moment now) {
  const Voice voice(town, language, now);
  const bool of_accused = person.empty();
  Overview made{
      of_accused, language, now, town.organisation.name, listed(person, town, voice), {}, explained(of_accused, voice)};
  for (const auto& extract : extracts) made.cases.push_back(Telling(extract, of_accused, town, voice).told());
  return made;
}

Paper overview_paper(const Overview& overview, const Municipality& town) {
  const Voice voice(town, overview.language, overview.made);
  Paper paper;
  paper.title = voice(overview.of_accused ? "overview.title.accused" : "overview.title.own");
  paper.language = overview.language;
  paper.made = overview.made;
  paper.footer = voice("overview.footer");
  paper.blocks = {Heading{1, paper.title},
                  Paragraph{voice("overview.made", {{"moment", say_moment(voice.talk(), overview.made)}}), false}};
  const auto add = [&](const std::string& title, const Lines& lines) {
    paper.blocks.insert(paper.blocks.end(), {Heading{2, title}, LabelledLines{lines}});
  };
  // To be read by a human before it leaves: only they know what is dangerous to tell.
  if (overview.of_accused) paper.blocks.emplace_back(Paragraph{voice("overview.draft"), true});
  if (!overview.person.empty()) add(voice("overview.person"), overview.person);
  for (const auto& [number, parts] : overview.cases) {
    for (const auto& part : parts)
      add(voice("overview.of_case", {{"number", number.str()}, {"part", part.title}}), part.lines);
  }
  if (overview.cases.empty()) paper.blocks.emplace_back(Paragraph{voice("overview.none"), false});
  paper.blocks.insert(paper.blocks.end(), {Heading{2, voice("overview.about")}, ItemList{overview.about}});
  return paper;
}

}  // namespace meldmaat
