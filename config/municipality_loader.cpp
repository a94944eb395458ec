// SPDX-License-Identifier: EUPL-1.2
#include "config/municipality_loader.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

#include "config/condition.hpp"
#include "config/form_file.hpp"
#include "config/organisation_file.hpp"
#include "config/protocol_file.hpp"
#include "config/protocol_layers.hpp"
#include "config/settings_file.hpp"
#include "config/texts_file.hpp"
#include "config/zone_file.hpp"

namespace meldmaat {

namespace {

/// Reads one file after the other, then holds them against each other.
class Loader {
 public:
  explicit Loader(const Sources& sources) : sources_(sources) {}

  LoadResult load() {
    for (const auto& complaint : sources_.unread)
      complaints_.mistake(complaint.place, complaint.what, complaint.expected);
    read_texts();
    read_files();
    if (all_read_) {
      check_needed_texts(needed_texts(), dutch_, english_, complaints_);
      check_between_files();
    }
    if (complaints_.any_mistake()) return Refused{complaints_.in_order()};
    Loaded loaded{std::move(municipality_), std::move(settings_), std::move(protocol_trees_), complaints_.in_order()};
    loaded.municipality.texts = Texts{dutch_.catalogue(), english_.catalogue()};
    return loaded;
  }

 private:
  /// The document stays where it is: tables refer to it.
  const Document* read(const SourceFile& file) {
    auto document = read_toml(file.name, file.text, complaints_);
    if (!document) {
      all_read_ = false;
      return nullptr;
    }
    documents_.push_back(std::move(*document));
    return &documents_.back();
  }

  void read_texts() {
    for (const auto& file : sources_.dutch) {
      if (const auto* document = read(file)) dutch_.add(*document, file.shipped, complaints_);
    }
    for (const auto& file : sources_.english) {
      if (const auto* document = read(file)) english_.add(*document, file.shipped, complaints_);
    }
    if (all_read_) check_texts(dutch_, english_, complaints_);
  }

  void read_files() {
    const HasText has_text = [this](std::string_view key) { return dutch_.has(key) || english_.has(key); };
    std::vector<const Document*> protocols;
    for (const auto& file : sources_.protocols) {
      if (const auto* document = read(file)) protocols.push_back(document);
    }
    protocol_trees_ = lay_protocols(protocols, complaints_);
    if (protocol_trees_.size() < protocols.size()) all_read_ = false;
    for (const auto& tree : protocol_trees_) protocols_.push_back(read_protocol(tree, complaints_));
    for (const auto& file : sources_.forms) {
      if (const auto* document = read(file)) forms_.push_back(read_form(*document, has_text, complaints_));
    }
    if (sources_.settings) {
      if (const auto* document = read(*sources_.settings)) {
        settings_ = read_settings(*document, sources_.environment, complaints_);
      }
    }
    if (!sources_.organisation) {
      all_read_ = false;
      if (sources_.unread.empty()) {
        complaints_.mistake({"organisation.toml", 0, 0}, "there is no organisation.toml",
                            "this file in the configuration folder; docs/configuration.md shows what is in it");
      }
    } else if (const auto* document = read(*sources_.organisation)) {
      organisation_ = read_organisation(*document, complaints_);
      load_time_zone();
    }
  }

  void load_time_zone() {
    auto zone = load_zone(organisation_.organisation.zone_name);
    if (auto* found = std::get_if<Zone>(&zone)) {
      municipality_.zone = std::move(*found);
    } else {
      const NoZone& none = std::get<NoZone>(zone);
      complaints_.mistake(organisation_.zone_place, none.what, "a time zone such as \"Europe/Amsterdam\"",
                          none.nearest);
    }
  }

  std::vector<Word> needed_texts() const {
    std::vector<Word> needed;
    for (const auto& file : protocols_) {
      needed.insert(needed.end(), file.texts.begin(), file.texts.end());
      for (const auto& [role, place] : file.roles) {
        needed.push_back({"role." + role, place});
        needed.push_back({"why." + role, place});
      }
    }
    for (const auto& file : forms_) needed.insert(needed.end(), file.texts.begin(), file.texts.end());
    return needed;
  }

