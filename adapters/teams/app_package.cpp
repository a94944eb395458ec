// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/app_package.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "adapters/utf8.hpp"

namespace meldmaat {

namespace {

// Ordered, so that the same facts make the same bytes and a person can read them from top to bottom.
using Json = nlohmann::ordered_json;

constexpr const char* schemas = "https://developer.microsoft.com/json-schemas/teams/v1.19/";

/// A command's title is the first word of the list "house.words.<name>", its description
/// "teams_package.command.<name>".
constexpr std::array<std::string_view, 5> commands{"menu", "help", "numbers", "pause", "language"};

/// Takes the words of one language, and remembers which are too long for Teams.
class Wording {
 public:
  Wording(const Texts& texts, Language language, const AppFacts& facts, AppFaults& faults)
      : texts_(texts), language_(language), facts_(facts), faults_(faults) {}

  [[nodiscard]] std::string text(const std::string& name, std::size_t most) const {
    return fitting("teams_package." + name, say("teams_package." + name), most);
  }

  [[nodiscard]] std::string command(std::string_view name) const {
    constexpr std::size_t most = 32;
    const std::string key = "house.words." + std::string{name};
    const std::string words = say(key);
    return fitting(key, words.substr(0, words.find(',')), most);
  }

 private:
  [[nodiscard]] std::string say(const std::string& key) const {
    return texts_.say(language_, false, key, {{"organisation", facts_.organisation}, {"emergency", facts_.emergency}});
  }

  [[nodiscard]] std::string fitting(const std::string& key, std::string said, std::size_t most) const {
    if (const auto length = utf8_characters(said); length > most) {
      faults_.push_back("the text \"" + key + "\" (" + (language_ == Language::nl ? "nl" : "en") + ") has " +
                        std::to_string(length) + " characters; Teams takes at most " + std::to_string(most));
    }
    return said;
  }

