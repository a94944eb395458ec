// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The counsellors' desk of the anonymous postbox: its page and the interface that its script uses (docs/postbox.md).
/// It gives sealed envelopes and locked keys, and never sees what is in them. Who is asking was found out before.
/// I/O thread only.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "adapters/switchboard.hpp"
#include "adapters/web/postbox_site.hpp"

namespace meldmaat {

class DeskSite {
 public:
  DeskSite(const PostboxParts& parts, Switchboard& switchboard, PostboxSite& site)
      : parts_(parts), switchboard_(switchboard), site_(site) {}

  /// Whether this person may come here: who holds or stands in for the role counsellor.
  [[nodiscard]] bool lets_in(const PersonId& person) const;

  /// Status and body of an answer of the interface.
  struct Reply {
    int status = 404;
    std::string body;  ///< JSON; empty: a problem, by status
  };
  /// \param place what follows "/p/{person}/desk/"
  [[nodiscard]] boost::asio::awaitable<Reply> answer(PersonId person, std::vector<std::string> place, bool posts,
                                                     std::string body);

 private:
  using Answer = boost::asio::awaitable<Reply>;
  [[nodiscard]] Answer give_keys(PersonId person);
  /// \param owner of the key; empty: the recovery key
  [[nodiscard]] Answer take_key(PersonId by, PersonId owner, std::string body);
  [[nodiscard]] Answer give_inboxes(PersonId person);
  [[nodiscard]] Answer take_reply(PersonId person, InboxId inbox, std::string body);
  [[nodiscard]] Answer take_more_keys(PersonId person, InboxId inbox, std::string body);
  [[nodiscard]] Answer hand_facts_on(PersonId by, std::string body);
  /// No look at the desk without a line of the audit trail.
  [[nodiscard]] boost::asio::awaitable<void> note_look(PersonId person);
  /// The inbox as this counsellor sees it; an empty id: not theirs.
  [[nodiscard]] boost::asio::awaitable<DeskInbox> inbox_for(PersonId person, InboxId inbox);

  PostboxParts parts_;
  Switchboard& switchboard_;
  PostboxSite& site_;
};

}  // namespace meldmaat