  /// Puts every version on the shelf once. A case keeps the version it began with (D8), so a version that has been used
  /// must never mean something else.
  template <class File, class Thing>
  void shelve(const std::vector<File>& files, Thing File::* thing, const std::string& name, std::vector<Thing>& shelf) {
    for (const auto& file : files) {
      const Thing& value = file.*thing;
      known_.insert(name + ' ' + value.ref.id.str());
      if (value.ref.id.empty() || value.ref.version == 0) continue;
      const auto found = std::ranges::find(shelf, value.ref, &Thing::ref);
      if (found == shelf.end()) {
        shelf.push_back(value);
      } else if (*found != value) {
        complaints_.mistake(file.version_place,
                            "there is already another version " + std::to_string(value.ref.version) + " of the " +
                                name + ' ' + in_quotes(value.ref.id.str()),
                            "a version that no other file has: cases keep the one they began with");
      }
    }
  }

  template <class Thing, class TheId>
  const Thing* chosen(const std::vector<Thing>& shelf, const TheId& id, const Place& place, const std::string& name) {
    const Thing* newest = nullptr;
    std::vector<std::string> known;
    for (const auto& thing : shelf) {
      known.push_back(thing.ref.id.str());
      if (thing.ref.id == id && (newest == nullptr || newest->ref.version < thing.ref.version)) newest = &thing;
    }
    if (newest == nullptr && !known_.contains(name + ' ' + id.str())) {
      complaints_.mistake(place, "unknown " + name + ' ' + in_quotes(id.str()), "one of " + listed(known),
                          nearest_word(id.str(), known));
    }
    return newest;
  }

  /// The address that people are told is our own postbox, unless the municipality names another one.
  void open_postbox() {
    municipality_.postbox = settings_.postbox;
    auto& organisation = municipality_.organisation;
    if (!settings_.postbox) return;
    if (organisation.anonymous_route.empty()) organisation.anonymous_route = settings_.public_origin + "/postvak";
    if (organisation.people_in(roles::counsellor).size() < 2) {
      complaints_.mistake({"meldmaat.toml", 0, 0}, "[web] has a postbox, and fewer than two people are counsellor",
                          "a second holder or a deputy of the role \"counsellor\" in organisation.toml");
    }
  }

  void check_between_files() {
    municipality_.organisation = organisation_.organisation;
    municipality_.web_origin = settings_.public_origin;
    open_postbox();
    municipality_.protocol = organisation_.protocol;
    municipality_.form = organisation_.form;
    shelve(protocols_, &ProtocolFile::protocol, "protocol", municipality_.protocols);
    shelve(forms_, &FormFile::form, "form", municipality_.forms);
    const Protocol* protocol =
        chosen(municipality_.protocols, municipality_.protocol, organisation_.protocol_place, "protocol");
    const Form* form = chosen(municipality_.forms, municipality_.form, organisation_.form_place, "form");
    check_teams_channels();
    check_matrix_channels();
    std::set<ProtocolRef> in_use;
    if (protocol != nullptr) in_use.insert(protocol->ref);
    for (const auto& [id, place] : organisation_.team_protocols) {
      const Protocol* other = chosen(municipality_.protocols, ProtocolId{id}, place, "protocol");
      if (other != nullptr) in_use.insert(other->ref);
    }
    if (form == nullptr) return;
    std::set<ProtocolRef> checked;
    for (const auto& file : protocols_) {
      if (!in_use.contains(file.protocol.ref) || !checked.insert(file.protocol.ref).second) continue;
      check_roles_are_held(file);
      check_rules_can_apply(file, *form);
    }
  }

  void check_teams_channels() {
    for (const auto& [address, place] : organisation_.teams_addresses) {
      if (!settings_.teams) {
        // Once: the remedy is one table, however many people there are.
        complaints_.mistake(place, "the channel \"teams\" needs a table [teams] in meldmaat.toml",
                            "this table; docs/teams.md shows what is in it");
        return;
      }
      const auto at = address.find('@');
      const auto& tenants = settings_.teams->tenants;
      if (at == std::string::npos || tenants.empty()) continue;
      const std::string tenant = address.substr(at + 1);
      if (tenant == tenants.front()) {
        complaints_.mistake(place, in_quotes(tenant) + " is the tenant of the bot itself", "the address without it");
      } else if (std::ranges::find(tenants, tenant) == tenants.end()) {
        complaints_.mistake(place, in_quotes(tenant) + " is not one of the tenants of [teams] in meldmaat.toml",
                            "one of " + listed(tenants), nearest_word(tenant, tenants));
      }
    }
  }

