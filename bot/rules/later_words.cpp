// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/later_words.hpp"

#include <algorithm>
#include <utility>

#include "bot/rules/access.hpp"

namespace meldmaat {

namespace {

using Kind = Notice::Kind;

bool may(const CaseChange& change, Action action, const PersonId& person) {
  return may_act(action, change.file(), nullptr, person, change.now(), change.municipality());
}

}  // namespace

void hear(CaseChange& change, Telling& tell, const Added& added) {
  auto& own = change.the_case();
  if (!may(change, Action::amend, added.by) || (added.text.empty() && added.files.empty())) return;
  const Addition addition{added.by, change.now(), added.text};
  bool fresh = !added.text.empty() && std::ranges::find(own.additions, addition) == own.additions.end();
  if (fresh) own.additions.push_back(addition);
  for (const auto& file : added.files) {
    if (std::ranges::find(own.evidence, file) != own.evidence.end()) continue;
    own.evidence.push_back(file);
    fresh = true;
  }
  if (!fresh) return;
  change.enter(entries::added, added.by);
  tell.of_addition(added.by, {});
}

void hear(CaseChange& change, Telling& /*tell*/, const Inquired& inquired) {
  if (inquired.question.empty() || !may(change, Action::ask, inquired.by)) return;
  const Inquiry inquiry{inquired.by, inquired.question, change.now(), {}, std::nullopt};
  auto& inquiries = change.the_case().inquiries;
  if (std::ranges::find(inquiries, inquiry) != inquiries.end()) return;
  inquiries.push_back(inquiry);
  change.enter(entries::asked, inquired.by, inquired.question);
  auto notice = change.notice(Kind::inquiry, change.reporter());
  notice.args["question"] = inquired.question;
  notice.args["inquiry"] = std::to_string(inquiries.size() - 1);
  change.tell(std::move(notice));
}

void hear(CaseChange& change, Telling& /*tell*/, const InquiryAnswered& reply) {
  auto& inquiries = change.the_case().inquiries;
  const bool fits = reply.inquiry < inquiries.size() && !reply.answer.empty();
  if (!fits || !may(change, Action::amend, reply.by)) return;
  auto& inquiry = inquiries[reply.inquiry];
  if (inquiry.answered) return;
  inquiry.answer = reply.answer;
  inquiry.answered = change.now();
  change.enter(entries::answered, reply.by);
  for (const auto& reader : change.the_case().readers) {
    if (reader.person != inquiry.from) continue;
    auto notice = change.notice(Kind::reply, reader);
    notice.args["question"] = inquiry.question;
    notice.args["answer"] = inquiry.answer;
    change.tell(std::move(notice));
  }
}

}  // namespace meldmaat
