// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/police_offer.hpp"

#include <string>
#include <utility>

#include "bot/rules/access.hpp"
#include "dialogs/papers/own_pages.hpp"

namespace meldmaat {

bool may_have_police_papers(const Talk& talk) {
  const auto& view = talk.view();
  return may_act(Action::police_pack, talk.subject(), nullptr, view.person, talk.now(), view.municipality);
}

void offer_police_papers(Talk& talk) {
  if (!may_have_police_papers(talk)) return talk.say("papers.offer.may_not");
  const auto& number = talk.subject().the_case.number;
  Message message;
  message.about = number;
  message.text = talk.text("papers.offer.what", {{"number", number.str()}});
  for (const auto* key : {"papers.offer.who", "papers.offer.anonymous", "papers.offer.check"}) {
    message.text += "\n\n" + talk.text(key);
  }
  const auto folder = paper_folder(talk, number);
  message.text += "\n\n" + talk.text(folder.empty() ? "papers.offer.no_web" : "papers.offer.sign_in");
  if (!folder.empty()) {
    message.kind = Message::Kind::summary;
    message.lines.push_back({talk.text("papers.offer.pdf"), folder + "police.pdf", {}});
    if (talk.state.language == Language::en) {
      message.lines.push_back({talk.text("papers.offer.pdf.english"), folder + "police-en.pdf", {}});
    }
    message.lines.push_back({talk.text("papers.offer.json"), folder + "police.json", {}});
  }
  talk.say(std::move(message));
}

}  // namespace meldmaat