  void check_matrix_channels() {
    for (const auto& [address, place] : organisation_.matrix_addresses) {
      if (!settings_.matrix) {
        complaints_.mistake(place, "the channel \"matrix\" needs a table [matrix] in meldmaat.toml",
                            "this table; docs/matrix.md shows what is in it");
        return;
      }
      const auto& servers = settings_.matrix->servers;
      const std::string server = address.substr(address.find(':') + 1);
      if (address == settings_.matrix->user_id()) {
        complaints_.mistake(place, in_quotes(address) + " is the bot itself", "the user id of this person");
      } else if (!servers.empty() && std::ranges::find(servers, server) == servers.end()) {
        complaints_.mistake(place, in_quotes(server) + " is not one of the servers of [matrix] in meldmaat.toml",
                            "one of " + listed(servers), nearest_word(server, servers));
      }
    }
  }

  /// An escalation to a role without a holder ends nowhere.
  void check_roles_are_held(const ProtocolFile& file) {
    std::set<std::string> told;
    for (const auto& [role, place] : file.roles) {
      if (role == roles::manager.str() || is_own_role(RoleId{role}) || falls_to_manager(RoleId{role})) continue;
      if (municipality_.organisation.role(RoleId{role}) != nullptr || !told.insert(role).second) continue;
      complaints_.mistake(place, "the protocol needs the role " + in_quotes(role) + ", and nobody holds it",
                          "a [[role]] with id = " + in_quotes(role) + " in organisation.toml");
    }
  }

  void check_rules_can_apply(const ProtocolFile& file, const Form& form) {
    const std::vector<Flag> settable = flags_set_by(form);
    for (const auto& [rule, from] : file.rules) {
      const std::string why = why_never(rule.only_if, settable);
      if (why.empty()) continue;
      complaints_.warning(from.place("only_if"), "the rule " + in_quotes(rule.id.str()) + " never applies: " + why,
                          "flags that an answer to the form sets");
    }
  }

  const Sources& sources_;
  Complaints complaints_;
  std::deque<Document> documents_;
  bool all_read_ = true;
  TextShelf dutch_{Language::nl};
  TextShelf english_{Language::en};
  std::vector<Document> protocol_trees_;  ///< the tables of protocols_ look into these
  std::vector<ProtocolFile> protocols_;
  std::vector<FormFile> forms_;
  OrganisationFile organisation_;
  Settings settings_;
  Municipality municipality_;
  std::set<std::string> known_;  ///< "protocol standaard", also when its version could not be read
};

}  // namespace

LoadResult load(const std::filesystem::path& folder, const TeamsEnvironment& environment) {
  Sources sources = read_sources(folder);
  sources.environment = environment;
  return load_sources(sources);
}

LoadResult load_demo() {
  return load_sources(demo_sources());
}

LoadResult load_sources(const Sources& sources) {
  return Loader{sources}.load();
}

std::vector<Complaint> check_in_use(const Municipality& municipality, const std::vector<ProtocolRef>& protocols,
                                    const std::vector<FormRef>& forms) {
  Complaints complaints;
  const auto gone = [&](const std::string& name, const std::string& folder, const auto& ref) {
    complaints.mistake({folder, 0, 0},
                       "cases or drafts still use version " + std::to_string(ref.version) + " of the " + name + ' ' +
                           in_quotes(ref.id.str()) + ", and there is no file with it",
                       "the file of every version that was ever used");
  };
  for (const auto& ref : protocols) {
    if (municipality.protocol_of(ref) == nullptr) gone("protocol", "protocols", ref);
  }
  for (auto ref : forms) {
    if (ref.id.empty()) ref.id = municipality.form;  // a draft: it knows the version alone
    if (municipality.form_of(ref) == nullptr) gone("form", "forms", ref);
  }
  return complaints.in_order();
}

}  // namespace meldmaat