  const Texts& texts_;
  Language language_;
  const AppFacts& facts_;
  AppFaults& faults_;
};

constexpr std::size_t most_short_name = 30;
constexpr std::size_t most_full_name = 100;
constexpr std::size_t most_short_description = 80;
constexpr std::size_t most_full_description = 4000;
constexpr std::size_t most_developer = 32;
constexpr std::size_t most_command_description = 128;

Json bot_of(const AppFacts& facts, const Wording& dutch) {
  Json list = Json::array();
  for (const auto name : commands) {
    list.push_back({{"title", dutch.command(name)},
                    {"description", dutch.text("command." + std::string{name}, most_command_description)}});
  }
  const Json personal = Json::array({"personal"});
  return {{"botId", facts.client_id},
          {"scopes", personal},
          {"supportsFiles", true},
          {"isNotificationOnly", false},
          {"commandLists", Json::array({Json{{"scopes", personal}, {"commands", list}}})}};
}

Json manifest_of(const AppFacts& facts, const Wording& dutch) {
  const auto host_at = facts.origin.find("://") + 3;
  const auto host = facts.origin.substr(host_at, facts.origin.find(':', host_at) - host_at);
  return {
      {"$schema", schemas + std::string{"MicrosoftTeams.schema.json"}},
      {"manifestVersion", "1.19"},
      {"version", facts.version},
      {"id", app_id_of(facts.client_id)},
      {"localizationInfo",
       {{"defaultLanguageTag", "nl"},
        {"additionalLanguages", Json::array({Json{{"languageTag", "en"}, {"file", "en.json"}}})}}},
      {"developer",
       {{"name", dutch.text("developer", most_developer)},
        {"websiteUrl", facts.origin},
        {"privacyUrl", facts.privacy_url},
        {"termsOfUseUrl", facts.terms_url}}},
      {"name", {{"short", dutch.text("name", most_short_name)}, {"full", dutch.text("name.full", most_full_name)}}},
      {"description",
       {{"short", dutch.text("description", most_short_description)},
        {"full", dutch.text("description.full", most_full_description)}}},
      {"icons", {{"outline", "outline.png"}, {"color", "color.png"}}},
      {"accentColor", "#4D14F0"},
      {"bots", Json::array({bot_of(facts, dutch)})},
      {"validDomains", Json::array({host})},
      {"defaultInstallScope", "personal"},
  };
}

Json english_of(const Wording& english) {
  Json file{{"$schema", schemas + std::string{"MicrosoftTeams.Localization.schema.json"}},
            {"name.short", english.text("name", most_short_name)},
            {"name.full", english.text("name.full", most_full_name)},
            {"description.short", english.text("description", most_short_description)},
            {"description.full", english.text("description.full", most_full_description)}};
  for (std::size_t index = 0; index < commands.size(); ++index) {
    const std::string command = "bots[0].commandLists[0].commands[" + std::to_string(index) + "].";
    const std::string name{commands.at(index)};
    file[command + "title"] = english.command(name);
    file[command + "description"] = english.text("command." + name, most_command_description);
  }
  return file;
}

/// Three whole numbers: Teams compares them.
bool is_version(const std::string& text) {
  int parts = 0;
  for (std::size_t start = 0; start <= text.size(); ++parts) {
    const auto end = std::min(text.find('.', start), text.size());
    const auto part = text.substr(start, end - start);
    const bool number = !part.empty() && part.size() <= 9 && part.find_first_not_of("0123456789") == std::string::npos;
    if (!number || (part.size() > 1 && part.front() == '0')) return false;
    start = end + 1;
  }
  return parts == 3;
}

void check_facts(const AppFacts& facts, AppFaults& faults) {
  if (!is_version(facts.version)) {
    faults.push_back("\"" + facts.version + "\" is not a version; Teams takes three numbers such as 1.2.3");
  }
  const std::array<std::pair<const char*, const std::string&>, 3> addresses{
      {{"origin of [web]", facts.origin},
       {"privacy_url of [teams]", facts.privacy_url},
       {"terms_url of [teams]", facts.terms_url}}};
  for (const auto& [key, address] : addresses) {
    // What was left out became the origin, about which is complained already.
    const bool left_out = &address != &facts.origin && address == facts.origin;
    if (left_out || address.starts_with("https://")) continue;
    faults.push_back(std::string{key} + " is " + address + "; Teams takes addresses that begin with https:// only");
  }
}

}  // namespace

std::string app_id_of(const std::string& client_id) {
  std::string named;
  for (std::size_t at = 0; at + 1 < client_id.size(); at += 2) {
    if (client_id[at] == '-') ++at;
    named += static_cast<char>(std::stoi(client_id.substr(at, 2), nullptr, 16));
  }
  named += "meldmaat";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  if (EVP_Digest(named.data(), named.size(), digest.data(), nullptr, EVP_sha1(), nullptr) != 1) {
    throw std::runtime_error("no SHA-1");
  }
  digest[6] = static_cast<unsigned char>((digest[6] & 0x0FU) | 0x50U);
  digest[8] = static_cast<unsigned char>((digest[8] & 0x3FU) | 0x80U);
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr std::size_t bytes = 16;
  std::string id;
  for (std::size_t index = 0; index < bytes; ++index) {
    if (index == 4 || index == 6 || index == 8 || index == 10) id += '-';
    id += digits[digest.at(index) >> 4U];
    id += digits[digest.at(index) & 0x0FU];
  }
  return id;
}

std::variant<AppFiles, AppFaults> app_package(const AppFacts& facts, const AppIcons& icons, const Texts& texts) {
  AppFaults faults;
  check_facts(facts, faults);
  const Json manifest = manifest_of(facts, Wording{texts, Language::nl, facts, faults});
  const Json english = english_of(Wording{texts, Language::en, facts, faults});
  if (!faults.empty()) return faults;
  constexpr int indent = 2;
  return AppFiles{{"manifest.json", manifest.dump(indent) + '\n'},
                  {"en.json", english.dump(indent) + '\n'},
                  {"color.png", std::string{icons.color}},
                  {"outline.png", std::string{icons.outline}}};
}

}  // namespace meldmaat
