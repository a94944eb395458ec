// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/letter_paper.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "bot/rules/letters.hpp"
#include "dialogs/papers/voice.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view list_mark = "- ";

/// The pieces of `text` between one mark and the next.
std::vector<std::string> split(const std::string& text, std::string_view mark) {
  std::vector<std::string> pieces;
  std::size_t from = 0;
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, from)) {
    pieces.push_back(text.substr(from, at - from));
    from = at + mark.size();
  }
  pieces.push_back(text.substr(from));
  return pieces;
}

PaperBlock block_of(const std::string& piece) {
  if (!piece.starts_with(list_mark)) return Paragraph{piece, false};
  ItemList list;
  for (const auto& line : split(piece, "\n")) {
    list.items.push_back(line.starts_with(list_mark) ? line.substr(list_mark.size()) : line);
  }
  return list;
}

class Writing {
 public:
  Writing(const Letter& letter, const Case& the_case, const Municipality& town, Language language, Moment now)
      : letter_(letter),
        kind_("letters." + word_of(letter.kind)),
        case_(the_case),
        ban_(ban_of(letter, the_case)),
        town_(town),
        now_(now),
        voice_(town, language, now) {
    paper_.language = language;
    paper_.made = now;
    args_ = known();
  }

  [[nodiscard]] Paper paper() && {
    const auto& head = town_.organisation.letters;
    paper_.title = said(kind_ + ".title");
    paper_.footer = said("letters.footer");
    add(Paragraph{town_.organisation.name + (head.address.empty() ? "" : "\n" + head.address), false});
    add(Paragraph{said("letters.receiver"), false});
    const std::string today = date(now_);
    add(LabelledLines{{{said("letters.date"), head.place.empty() ? today : head.place + ", " + today},
                       {said("letters.number"), case_.number.str()}}});
    add(Heading{1, paper_.title});
    say("letters.salutation");
    say("letters.norm");
    for (const auto& piece : split(said(kind_ + ".text"), "\n\n")) add(block_of(piece));
    if (ban_ != nullptr && ban_->phone && letter_.kind == Letter::Kind::ban) say("letters.ban.phone");
    say("letters.questions");
    if (!head.objection.empty()) add(Paragraph{head.objection, false});
    say("letters.closing");
    add(Paragraph{head.signature.empty() ? town_.organisation.name : head.signature, false});
    return std::move(paper_);
  }

 private:
  void add(PaperBlock block) { paper_.blocks.push_back(std::move(block)); }
  void say(std::string_view key) { add(Paragraph{said(key), false}); }
  [[nodiscard]] std::string said(std::string_view key) const { return voice_(key, args_); }
  [[nodiscard]] LocalDate day(Moment at) const { return date_of(town_.zone.to_local(at)); }
  [[nodiscard]] std::string date(LocalDate of) const { return say_date(voice_.talk(), of); }
  [[nodiscard]] std::string date(Moment at) const { return date(day(at)); }

  [[nodiscard]] TextArgs known() const {
    const auto& reply = town_.organisation.letters.reply;
    const auto incident = date(case_.incident.at);
    const bool about = case_.incident.about && !case_.incident.time_known;
    TextArgs args{{"number", case_.number.str()},
                  {"day", about ? voice_("letters.blank.about", {{"day", incident}}) : incident},
                  {"reply", reply.empty() ? voice_("letters.blank.reply") : reply},
                  {"name", voice_("letters.blank.name")},
                  {"area", voice_("letters.blank.area")},
                  {"purpose", voice_("letters.blank.purpose")}};
    for (const auto* name : {"first", "last", "warned", "ended", "exception_day"}) {
      args.insert_or_assign(name, voice_("letters.blank.day"));
    }
    if (ban_ != nullptr) add_ban(args);
    return args;
  }

  void add_ban(TextArgs& args) const {
    args.insert_or_assign("name", ban_->person);
    args.insert_or_assign("area", ban_->area);
    args.insert_or_assign("first", date(ban_->first));
    args.insert_or_assign("last", date(ban_->last));
    if (ban_->warned) args.insert_or_assign("warned", date(*ban_->warned));
    if (ban_->ended) args.insert_or_assign("ended", date(*ban_->ended));
    const auto* exception = next_exception(*ban_, day(now_));
    if (exception == nullptr) return;
    args.insert_or_assign("exception_day", date(exception->day));
    args.insert_or_assign("purpose", exception->purpose);
  }

  Letter letter_;
  std::string kind_;
  const Case& case_;
  const Ban* ban_;
  const Municipality& town_;
  Moment now_;
  Voice voice_;
  TextArgs args_;
  Paper paper_;
};

}  // namespace

Paper letter_paper(const Letter& letter, const Case& the_case, const Municipality& town, Language language,
                   Moment now) {
  return Writing(letter, the_case, town, language, now).paper();
}

}  // namespace meldmaat
