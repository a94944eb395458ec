// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/proposal/proposal_dialog.hpp"

#include <utility>

#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/heard.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/steps.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view own_name = "proposal";
constexpr std::string_view decide = "decide";
/// The note that says which change was shown. No answer: it begins with a '.'.
constexpr std::string_view shown = ".print";
/// As many stand in one message on every channel.
constexpr std::size_t lines_together = 20;

std::string_view key_of(const ChangedSetting& change) {
  using What = ChangedSetting::What;
  switch (change.what) {
    case What::channels: return "proposal.what.channels";
    case What::place: return "proposal.what.place";
    case What::office: return "proposal.what.office";
    case What::returned: return "proposal.what.returned";
    case What::manager: return "proposal.what.manager";
    case What::team_deputy: return "proposal.what.team_deputy";
    case What::parent: return "proposal.what.parent";
    case What::team_protocol: return "proposal.what.team_protocol";
    case What::holders: return change.of.empty() ? "proposal.what.holders" : "proposal.what.holders_of_team";
    case What::role_deputy:
      return change.of.empty() ? "proposal.what.role_deputy" : "proposal.what.role_deputy_of_team";
    case What::report_years: return "proposal.what.report_years";
    case What::withdrawn_years: return "proposal.what.withdrawn_years";
    case What::anonymous_route: return "proposal.what.anonymous_route";
    case What::protocol: return "proposal.what.protocol";
    case What::form: return "proposal.what.form";
    case What::protocol_content: return "proposal.what.protocol_content";
    case What::form_content: return "proposal.what.form_content";
    case What::service: break;
  }
  return "proposal.what.service";
}

Line line_of(const Talk& talk, const ChangedSetting& change) {
  const TextArgs args{{"of", change.of},
                      {"role", change.role.empty() ? std::string{} : role_words(talk, change.role)},
                      {"from", change.from},
                      {"to", change.to}};
  std::string_view how = "proposal.from_to";
  if (change.from.empty()) how = change.to.empty() ? "proposal.otherwise" : "proposal.to";
  if (!change.from.empty() && change.to.empty()) how = "proposal.gone";
  return {talk.text(key_of(change), args), talk.text(how, args), {}};
}

void show(Talk& talk, const Proposal& proposal) {
  Message message;
  message.kind = Message::Kind::summary;
  message.text = talk.text("proposal.list", {{"count", std::to_string(proposal.changes.size())}});
  for (const auto& change : proposal.changes) {
    if (message.lines.size() == lines_together) {
      talk.say(std::exchange(message, {}));
      message.kind = Message::Kind::summary;
      message.text = talk.text("proposal.list_more");
    }
    message.lines.push_back(line_of(talk, change));
  }
  talk.say(std::move(message));
}

void ask(Talk& talk) {
  Ask question{std::string{decide}, talk.text("proposal.decide"), Expects::choice, false, {}};
  question.options = {talk.option(std::string{yes_option}, "proposal.agree", Option::Style::primary),
                      talk.option(std::string{no_option}, "proposal.refuse")};
  ask_with(talk, std::move(question), only_back);
}

void show_and_ask(Talk& talk, const Proposal& proposal) {
  talk.top().step = decide;
  make_note(talk, shown, proposal.print);
  show(talk, proposal);
  ask(talk);
}

std::string_view before(std::string_view /*step*/) {
  return {};
}

constexpr Steps steps{ask, before, "casework.paused", "casework.resume", "proposal.left"};

}  // namespace

std::string_view ProposalDialog::name() const {
  return own_name;
}

std::vector<Option> ProposalDialog::menu(const Talk& talk) const {
  if (talk.view().proposal == nullptr) return {};
  return {talk.option("menu/proposal", "proposal.menu")};
}

std::vector<std::string_view> ProposalDialog::typed_commands() const {
  return {own_name};
}

bool ProposalDialog::begin(Talk& talk, std::string_view command) const {
  if (command != own_name) return false;
  if (talk.view().proposal == nullptr) {
    talk.say("proposal.none");
    if (!talk.state.frames.empty()) talk.close();
    return true;
  }
  push_steps(talk, own_name);
  show_and_ask(talk, *talk.view().proposal);
  return true;
}

void ProposalDialog::step(Talk& talk) const {
  const auto* proposal = talk.view().proposal;
  if (proposal == nullptr) return leave(talk, "proposal.none");
  if (noted(talk.top(), shown) != proposal->print) {
    talk.say("proposal.another");
    return show_and_ask(talk, *proposal);
  }
  const auto agreed = confirmed(talk);
  if (!agreed) {
    talk.say("casework.unclear_choice");
    return ask(talk);
  }
  talk.wish(DecideProposal{proposal->print, *agreed});
  leave(talk, "proposal.noted");
}

bool ProposalDialog::command(Talk& talk, std::string_view command) const {
  return walk(talk, command, steps);
}

void ProposalDialog::ask_again(Talk& talk) const {
  ask(talk);
}

bool ProposalDialog::tell(Talk& talk, const Notice& notice) const {
  if (notice.kind != Notice::Kind::proposal) return false;
  const auto what = notice.args.find("what");
  const std::string_view word = what == notice.args.end() ? std::string_view{} : what->second;
  Message message;
  message.slot = must_arrive;
  if (word == "waits") {
    message.text = talk.text("proposal.waits");
    message.options = {talk.option("menu/proposal", "proposal.menu", Option::Style::primary)};
  } else {
    message.text = talk.text(word == "agreed"    ? "proposal.agreed"
                             : word == "refused" ? "proposal.refused"
                                                 : "proposal.forced",
                             notice.args);
  }
  talk.say(std::move(message));
  if (const auto& proposal = talk.view().municipality.proposal; word == "forced" && proposal) show(talk, *proposal);
  return true;
}

}  // namespace meldmaat
