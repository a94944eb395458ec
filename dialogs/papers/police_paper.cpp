// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/police_paper.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "dialogs/papers/voice.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

std::string_view key_of(Topic topic) {
  switch (topic) {
    case Topic::who: return "papers.police.who";
    case Topic::what: return "papers.police.what";
    case Topic::where: return "papers.police.where";
    case Topic::with: return "papers.police.with";
    case Topic::how: return "papers.police.how";
    case Topic::when: return "papers.police.when";
    default: return "papers.police.why";
  }
}

/// "120 B", "3 kB": as the web page shows it.
std::string size_words(std::uint64_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + " B";
  return bytes < 1'000'000 ? std::to_string((bytes + 500) / 1000) + " kB"
                           : std::to_string((bytes + 500'000) / 1'000'000) + " MB";
}

class Writing {
 public:
  Writing(const PolicePack& pack, const Municipality& town) : pack_(pack), voice_(town, pack.language, pack.made) {}

  [[nodiscard]] Paper paper() && {
    paper_.title = voice_("papers.police.title", {{"number", pack_.number.str()}});
    paper_.language = pack_.language;
    paper_.made = pack_.made;
    paper_.footer = voice_("papers.police.footer", {{"number", pack_.number.str()}});
    add(Heading{1, paper_.title});
    add(Paragraph{voice_("papers.police.mark"), true});
    write_facts();
    write_agreements();
    write_contacts();
    write_story();
    for (const auto& [topic, answers] : pack_.topics) write_answers(key_of(topic), answers, true);
    write_answers("papers.police.after", pack_.after, false);
    write_words("papers.police.statements", pack_.statements);
    write_words("papers.police.additions", pack_.additions);
    write_evidence();
    write_complaint();
    return std::move(paper_);
  }

 private:
  void add(PaperBlock block) { paper_.blocks.push_back(std::move(block)); }
  void say(std::string_view key) { add(Paragraph{voice_(key), false}); }
  [[nodiscard]] std::string moment(Moment at) const { return say_moment(voice_.talk(), at); }

  /// Everything the desk types into its own form, and the address above all.
  void write_facts() {
    LabelledLines lines;
    const auto line = [&](std::string_view key, std::string text) {
      lines.lines.push_back({voice_(key), std::move(text)});
    };
    line("papers.police.number", pack_.number.str());
    line("papers.police.employer", pack_.organisation);
    if (!pack_.victim.empty()) line("papers.police.victim", pack_.victim);
    const bool own = pack_.reporter == pack_.victim;
    if (!pack_.reporter.empty() && !own) {
      line(pack_.witnessed ? "papers.police.witness" : "papers.police.reporter", pack_.reporter);
    }
    line("papers.police.incident", say_incident(voice_.talk(), pack_.incident));
    line("papers.police.reported", moment(pack_.reported));
    line("papers.police.address",
         pack_.contacts.address.empty() ? std::string{} : pack_.organisation + "\n" + pack_.contacts.address);
    for (const auto& step : pack_.steps) lines.lines.push_back({step.label, told(step)});
    add(std::move(lines));
    say("papers.police.address.only");
    add(Paragraph{voice_("papers.police.about", {{"moment", moment(pack_.made)}}), false});
  }

  [[nodiscard]] std::string told(const PoliceStep& step) const {
    Fact fact;
    fact.happened = step.happened;
    fact.about = step.about;
    std::string text = say_fact_moment(voice_.talk(), fact);
    if (!step.kind.empty()) text += "\n" + step.kind;
    if (!step.number.empty()) text += "\n" + voice_("papers.police.police_number", {{"number", step.number}});
    return text;
  }

  void write_agreements() {
    add(Heading{2, voice_("papers.police.agreements")});
    ItemList items;
    for (const auto* key : {"papers.police.agreements.since", "papers.police.agreements.mark",
                            "papers.police.agreements.core", "papers.police.agreements.employer",
                            "papers.police.agreements.anonymous", "papers.police.agreements.damage"}) {
      items.items.push_back(voice_(key));
    }
    add(std::move(items));
  }

  void write_contacts() {
    LabelledLines lines;
    const auto line = [&](std::string_view key, const std::string& contact, const std::string& number) {
      if (contact.empty() && number.empty()) return;
      lines.lines.push_back({voice_(key), contact + (contact.empty() || number.empty() ? "" : "\n") + number});
    };
    line("papers.police.contacts.police", pack_.contacts.contact, pack_.contacts.contact_number);
    line("papers.police.contacts.prosecution", pack_.contacts.prosecution_contact, pack_.contacts.prosecution_number);
    if (lines.lines.empty()) return;
    add(Heading{2, voice_("papers.police.contacts")});
    add(std::move(lines));
  }

  void write_story() {
    add(Heading{2, voice_("papers.police.story")});
    if (!pack_.story) return say("papers.police.nothing");
    add(Paragraph{pack_.story->text, false});
    for (const auto& change : pack_.story->changes) add(Paragraph{corrected(change), false});
  }

  [[nodiscard]] std::string corrected(const PoliceChange& change) const {
    return voice_("papers.police.corrected", {{"moment", moment(change.at)}, {"before", change.before}});
  }

  /// \param always also when nothing was answered: that there is nothing is an answer too
  void write_answers(std::string_view title, const std::vector<PoliceAnswer>& answers, bool always) {
    if (answers.empty() && !always) return;
    add(Heading{2, voice_(title)});
    if (answers.empty()) return say("papers.police.nothing");
    LabelledLines lines;
    for (const auto& answer : answers) {
      std::string text =
          answer.from_story ? voice_("papers.police.from_story", {{"answer", answer.text}}) : answer.text;
      for (const auto& change : answer.changes) text += "\n" + corrected(change);
      lines.lines.push_back({answer.label, std::move(text)});
    }
    add(std::move(lines));
  }

  void write_words(std::string_view title, const std::vector<PoliceWords>& words) {
    if (words.empty()) return;
    add(Heading{2, voice_(title)});
    LabelledLines lines;
    for (const auto& [at, by, text] : words) {
      lines.lines.push_back({by.empty() ? moment(at) : by + "\n" + moment(at), text});
    }
    add(std::move(lines));
  }

  void write_evidence() {
    add(Heading{2, voice_("papers.police.evidence")});
    if (pack_.evidence.empty()) return say("papers.police.no_evidence");
    say("papers.police.evidence.text");
    PaperTable table;
    table.header = {voice_("papers.police.evidence.file"), voice_("papers.police.evidence.kind"),
                    voice_("papers.police.evidence.hash")};
    table.widths = {5, 3, 5};
    for (const auto& file : pack_.evidence) {
      table.rows.push_back({file.name, file.media_type + "\n" + size_words(file.bytes), file.sha256});
    }
    add(std::move(table));
  }

  void write_complaint() {
    if (pack_.complaint == ProsecutionRequest::none) return;
    add(Heading{2, voice_("papers.police.complaint")});
    say("papers.police.complaint.why");
    if (pack_.complaint == ProsecutionRequest::filed) return say("papers.police.complaint.filed");
    say("papers.police.complaint.choice");
    add(Paragraph{voice_("papers.police.complaint.wish"), true});
    add(LabelledLines{{{voice_("papers.police.complaint.name"), pack_.victim},
                       {voice_("papers.police.complaint.date"), {}},
                       {voice_("papers.police.complaint.signature"), {}}}});
  }

  const PolicePack& pack_;
  Voice voice_;
  Paper paper_;
};

}  // namespace

Paper police_paper(const PolicePack& pack, const Municipality& town) {
  return Writing(pack, town).paper();
}

}  // namespace meldmaat
