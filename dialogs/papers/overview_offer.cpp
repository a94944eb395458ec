// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/overview_offer.hpp"

#include <string>
#include <utility>

#include "bot/rules/access.hpp"
#include "dialogs/papers/own_pages.hpp"

namespace meldmaat {

bool may_answer_requests(const Talk& talk) {
  const auto& view = talk.view();
  return may_act(Action::rights, talk.subject(), nullptr, view.person, talk.now(), view.municipality);
}

void offer_accused_overview(Talk& talk) {
  if (!may_answer_requests(talk)) return talk.say("overview.offer.may_not");
  const auto& number = talk.subject().the_case.number;
  Message message;
  message.about = number;
  message.text = talk.text("overview.offer.what", {{"number", number.str()}}) + "\n\n" +
                 talk.text("overview.offer.check") + "\n\n" + talk.text("overview.offer.reporter");
  const auto folder = paper_folder(talk, number);
  message.text += "\n\n" + talk.text(folder.empty() ? "papers.offer.no_web" : "papers.offer.sign_in");
  if (!folder.empty()) {
    const auto file = folder + std::string(accused_paper);
    message.kind = Message::Kind::summary;
    message.lines = {{talk.text("letters.offer.odt"), file + ".odt", {}},
                     {talk.text("letters.offer.pdf"), file + ".pdf", {}},
                     {talk.text("papers.offer.json"), file + ".json", {}}};
  }
  message.options.push_back(talk.option("case/" + number.str() + "/request", "overview.offer.note"));
  talk.say(std::move(message));
}

void offer_own_overview(Talk& talk) {
  Message message;
  message.text = talk.text("overview.offer.own");
  const auto pages = own_pages(talk);
  message.text += "\n\n" + talk.text(pages.empty() ? "overview.offer.own.no_web" : "papers.offer.sign_in");
  if (!pages.empty()) {
    message.kind = Message::Kind::summary;
    const bool english = talk.state.language == Language::en;
    message.lines = {
        {talk.text("papers.offer.pdf"), pages + "papers/own/overview" + (english ? "-en.pdf" : ".pdf"), {}},
        {talk.text("papers.offer.json"), pages + "papers/own/overview.json", {}}};
  }
  talk.say(std::move(message));
}

}  // namespace meldmaat
